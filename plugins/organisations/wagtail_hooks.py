"""The editors' list of organisations."""

from collections.abc import Iterator
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from hub.content.editing.listings import (
    BULK,
    STATUS,
    TITLE,
    KindFilters,
    KindListing,
    KindListView,
    column,
    date_column,
)
from hub.intake.moderation.rights import MODERATE
from plugins.organisations.activities import FIELDS_OF_ACTIVITY, TYPES
from plugins.organisations.confirming import needs_confirmation
from plugins.organisations.models import OrganisationPage


class OrganisationListView(KindListView):
    """Organisations by name."""

    prefetched = ("district",)
    prefetched_for_export = ("place", "contacts__contact")


class OrganisationFilters(KindFilters):
    """Organisations by type, field, steering group, district, and whether somebody has to ask."""

    organisation_type = django_filters.MultipleChoiceFilter(
        label=_("Type"), choices=TYPES, widget=forms.CheckboxSelectMultiple
    )
    activities = django_filters.MultipleChoiceFilter(
        label=_("Field of activity"),
        choices=FIELDS_OF_ACTIVITY,
        method="filter_activities",
        widget=forms.CheckboxSelectMultiple,
    )
    is_in_steering_group = django_filters.ChoiceFilter(
        label=_("Steering group"),
        choices=[("True", _("yes")), ("False", _("no"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    needs_confirmation = django_filters.ChoiceFilter(
        label=_("Needs confirmation"),
        choices=[("true", _("yes")), ("false", _("no"))],
        method="filter_confirmation",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = OrganisationPage
        fields: ClassVar[list[str]] = []

    def filter_activities(
        self, pages: QuerySet[Any], name: str, values: list[str]
    ) -> QuerySet[Any]:
        """Return the pages with any of the fields."""
        return pages.filter(activities__overlap=values) if values else pages

    def filter_confirmation(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return the pages that somebody has to ask about, or the others."""
        if value == "true":
            return pages.filter(needs_confirmation())
        return pages.exclude(needs_confirmation())


class OrganisationListing(KindListing):
    """The menu entry “Organisations”."""

    model = OrganisationPage
    index_view_class = OrganisationListView
    icon = "group"
    menu_label = _("Organisations")
    name = "organisations"
    menu_order = 130
    ordering = "title"
    filterset_class = OrganisationFilters
    columns: ClassVar[list[Any]] = [
        BULK,
        TITLE,
        column(
            "get_organisation_type_display", _("Type"), sort_key="organisation_type", width="14%"
        ),
        column("district", _("District")),
        column("steering_group_mark", _("Steering group"), sort_key="is_in_steering_group"),
        date_column("confirm_by_on", _("Ask again by")),
        STATUS,
    ]
    list_export: ClassVar[list[str]] = [
        "title",
        "get_organisation_type_display",
        "activity_labels",
        "is_in_steering_group",
        "district",
        "place",
        "contact_lines",
        "website",
        "email",
        "phone",
        "founded_year",
        "confirmed_on",
        "confirm_by_on",
        "live",
        "full_url",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "get_organisation_type_display": _("type"),
        "activity_labels": _("fields of activity"),
        "contact_lines": _("contacts"),
        "live": _("published"),
        "full_url": _("address on the website"),
    }


@hooks.register("register_admin_viewset")
def organisation_listing() -> KindListing:
    """Put the list of organisations into the menu."""
    return OrganisationListing()


@hooks.register("register_page_header_buttons")
def trusted_senders(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer moderators the senders who publish for this organisation."""
    if isinstance(page, OrganisationPage) and user.has_perm(MODERATE):
        yield Button(
            _("Trusted senders"),
            reverse("hub_trusted", args=[page.translation_key]),
            icon_name="group",
            priority=66,
        )
