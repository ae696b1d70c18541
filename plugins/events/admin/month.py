"""A month of events in the admin: every date in every language, drafts too, with links to edit."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub.words import dates
from plugins.events.admin.entries import DateEntry, entries
from plugins.events.models import EventPage

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2199


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day with its entries."""

    day: date
    entries: tuple[DateEntry, ...]
    is_in_month: bool
    is_today: bool

    @property
    def in_words(self) -> str:
        """Return it as it stands alone, below others: "Mi., 14. Januar"."""
        return dates.day_in_words(self.day)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One language to choose; the first one is all."""

    name: str
    url: str
    is_current: bool


def month(request: HttpRequest, year: int | None = None, number: int | None = None) -> HttpResponse:
    """Show a month; without one, this month. A month or language that does not exist is left out.

    `?language=en` shows the versions in one language only.
    """
    today = timezone.localdate()
    first = today.replace(day=1)
    if year and number and FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12:  # noqa: PLR2004
        first = date(year, number, 1)
    language = request.GET.get("language", "")
    language = language if language in dict(settings.LANGUAGES) else ""
    zone = ZoneInfo(settings.TIME_ZONE)
    starts, ends = (datetime.combine(day, time(), zone) for day in _grid(first))
    found = entries(_pages(request, language), starts, ends)
    weeks = _weeks(first, today, found.by_day)
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    context = {
        "header_title": dates.month_in_words(first),
        "page_title": _("Events of the month"),
        "header_icon": "calendar-alt",
        "weeks": weeks,
        "running": found.running,
        "weekdays": [dates.weekday_name(number) for number in range(7)],
        "before": dates.month_in_words(before, year=False),
        "before_url": _address(before, language),
        "after": dates.month_in_words(after, year=False),
        "after_url": _address(after, language),
        "this_url": _address(None, language),
        "is_this_month": first == today.replace(day=1),
        "languages": _languages(first, language),
        "count": sum(len(day.entries) for week in weeks for day in week if day.is_in_month),
        "list_url": reverse("events:index"),
    }
    return render(request, "events/admin/month.html", context)


def _address(day: date | None, language: str) -> str:
    path = reverse("events:this_month")
    if day is not None:
        path = reverse("events:month", args=[day.year, day.month])
    return f"{path}?{urlencode({'language': language})}" if language else path


def _languages(first: date, language: str) -> list[Choice]:
    named = [("", _("All languages")), *settings.LANGUAGES]
    return [
        Choice(name=name, url=_address(first, code), is_current=code == language)
        for code, name in named
    ]


def _pages(request: HttpRequest, language: str) -> QuerySet[EventPage]:
    visible = PagePermissionPolicy().explorable_instances(request.user)
    pages = EventPage.objects.filter(pk__in=visible.values("pk"), alias_of__isnull=True)
    return pages.filter(locale__language_code=language) if language else pages


def _grid(first: date) -> tuple[date, date]:
    """Return the first day of the grid and the day after its last."""
    days = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return days[0][0], days[-1][-1] + timedelta(days=1)


def _weeks(first: date, today: date, found: dict[date, list[DateEntry]]) -> list[list[Day]]:
    return [
        [
            Day(
                day=day,
                entries=tuple(found.get(day, ())),
                is_in_month=day.month == first.month,
                is_today=day == today,
            )
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
