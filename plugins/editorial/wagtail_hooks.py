"""The editors' lists of news and of alerts."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import DateColumn

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
    date_range,
)
from plugins.editorial.models import AlertPage, NewsPage, Severity

_DATE = pgettext_lazy("of a news item", "Date")


class NewsListView(KindListView):
    """News with date, newest first."""

    prefetched = ("district",)


class NewsFilters(KindFilters):
    """News by date, status, topic and district."""

    published_on = date_range(_DATE, "published_on")

    class Meta:
        model = NewsPage
        fields: ClassVar[list[str]] = []


class NewsListing(KindListing):
    """The menu entry “News”."""

    model = NewsPage
    index_view_class = NewsListView
    icon = "doc-full"
    menu_label = _("News")
    name = "news"
    menu_order = 120
    ordering = "-published_on"
    filterset_class = NewsFilters
    columns: ClassVar[list[Any]] = [
        BULK,
        TITLE,
        date_column("published_on", _DATE),
        column("author_role", _("Written by"), sort_key="author_role"),
        column("district", _("District")),
        UPDATED,
        STATUS,
    ]
    list_export: ClassVar[list[str]] = [
        "title",
        "published_on",
        "author_role",
        "district",
        "summary",
        "live",
        "full_url",
        "last_published_at",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "live": _("published"),
        "full_url": _("address"),
        "last_published_at": _("last published"),
    }


@hooks.register("register_admin_viewset")
def news_listing() -> KindListing:
    """Put the list of news into the menu."""
    return NewsListing()


class AlertFilters(KindFilters):
    """Banners by status and severity."""

    severity = django_filters.MultipleChoiceFilter(
        label=_("Severity"), choices=Severity.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = AlertPage
        fields: ClassVar[list[str]] = []


class AlertListing(KindListing):
    """The menu entry “Alerts”: what stands above every page, the newest first."""

    model = AlertPage
    icon = "warning"
    menu_label = _("Alerts")
    name = "alerts"
    menu_order = 125
    ordering = "-latest_revision_created_at"
    filterset_class = AlertFilters
    columns: ClassVar[list[Any]] = [
        BULK,
        TITLE,
        column("get_severity_display", _("Severity"), sort_key="severity", width="14%"),
        DateColumn("starts_at", label=_("Visible from"), sort_key="starts_at", width="14%"),
        DateColumn("ends_at", label=_("Visible until"), sort_key="ends_at", width="14%"),
        STATUS,
    ]
    list_export: ClassVar[list[str]] = [
        "title",
        "get_severity_display",
        "starts_at",
        "ends_at",
        "summary",
        "live",
        "full_url",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "get_severity_display": _("severity"),
        "live": _("published"),
        "full_url": _("address"),
    }


@hooks.register("register_admin_viewset")
def alert_listing() -> KindListing:
    """Put the list of banners into the menu: who has to warn the city finds the way at once."""
    return AlertListing()
