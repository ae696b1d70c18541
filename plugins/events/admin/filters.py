"""The filters of the editors' list of events."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, LocaleFilter
from wagtail.models import Locale

from hub.content.editing.listings import KindFilters
from hub.content.models import District
from hub.publication.models import PublicationDate
from plugins.events.choices import LANGUAGES, Status, Type
from plugins.events.models import EventChange, EventPage
from plugins.events.recurrence import Refused, Window, expand
from plugins.events.recurrence.rules import YEARS_AHEAD_MAXIMUM
from plugins.organisations.models import OrganisationPage

FIRST = datetime(1970, 1, 1, tzinfo=UTC)
FAR = datetime(9999, 1, 1, tzinfo=UTC)


class EventFilters(KindFilters):
    """Events by date, topic, district, organiser, status, language, kind."""

    takes_place = django_filters.DateFromToRangeFilter(
        label=_("Takes place"), method="filter_dates", widget=DateRangePickerWidget
    )
    district = django_filters.ModelMultipleChoiceFilter(
        label=_("District"),
        queryset=lambda request: District.objects.all(),
        method="filter_district",
        widget=forms.CheckboxSelectMultiple,
    )
    organisation = django_filters.ModelMultipleChoiceFilter(
        label=_("Organiser"),
        queryset=lambda request: OrganisationPage.objects.filter(
            locale=Locale.get_default()
        ).order_by("title"),
        method="filter_organisation",
        widget=forms.CheckboxSelectMultiple,
    )
    event_status = django_filters.MultipleChoiceFilter(
        label=_("Does it take place?"),
        field_name="status",
        choices=Status.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = django_filters.MultipleChoiceFilter(
        label=_("Languages spoken"),
        choices=LANGUAGES,
        method="filter_languages",
        widget=forms.CheckboxSelectMultiple,
    )
    # By the language's code: Wagtail's own list asks for the page of no other value.
    locale = LocaleFilter(
        label=_("Language version"),
        choices=settings.LANGUAGES,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    type = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Type.choices, empty_label=_("All"), widget=forms.RadioSelect
    )

    class Meta:
        model = EventPage
        fields: ClassVar[list[str]] = []

    def filter_dates(self, pages: QuerySet[Any], name: str, value: slice) -> QuerySet[Any]:
        """Return the events that have a date between two days, both included."""
        starts = _instant(value.start, time.min) or FIRST
        ends = _instant(value.stop, time.max) or FAR
        goes_on = Q(span_ends_at__gte=starts) | Q(span_ends_at__isnull=True)
        touching = pages.filter(goes_on, span_starts_at__lte=ends)
        # By the row: its dates have an index, those of a document none.
        rows = PublicationDate.objects.filter(
            publication__document_id=OuterRef("translation_key"),
            publication__locale=OuterRef("locale__language_code"),
        )
        inside = Exists(rows.filter(starts_at__lte=ends, ends_at__gt=starts))
        # What is known without following a rule; hundreds of rules cost seconds.
        known = Q(rrule="", rdates="") | Q(inside, live=True)
        unknown = touching.exclude(known | (Q(_has_rows_around(rows, starts, ends)) & Q(live=True)))
        others = EventPage.objects.filter(pk__in=unknown.values("pk"))
        others = others.defer_streamfields().prefetch_related("event_changes")
        kept = [one.pk for one in others if _has_date(one, starts, ends)]
        return touching.filter(known | Q(pk__in=kept))

    def filter_district(self, pages: QuerySet[Any], name: str, values: list[Any]) -> QuerySet[Any]:
        """Return the events of these districts, by their own or their place's."""
        if not values:
            return pages
        return pages.filter(Q(district__in=values) | Q(place__district__in=values))

    def filter_organisation(
        self, pages: QuerySet[Any], name: str, values: list[Any]
    ) -> QuerySet[Any]:
        """Return the events of these organisations, in whatever language."""
        if not values:
            return pages
        keys = [one.translation_key for one in values]
        return pages.filter(organisation__translation_key__in=keys)

    def filter_languages(self, pages: QuerySet[Any], name: str, values: list[str]) -> QuerySet[Any]:
        """Return the events where any of these languages is spoken."""
        return pages.filter(languages__overlap=values) if values else pages


def _instant(value: datetime | None, clock: time) -> datetime | None:
    """Return the first or last moment of a day; a day that no event can have is the nearest."""
    if value is None:
        return None
    last = date(timezone.localdate().year + YEARS_AHEAD_MAXIMUM + 1, 1, 1)
    # The form has read it in local time; year 1 has none in any other.
    day = min(max(value.date(), FIRST.date()), last)
    return timezone.make_aware(datetime.combine(day, clock))


def _has_rows_around(rows: QuerySet[Any], starts: datetime, ends: datetime) -> Q:
    """Return the condition that a page's rows say all about a span: they are all its dates, or go
    on before and after it. Only changed dates may be missing in between."""
    around = Exists(rows.filter(ends_at__lte=starts)) & Exists(rows.filter(starts_at__gt=ends))
    changes = EventChange.objects.filter(page=OuterRef("pk"))
    return ~Exists(changes) & (around | (Q(goes_on=False) & Exists(rows)))


def _has_date(page: EventPage, starts: datetime, ends: datetime) -> bool:
    try:
        series = page.series()
    except (Refused, ValueError):
        return True
    # The first date that ends after the span's beginning says it all.
    until = min(ends, timezone.now() + timedelta(days=366 * YEARS_AHEAD_MAXIMUM))
    window = Window(today=series.wall(starts), until=series.wall(max(starts, until)), maximum=1)
    found = expand(series, window)
    dates = (*found.dates, *found.unlisted)
    return any(one.starts_at <= ends and one.ends_at > starts for one in dates)
