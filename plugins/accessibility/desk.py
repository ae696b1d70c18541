"""The desk's panels: reports that have to be answered, statements that have to be reviewed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from hub.kernel.contract.desk import DeskEntry
from hub.kernel.contract.sources import User
from plugins.accessibility.deadline import SOON_DAYS, left_in_words
from plugins.accessibility.models import BarrierReport, State, StatementPage

REVIEW_AFTER: Final = timedelta(days=365)
PAGE_LENGTH: Final = 80


def reports(user: User) -> QuerySet[BarrierReport]:
    """Return the reports that are new or due within a week, the most urgent first."""
    if not user.has_perm("accessibility.view_barrierreport"):
        return BarrierReport.objects.none()
    last = timezone.localdate() + timedelta(days=SOON_DAYS)
    urgent = Q(due_on__lte=last) | Q(state=State.NEW)
    return (
        BarrierReport.objects.exclude(state=State.ANSWERED).filter(urgent).order_by("due_on", "pk")
    )


def report_entries(rows: Sequence[BarrierReport]) -> list[DeskEntry]:
    """Return a line for each report: its reference, the time that is left, the page."""
    return [
        DeskEntry(
            title=one.reference,
            url=reverse("accessibility_reports:edit", args=[one.pk]),
            detail=_report_detail(one),
        )
        for one in rows
    ]


def _report_detail(one: BarrierReport) -> str:
    words = [
        _("due %(day)s: %(left)s") % {"day": _day(one.due_on), "left": left_in_words(one.due_on)}
    ]
    if one.state == State.NEW:
        words.insert(0, _("new"))
    if one.page:
        words.append(Truncator(one.page).chars(PAGE_LENGTH))
    return ", ".join(words)


def statements(user: User) -> QuerySet[StatementPage]:
    """Return the statements that nobody has reviewed for a year and the user may edit."""
    policy = policy_registry.get_by_type(Page)
    mine = policy.instances_user_has_permission_for(user, "change")
    old = StatementPage.objects.filter(
        pk__in=mine.values("pk"),
        live=True,
        alias_of=None,
        reviewed_on__lt=timezone.localdate() - REVIEW_AFTER,
    )
    return old.select_related("locale").order_by("reviewed_on")


def statement_entries(rows: Sequence[StatementPage]) -> list[DeskEntry]:
    """Return a line for each statement: its language, and when somebody last looked at it."""
    return [
        DeskEntry(
            title=one.title,
            url=reverse("wagtailadmin_pages:edit", args=[one.pk]),
            detail=f"{one.locale}, "
            + _("last reviewed on %(day)s") % {"day": _day(one.reviewed_on)},
        )
        for one in rows
    ]


def _day(value: date | None) -> str:
    return str(date_format(value, "SHORT_DATE_FORMAT")) if value else ""
