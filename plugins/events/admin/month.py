"""A month of events in the admin: every date, drafts too, with links to edit."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail.permission_policies.pages import PagePermissionPolicy

from plugins.events.choices import OFF, DateStatus, Status, Type
from plugins.events.models import EventPage
from plugins.events.recurrence import Occurrence, Refused
from plugins.events.recurrence.expand import Window, expand
from plugins.events.spans import clock, span_in_words

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2199


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One date of an event on one day of the month."""

    title: str
    url: str
    time_text: str
    status: str
    is_off: bool
    is_draft: bool
    starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day with its entries."""

    day: date
    entries: tuple[Entry, ...]
    is_in_month: bool
    is_today: bool


def month(request: HttpRequest, year: int | None = None, number: int | None = None) -> HttpResponse:
    """Show a month; without one, this month. A month that does not exist shows this one."""
    today = timezone.localdate()
    first = today.replace(day=1)
    if year and number and FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12:  # noqa: PLR2004
        first = date(year, number, 1)
    found = _entries(first, _pages(request))
    weeks = _weeks(first, today, found.by_day)
    before, after = first - timedelta(days=1), (first + timedelta(days=31)).replace(day=1)
    context = {
        "header_title": formats.date_format(first, "YEAR_MONTH_FORMAT"),
        "page_title": _("Events of the month"),
        "header_icon": "calendar-alt",
        "weeks": weeks,
        "running": found.running,
        "weekdays": [formats.date_format(one.day, "l") for one in weeks[0]],
        "before": before.replace(day=1),
        "after": after,
        "is_this_month": first == today.replace(day=1),
        "count": sum(len(day.entries) for week in weeks for day in week if day.is_in_month),
        "list_url": reverse("events:index"),
    }
    return render(request, "events/admin/month.html", context)


def _pages(request: HttpRequest) -> QuerySet[EventPage]:
    policy = PagePermissionPolicy()
    visible = policy.explorable_instances(request.user)
    return EventPage.objects.filter(
        pk__in=visible.values("pk"), locale=Locale.get_default(), alias_of__isnull=True
    )


@dataclass(frozen=True)
class Found:
    """What a grid of days shows: entries by day, and long-running events once."""

    by_day: dict[date, list[Entry]]
    running: list[Entry]


def _entries(first: date, pages: QuerySet[EventPage]) -> Found:
    zone = ZoneInfo(settings.TIME_ZONE)
    starts, ends = (datetime.combine(day, time(), zone) for day in _grid(first))
    touching = Q(span_starts_at__lt=ends) & (
        Q(span_ends_at__gt=starts) | Q(span_ends_at__isnull=True)
    )
    found = Found(defaultdict(list), [])
    for page in pages.filter(touching).prefetch_related("event_changes"):
        dates = _dates(page, starts, ends)
        if page.type == Type.LONG_RUNNING:
            found.running.extend(_entry(page, one, _span(page, one)) for one in dates[:1])
            continue
        for one in dates:
            text = "" if page.all_day else _clock(one.starts_at.astimezone(zone))
            for day in _days_of(one, zone, starts, ends):
                found.by_day[day].append(_entry(page, one, text))
    for entries in (*found.by_day.values(), found.running):
        entries.sort(key=lambda one: (one.starts_at, one.title))
    return found


def _span(page: EventPage, one: Occurrence) -> str:
    return span_in_words(one, page.timezone, all_day=page.all_day)


def _clock(moment: datetime) -> str:
    return _("at %(time)s") % {"time": clock(moment)}


def _grid(first: date) -> tuple[date, date]:
    """Return the first day of the grid and the day after its last."""
    days = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return days[0][0], days[-1][-1] + timedelta(days=1)


def _dates(page: EventPage, starts: datetime, ends: datetime) -> list[Occurrence]:
    try:
        series = page.series()
    except (Refused, ValueError):
        return []
    window = Window(today=series.wall(starts), until=series.wall(ends), maximum=100)
    return [
        one for one in expand(series, window).dates if starts < one.ends_at and one.starts_at < ends
    ]


def _days_of(one: Occurrence, zone: ZoneInfo, starts: datetime, ends: datetime) -> list[date]:
    first = max(one.starts_at, starts).astimezone(zone).date()
    instant = max(one.starts_at, min(one.ends_at, ends) - timedelta(seconds=1))
    last = instant.astimezone(zone).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _entry(page: EventPage, one: Occurrence, text: str) -> Entry:
    status = one.status if page.status == Status.SCHEDULED else page.status
    return Entry(
        title=page.title,
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        time_text=text,
        status="" if status == "scheduled" else str(DateStatus(status).label),
        is_off=status in OFF,
        is_draft=not page.live,
        starts_at=one.starts_at.astimezone(UTC),
    )


def _weeks(first: date, today: date, entries: dict[date, list[Entry]]) -> list[list[Day]]:
    return [
        [
            Day(
                day=day,
                entries=tuple(entries.get(day, ())),
                is_in_month=day.month == first.month,
                is_today=day == today,
            )
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
