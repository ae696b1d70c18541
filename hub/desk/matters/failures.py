"""Documents that could not be published, or not at their time, or wait for it; failed orders of
translations."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from django.utils.formats import number_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from hub.content.models import TranslationJob
from hub.content.translating.jobs import ATTEMPTS_MAXIMUM
from hub.desk.pages import day, documents_of, edit_address, pages_of, record_models
from hub.kernel.contract.desk import Action, DeskEntry, Outcome
from hub.kernel.contract.parts import DeskPanel
from hub.kernel.contract.sources import User
from hub.publication.going_live import AGAIN, publish
from hub.publication.late import LateRevision
from hub.publication.models import Failure, Hint
from hub.publication.settle import settle
from hub.publication.writing.failures import is_cut

# Less is what a busy moment takes.
WAITING_SECONDS: Final = 10


def _failures(user: User) -> QuerySet[Failure]:
    return Failure.objects.filter(documents_of(user)).order_by("-since")


def _failure_entries(rows: Sequence[Failure]) -> list[DeskEntry]:
    addresses = _addresses([one.document_id for one in rows])
    return [
        DeskEntry(
            title=one.title,
            url=addresses.get(one.document_id, ("", ""))[1],
            detail=_detail(one),
            error=one.error,
            key=str(one.document_id),
        )
        for one in rows
    ]


def _detail(failure: Failure) -> str:
    since = _("since %(date)s") % {"date": day(failure.since)}
    if is_cut(failure):
        return _("%(since)s: it took too long to prepare") % {"since": since}
    return since


def _publish_again(user: User, key: str) -> Outcome | None:
    """Settle a document again that could not be built."""
    try:
        failure = _failures(user).filter(document_id=UUID(key)).first()
    except ValueError:
        return None
    if failure is None:
        return None
    settle({failure.document_id})
    if Failure.objects.filter(document_id=failure.document_id).exists():
        text = _("“%(title)s” still cannot be published. Tell the city's IT.")
        return Outcome(text % {"title": failure.title}, is_done=False)
    text = _("“%(title)s” is up to date on the website now.")
    return Outcome(text % {"title": failure.title})


def _late(user: User) -> QuerySet[LateRevision]:
    # What an editor has scheduled for another time since, or not at all, waits for nothing.
    is_waiting = Q(revision__approved_go_live_at__lte=timezone.now() + AGAIN)
    return LateRevision.objects.filter(documents_of(user), is_waiting).order_by("-since", "-pk")


def _late_entries(rows: Sequence[LateRevision]) -> list[DeskEntry]:
    addresses = _addresses([one.document_id for one in rows if one.document_id])
    return [
        DeskEntry(
            title=one.title,
            url=addresses.get(one.document_id, ("", ""))[1] if one.document_id else "",
            detail=_("since %(date)s") % {"date": day(one.since)},
            error=one.error,
            key=str(one.pk),
        )
        for one in rows
    ]


def _go_live_again(user: User, key: str) -> Outcome | None:
    """Publish a version whose time has come and that could not be published then."""
    late = _late(user).filter(pk=key).first() if key.isdecimal() else None
    if late is None:
        return None
    if publish(late.revision):
        text = _("“%(title)s” is on the website now.")
        return Outcome(text % {"title": late.title})
    text = _("“%(title)s” still cannot be published. Tell the city's IT.")
    return Outcome(text % {"title": late.title}, is_done=False)


def _addresses(ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return {id: (title, where it is edited)} of pages and records."""
    addresses: dict[UUID, tuple[str, str]] = {}
    if not ids:
        return addresses
    for model in record_models():
        for record in model._default_manager.filter(translation_key__in=ids).order_by("-pk"):
            addresses[record.translation_key] = (
                str(record),
                AdminURLFinder().get_edit_url(record) or "",
            )
    pages = Page.objects.filter(translation_key__in=ids).order_by("-pk")
    for key, page_id, title in pages.values_list("translation_key", "pk", "title"):
        addresses[key] = (title, edit_address(page_id))
    return addresses


def _waiting(user: User) -> QuerySet[Hint]:
    is_late = Q(due_at__lt=timezone.now() - timedelta(seconds=WAITING_SECONDS))
    late = Hint.objects.filter(is_late | Q(total_count__isnull=False))
    firsts = late.order_by().values("document_id").annotate(first=Min("pk")).values("first")
    own = documents_of(user)
    if pages_of(user).exists():
        own |= Q(document_id__isnull=True)
    return Hint.objects.filter(own, pk__in=firsts).order_by("pk")


def _waiting_entries(rows: Sequence[Hint]) -> list[DeskEntry]:
    addresses = _addresses([one.document_id for one in rows if one.document_id])
    entries = []
    for one in rows:
        title, url = (_("The whole website"), "")
        if one.document_id:
            title, url = addresses.get(one.document_id, (_("A deleted page"), ""))
        moment = time_format(timezone.localtime(one.hinted_at), "TIME_FORMAT")
        text = _("since %(date)s, %(time)s") % {"date": day(one.hinted_at), "time": moment}
        if one.total_count:
            text += "; " + _progress(one.done_count, one.total_count)
        entries.append(DeskEntry(title=title, url=url, detail=text))
    return entries


def _progress(done_count: int, total_count: int) -> str:
    """Return how much of the whole website is new; the number of its pages may have changed."""
    counts = {"done": min(done_count, total_count), "total": total_count}
    shown = {name: number_format(count, force_grouping=True) for name, count in counts.items()}
    return _("%(done)s of %(total)s pages rebuilt") % shown


def _jobs(user: User) -> QuerySet[TranslationJob]:
    if not user.has_perm("wagtail_localize.submit_translation"):
        return TranslationJob.objects.none()
    return TranslationJob.objects.filter(attempts_count__gte=ATTEMPTS_MAXIMUM)


def _job_entries(rows: Sequence[TranslationJob]) -> list[DeskEntry]:
    return [
        DeskEntry(
            title=_("Order of translations from %(date)s") % {"date": day(one.created_at)},
            error=one.error,
        )
        for one in rows
    ]


FAILURES = DeskPanel(
    name="failures",
    title=gettext_lazy("Could not be published"),
    hint=gettext_lazy(
        "The program could not prepare these pages for the website. Readers see the version "
        "before. It tries again by itself; tell the city's IT if that does not help."
    ),
    rows=_failures,
    entries=_failure_entries,
    action=Action(label=gettext_lazy("Try again now"), act=_publish_again),
    order=10,
)
LATE = DeskPanel(
    name="late",
    title=gettext_lazy("Should be on the website since its time, and is not"),
    hint=gettext_lazy(
        "The program could not publish these versions when their time came. It tries again each "
        "minute; tell the city's IT if that does not help."
    ),
    rows=_late,
    entries=_late_entries,
    action=Action(label=gettext_lazy("Try again now"), act=_go_live_again),
    order=10,
)
WAITING = DeskPanel(
    name="waiting",
    title=gettext_lazy("Saved, and not on the website yet"),
    hint=gettext_lazy(
        "Readers still see the version before. It goes on by itself; tell the city's IT if this "
        "stays for more than a few minutes."
    ),
    rows=_waiting,
    entries=_waiting_entries,
    order=11,
)
JOBS = DeskPanel(
    name="jobs",
    title=gettext_lazy("Orders of translations that failed"),
    hint=gettext_lazy("Order the translation again; tell the city's IT if that does not help."),
    rows=_jobs,
    entries=_job_entries,
    order=70,
)
