"""A month as a table: each day with how many dates it has, the first of them, its list's link."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from hub.delivery.portal.lists.drawn.pieces import Steady
from hub.delivery.portal.lists.filters.filter_form import link
from hub.delivery.portal.lists.listing import Listing
from hub.publication.query import DayEntry, day_counts, day_entries
from hub.publication.query.memory import while_unchanged

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
SHOWN_A_DAY: Final = 3


class BadMonth(ValueError):
    """The text names no month of this century."""


@dataclass(frozen=True)
class MonthDay:
    """One day; `url` is its list, empty where it has no dates. `entries` are the first of them."""

    date: date
    count: int
    url: str
    entries: tuple[DayEntry, ...] = ()

    @property
    def is_today(self) -> bool:
        """Whether the day is today."""
        return self.date == timezone.localdate()

    @property
    def rest(self) -> int:
        """Return how many dates are not named."""
        return self.count - len(self.entries)


@dataclass(frozen=True)
class Month:
    """One month in weeks from Monday; None where a week begins before or ends after it."""

    first: date
    weeks: Steady[tuple[MonthDay | None, ...]]
    previous: date
    next: date
    previous_url: str
    next_url: str
    current_url: str
    weekdays: tuple[int, ...] = tuple(range(7))

    @property
    def count(self) -> int:
        """Return how many dates the month has, those of several days once a day."""
        return sum(one.count for week in self.weeks for one in week if one)


def first_of(text: str) -> date:
    """Return the first day of the month `YYYY-MM`, of the current one for ""; raises BadMonth."""
    if not text:
        return timezone.localdate().replace(day=1)
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise BadMonth(text) from error
    if not FIRST_YEAR <= found.year < LAST_YEAR:
        raise BadMonth(text)
    return found


def month(listing: Listing, path: str, first: date) -> Month:
    """Return the month of a list's selection beside its agenda, with counts; one query. Kept."""
    query = _without_range(listing)

    def made() -> Month:
        counts = day_counts(listing.selection, first, _last(first))
        days = {day: MonthDay(day, count, _day(path, query, day)) for day, count in counts.items()}
        return _table(first, days, path, listing.chosen)

    return while_unchanged("month", listing.selection, made, first, path, repr(listing.chosen))


def month_of_entries(listing: Listing, path: str, first: date) -> Month:
    """Return the month as a view of its own: each day names its first dates; one query."""
    found = day_entries(listing.selection, first, _last(first), SHOWN_A_DAY)
    query = _without_range(listing)
    days = {
        day: MonthDay(day, entries[0].of_day, _day(path, query, day), tuple(entries))
        for day, entries in found.items()
    }
    return _table(first, days, path, {**query, "view": ["month"]})


def _table(
    first: date, days: Mapping[date, MonthDay], path: str, query: Mapping[str, Sequence[str]]
) -> Month:
    previous = (first - timedelta(days=1)).replace(day=1)
    following = _last(first) + timedelta(days=1)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first=first,
        weeks=Steady(
            tuple(
                days.get(day, MonthDay(day, 0, "")) if day.month == first.month else None
                for day in week
            )
            for week in weeks
        ),
        previous=previous,
        next=following,
        previous_url=_link(path, query, previous),
        next_url=_link(path, query, following),
        current_url=link(path, query),
    )


def _last(first: date) -> date:
    return date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])


def _without_range(listing: Listing) -> dict[str, Sequence[str]]:
    return {name: one for name, one in listing.chosen.items() if name not in {"from", "to"}}


def _day(path: str, query: Mapping[str, Sequence[str]], day: date) -> str:
    one = [day.isoformat()]
    return link(path, {**query, "from": one, "to": one})


def _link(path: str, query: Mapping[str, Sequence[str]], first: date) -> str:
    return link(path, {**query, "month": [f"{first:%Y-%m}"]})
