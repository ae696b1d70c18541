"""A month as a table: each day with how many dates it has and the link to its list."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from hub.delivery.portal.filters import link
from hub.delivery.portal.listing import Listing
from hub.publication.query import day_counts

FIRST_YEAR = 2000
LAST_YEAR = 2100


@dataclass(frozen=True)
class MonthDay:
    """One day; `url` is its list, empty where it has no dates."""

    date: date
    count: int
    url: str

    @property
    def is_today(self) -> bool:
        """Whether the day is today."""
        return self.date == timezone.localdate()


@dataclass(frozen=True)
class Month:
    """One month in weeks from Monday; None where a week begins before or ends after it."""

    first: date
    weeks: tuple[tuple[MonthDay | None, ...], ...]
    previous: date
    next: date
    previous_url: str
    next_url: str
    weekdays: tuple[int, ...] = tuple(range(7))


def month(listing: Listing, path: str, text: str) -> Month:
    """Return the month `YYYY-MM` (else the current one) of a list's selection; one query."""
    first = _first(text)
    last = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    counts = day_counts(listing.selection, first, last)
    query = {name: values for name, values in listing.chosen.items() if name not in {"from", "to"}}
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    previous, following = (first - timedelta(days=1)).replace(day=1), last + timedelta(days=1)
    return Month(
        first=first,
        weeks=tuple(
            tuple(
                _day(day, counts, path, query) if day.month == first.month else None for day in week
            )
            for week in weeks
        ),
        previous=previous,
        next=following,
        previous_url=_link(path, listing.chosen, previous),
        next_url=_link(path, listing.chosen, following),
    )


def _first(text: str) -> date:
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year < LAST_YEAR:
        return timezone.localdate().replace(day=1)
    return found


def _day(
    day: date, counts: Mapping[date, int], path: str, query: Mapping[str, Sequence[str]]
) -> MonthDay:
    count = counts.get(day, 0)
    one = [day.isoformat()]
    return MonthDay(day, count, link(path, {**query, "from": one, "to": one}) if count else "")


def _link(path: str, query: Mapping[str, Sequence[str]], first: date) -> str:
    return link(path, {**query, "month": [f"{first:%Y-%m}"]})
