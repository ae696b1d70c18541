"""List views of one page kind in the admin: columns, filters, an export without formulas.

A capability subclasses `KindListing`, names its columns and registers it with the hook
`register_admin_viewset`.
"""

import csv
from collections.abc import Iterator
from typing import Any, ClassVar, Final

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.mixins import Echo
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from hub.content.editing.topic_boxes import TopicBoxes
from hub.content.models import District, Topic

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def in_words(value: Any) -> Any:
    """Return yes or no for a truth value, the rest as it is."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return value


class KindListView(IndexView):
    """The list of one kind's pages with a safe export as CSV and XLSX."""

    prefetched: ClassVar[tuple[str, ...]] = ()
    prefetched_for_export: ClassVar[tuple[str, ...]] = ()

    def annotate_queryset(self, pages: Any) -> Any:
        """Read what the columns show together with the pages."""
        names = [*self.prefetched, *(self.prefetched_for_export if self.is_export else ())]
        return super().annotate_queryset(pages).prefetch_related(*names)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Return the value in words."""
        return super().preprocess_field_value(field, in_words(value), export_format)

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """Return lines of CSV; they begin with the mark by which Excel knows UTF-8."""
        yield BYTE_ORDER_MARK
        writer = csv.writer(Echo())
        yield writer.writerow([self.get_heading(queryset, one) for one in self.list_export])
        for item in queryset:
            row = self.to_row_dict(item)
            yield writer.writerow(
                [self.preprocess_field_value(name, row[name], self.FORMAT_CSV) for name in row]
            )


class KindFilters(WagtailFilterSet):
    """Filters that every kind's list has: published or not, topic, district."""

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        method="filter_status",
        choices=[
            ("live", _("published")),
            ("draft", _("never published or taken down")),
            ("changed", _("published, with changes that are not")),
            ("expired", _("expired")),
        ],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    topics = django_filters.ModelMultipleChoiceFilter(
        label=_("Topic"),
        queryset=lambda request: Topic.objects.all(),
        widget=TopicBoxes,
    )
    district = django_filters.ModelMultipleChoiceFilter(
        label=_("District"),
        queryset=lambda request: District.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )

    def filter_status(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return the pages in the chosen state."""
        return pages.filter(
            {
                "live": Q(live=True),
                "draft": Q(live=False, expired=False),
                "changed": Q(live=True, has_unpublished_changes=True),
                "expired": Q(expired=True),
            }[value]
        )


def date_range(label: Any, field: str) -> Any:
    """Return a filter for a span of days."""
    return django_filters.DateFromToRangeFilter(
        label=label, field_name=field, widget=DateRangePickerWidget
    )


class KindListing(PageListingViewSet):
    """A menu entry with the list of one kind: set model, icon, label, columns, filters, export."""

    index_view_class = KindListView
    add_to_admin_menu = True
    menu_order = 150
    list_per_page = 50

    @property
    def export_filename(self) -> str:
        """Return the file's name in the editor's language."""
        return slugify(str(self.menu_label)) or str(self.model._meta.model_name)


BULK: Final = BulkActionsColumn("bulk_actions")
TITLE: Final = PageTitleColumn(
    "title", label=_("Title"), sort_key="title", classname="title", width="28%"
)
STATUS: Final = PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%")
UPDATED: Final = DateColumn(
    "latest_revision_created_at",
    label=_("Changed"),
    sort_key="latest_revision_created_at",
    width="12%",
)


def date_column(name: str, label: Any) -> Any:
    """Return a sortable column with a day in the short form of the editor's language."""

    def shown(page: Any) -> str:
        value = getattr(page, name)
        return date_format(value, "SHORT_DATE_FORMAT") if value else ""

    return Column(name, label=label, accessor=shown, sort_key=name, width="12%")


def column(name: str, label: Any, **more: Any) -> Any:
    """Return a column that shows an attribute; `sort_key` makes it sortable."""
    return Column(name, label=label, **more)
