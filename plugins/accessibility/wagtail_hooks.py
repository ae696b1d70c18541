"""The office's list of barrier reports."""

from datetime import timedelta
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from plugins.accessibility.deadline import SOON_DAYS, left_in_words
from plugins.accessibility.models import BarrierReport, State


class ReportFilters(WagtailFilterSet):
    """Reports by state, by how urgent they are, by language."""

    state = django_filters.ChoiceFilter(
        label=_("Progress"), choices=State.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    due = django_filters.ChoiceFilter(
        label=_("Answer by"),
        method="filter_due",
        choices=[("overdue", _("overdue")), ("soon", _("within 7 days"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = BarrierReport
        fields: ClassVar[list[str]] = ["language"]

    def filter_due(
        self, reports: QuerySet[BarrierReport], name: str, value: str
    ) -> QuerySet[BarrierReport]:
        """Return the unanswered reports whose day is over, or comes within a week."""
        today = timezone.localdate()
        waiting = reports.exclude(state=State.ANSWERED)
        if value == "overdue":
            return waiting.filter(due_on__lt=today)
        return waiting.filter(due_on__range=(today, today + timedelta(days=SOON_DAYS)))


def _day(report: BarrierReport) -> str:
    return str(date_format(timezone.localtime(report.received_at), "SHORT_DATE_FORMAT"))


def _due(report: BarrierReport) -> str:
    day = date_format(report.due_on, "SHORT_DATE_FORMAT")
    return f"{day} ({left_in_words(report.due_on)})" if report.is_open else str(day)


class ReportViewSet(ModelViewSet):
    """Barrier reports, the most urgent first."""

    model = BarrierReport
    name = "accessibility_reports"
    url_prefix = "barrier-reports"
    icon = "warning"
    menu_label = _("Barrier reports")
    menu_order = 160
    add_to_admin_menu = True
    inspect_view_enabled = False
    copy_view_enabled = False
    list_per_page = 50
    ordering: ClassVar[tuple[str, ...]] = ("due_on", "pk")
    filterset_class = ReportFilters
    search_backend_name = None
    search_fields: ClassVar[list[str]] = ["reference", "page", "description", "note"]
    list_display: ClassVar[list[Any]] = [
        "reference",
        Column("received", label=_("Received"), accessor=_day, sort_key="received_at"),
        Column("due", label=_("Answer by"), accessor=_due, sort_key="due_on"),
        Column("page", label=_("Page"), sort_key="page"),
        Column("get_state_display", label=_("Progress"), sort_key="state"),
    ]


@hooks.register("register_admin_viewset")
def reports() -> ReportViewSet:
    """Put the list into the menu of those who may see it."""
    return ReportViewSet()
