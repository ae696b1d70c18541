"""Followers that fail or lag behind: the search, other websites, what capabilities bring."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hub.desk.pages import day
from hub.kernel.contract import registry
from hub.kernel.contract.desk import Action, DeskEntry, Outcome
from hub.kernel.contract.parts import DeskPanel, Follower
from hub.kernel.contract.sources import User
from hub.publication.follow import cursors, try_now
from hub.publication.models import Cursor

# Beat looks every 30 seconds; so long takes what is in order.
LAG: Final = timedelta(seconds=60)


class Lagging(Protocol):
    """A cursor as `hub.publication.follow.cursors` returns it."""

    name: str
    failed_count: int
    failed_since: datetime | None
    not_before: datetime | None
    worked_since: datetime | None
    unread_since: datetime | None
    error: str


def _followers(user: User) -> QuerySet[Cursor]:
    if not user.has_perm("publication.change_cursor"):
        return Cursor.objects.none()
    lags = Q(unread_since__lt=timezone.now() - LAG)
    return cursors().filter(lags | Q(failed_count__gt=0)).order_by("-failed_count", "name")


def _entries(rows: Sequence[Lagging]) -> list[DeskEntry]:
    titles = {one.key: str(one.part.title) for one in registry.owned(Follower)}
    return [
        DeskEntry(
            title=titles.get(one.name) or one.name,
            detail=_failing(one) if one.failed_count else _lagging(one),
            error=one.error,
            key=one.name,
        )
        for one in rows
    ]


def _failing(one: Lagging) -> str:
    text = ngettext(
        "has failed once, %(since)s",
        "fails since %(since)s, %(count)d times so far",
        one.failed_count,
    ) % {"count": one.failed_count, "since": _moment(one.failed_since)}
    if one.not_before and one.not_before > timezone.now():
        text += "; " + _("tried again %(moment)s") % {"moment": _moment(one.not_before)}
    return text


def _lagging(one: Lagging) -> str:
    text = _("behind since %(moment)s") % {"moment": _moment(one.unread_since)}
    if one.worked_since:
        text += "; " + _("at work since %(moment)s") % {"moment": _moment(one.worked_since)}
    return text


def _moment(value: datetime | None) -> str:
    if value is None:
        return ""
    clock = time_format(timezone.localtime(value), "TIME_FORMAT")
    return _("%(date)s, %(time)s") % {"date": day(value), "time": clock}


def _try_now(user: User, key: str) -> Outcome | None:
    """Ring for a follower; it is a worker that tries."""
    cursor = _followers(user).filter(pk=key).first()
    if cursor is None:
        return None
    try_now(key)
    return Outcome(_("It is being tried. Load this page again in a minute to see what came of it."))


FOLLOWERS = DeskPanel(
    name="followers",
    title=gettext_lazy("Does not keep up with what is published"),
    hint=gettext_lazy(
        "What is published here comes late there. Nothing is lost: it is tried again by itself, "
        "less and less often. Tell the city's IT if that does not help."
    ),
    rows=_followers,
    entries=_entries,
    action=Action(label=gettext_lazy("Try now"), act=_try_now),
    order=12,
)
