"""The editors' list of funding calls."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks

from hub.content.editing.listings import (
    BULK,
    STATUS,
    TITLE,
    UPDATED,
    KindFilters,
    KindListing,
    KindListView,
    column,
    date_column,
)
from plugins.funding.checking import needs_check
from plugins.funding.choices import APPLICANTS, PURPOSES, Timing
from plugins.funding.models import FundingPage


class FundingListView(KindListView):
    """The list with what its columns need."""

    prefetched = ("district",)
    prefetched_for_export = ("deadlines",)


class FundingFilters(KindFilters):
    """Calls by who may apply, what for, time to apply, and whether somebody has to look."""

    applicants = django_filters.MultipleChoiceFilter(
        label=_("Who may apply"),
        choices=APPLICANTS,
        method="filter_any",
        widget=forms.CheckboxSelectMultiple,
    )
    purposes = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("funding", "What for"),
        choices=PURPOSES,
        method="filter_any",
        widget=forms.CheckboxSelectMultiple,
    )
    timing = django_filters.MultipleChoiceFilter(
        label=_("Time to apply"), choices=Timing.choices, widget=forms.CheckboxSelectMultiple
    )
    needs_check = django_filters.ChoiceFilter(
        label=_("To be checked"),
        choices=[("true", _("yes")), ("false", _("no"))],
        method="filter_check",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = FundingPage
        fields: ClassVar[list[str]] = []

    def filter_any(self, pages: QuerySet[Any], name: str, values: list[str]) -> QuerySet[Any]:
        """Return the pages with any of the values."""
        return pages.filter(**{f"{name}__overlap": values}) if values else pages

    def filter_check(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return the pages that somebody has to look at, or the others."""
        return pages.filter(needs_check()) if value == "true" else pages.exclude(needs_check())


class FundingListing(KindListing):
    """The menu entry “Funding calls”."""

    model = FundingPage
    index_view_class = FundingListView
    icon = "tag"
    menu_label = _("Funding calls")
    name = "funding"
    menu_order = 140
    ordering = "title"
    filterset_class = FundingFilters
    columns: ClassVar[list[Any]] = [
        BULK,
        TITLE,
        column("funder", _("Funder"), sort_key="funder"),
        column("get_timing_display", _("Time to apply"), sort_key="timing"),
        date_column("checked_on", _("Checked on")),
        UPDATED,
        STATUS,
    ]
    list_export: ClassVar[list[str]] = [
        "title",
        "funder",
        "applicants",
        "purposes",
        "amount_from_euros",
        "amount_to_euros",
        "get_timing_display",
        "deadline_moments",
        "application_url",
        "checked_on",
        "live",
        "full_url",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "get_timing_display": _("time to apply"),
        "deadline_moments": _("last days"),
        "live": _("published"),
        "full_url": _("address on the website"),
    }


@hooks.register("register_admin_viewset")
def funding_listing() -> KindListing:
    """Put the list of funding calls into the menu."""
    return FundingListing()
