"""The editors' list of news."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks

from hub.content.listings import (
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
from plugins.editorial.models import NewsPage

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
