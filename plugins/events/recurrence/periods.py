"""The dates a rule makes (RFC 5545, 3.3.10): the days it names, taken period by period.

Each part of the rule names days of a year, as sets of ordinals that are cut with one another: a
rule that never comes true costs no more than others. A period (day, week, month or year) is taken
whole, so that BYSETPOS counts in it also where it has begun before the first date.
"""

import calendar
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import lru_cache
from itertools import groupby, product
from typing import Final, TypeVar

from plugins.events.recurrence.rules import Rule

T = TypeVar("T")

# Beyond this year the calendar of Python ends soon.
END: Final = datetime(9990, 1, 1)  # noqa: DTZ001  on the wall
# The ordinal of the first day of the year 1, a Monday.
MONDAY: Final = 1
WEEK: Final = 7
MONTHS: Final = 12
# The week of this day is the first of its year (ISO 8601; RFC 5545 on BYWEEKNO).
IN_FIRST_WEEK: Final = 4
# No period has more days.
LONGEST: Final = 366


def starts(rule: Rule, start: datetime, first: datetime, last: datetime) -> Iterator[datetime]:
    """Yield the starts on the wall of a rule that begins with `start`, in order.

    Those from `first` to `last` (both inclusive) alone are looked for, at some 20 microseconds for
    each year between them. COUNT and UNTIL are the caller's.
    """
    first, last = max(first, start), min(last, END)
    if first > last:
        return
    pattern = _Pattern(rule, start)
    if not pattern.times:
        return
    for days in _periods(pattern, start.date(), first.date(), last.date()):
        for moment in pattern.moments(days):
            if first <= moment <= last:
                yield moment


def _periods(pattern: "_Pattern", start: date, first: date, last: date) -> Iterator[list[date]]:
    """Yield the days the rule takes of each period, from that of `first` to that of `last`."""
    rule = pattern.rule
    origin, lowest, highest = (_number(rule, day) for day in (start, first, last))
    # A week may have begun in the year before, and end in the year after.
    beside = int(rule.frequency == "WEEKLY")
    years = range(max(first.year - beside, date.min.year), last.year + beside + 1)
    days = (date.fromordinal(one) for year in years for one in sorted(pattern.days(year)))
    for number, found in groupby(days, lambda day: _number(rule, day)):
        if lowest <= number <= highest and not (number - origin) % rule.interval:
            yield list(found)


def _number(rule: Rule, day: date) -> int:
    """Return the number of the period that a day stands in, counted from the year 1."""
    match rule.frequency:
        case "DAILY":
            return day.toordinal()
        case "WEEKLY":
            return (day.toordinal() - MONDAY - rule.week_start) // WEEK
        case "MONTHLY":
            return day.year * MONTHS + day.month
    return day.year


def _counted(first: int, length: int, positions: Iterable[int]) -> set[int]:
    """Return the ordinals at these places, from 1 or from the end, of days from `first` on."""
    return {
        first + (position - 1 if position > 0 else length + position)
        for position in positions
        if abs(position) <= length
    }


@lru_cache(maxsize=200)
def _months(year: int) -> list[tuple[int, int]]:
    """Return (ordinal of its first day, how many it has) of each month of a year."""
    return [
        (date(year, month, 1).toordinal(), calendar.monthrange(year, month)[1])
        for month in range(1, MONTHS + 1)
    ]


def _chosen(found: list[T], positions: Iterable[int]) -> list[T]:
    return [found[place] for place in sorted(_counted(0, len(found), positions))]


class _Pattern:
    """Which days of a year a rule takes, and at which times."""

    def __init__(self, rule: Rule, start: datetime) -> None:
        self.rule = rule
        self.months = rule.numbers.get("BYMONTH")
        self.month_days = rule.numbers.get("BYMONTHDAY")
        self.year_days = rule.numbers.get("BYYEARDAY")
        self.weeks = rule.numbers.get("BYWEEKNO")
        self.weekdays = rule.weekdays
        self.positions = rule.numbers.get("BYSETPOS")
        self.is_nth_in_month = rule.frequency == "MONTHLY" or self.months is not None
        clocks = product(
            sorted(set(rule.numbers.get("BYHOUR", (start.hour,)))),
            sorted(set(rule.numbers.get("BYMINUTE", (start.minute,)))),
            sorted(set(rule.numbers.get("BYSECOND", (start.second,)))),
        )
        self.times = [time(*clock) for clock in clocks]
        if rule.frequency == "DAILY" and self.positions is not None:
            # Each period is one day: the same times are chosen on all of them.
            self.times = _chosen(self.times, self.positions)
            self.positions = None
        self._complete(start)

    def _complete(self, start: datetime) -> None:
        """Take from the first date what the rule leaves out."""
        if self.weekdays or self.month_days or self.year_days:
            return
        if self.rule.frequency == "WEEKLY" or self.weeks:
            self.weekdays = ((0, start.weekday()),)
        elif self.rule.frequency != "DAILY":
            self.month_days = (start.day,)
            if self.rule.frequency == "YEARLY" and self.months is None:
                self.months = (start.month,)

    def moments(self, days: list[date]) -> list[datetime]:
        """Return the starts in a period on these days, in order."""
        found = [datetime.combine(day, clock) for day in days for clock in self.times]
        if self.positions is None:
            return found
        return _chosen(found, self.positions)

    def days(self, year: int) -> set[int]:
        """Return the ordinals of the days of a year that fulfil every part of the rule."""
        first, length = date(year, 1, 1).toordinal(), LONGEST - 1 + calendar.isleap(year)
        months = [_months(year)[one - 1] for one in self.months or range(1, MONTHS + 1)]
        parts = []
        if self.month_days is not None:
            parts += [[_counted(*month, self.month_days) for month in months]]
        elif self.months is not None:
            parts += [[set(range(begin, begin + days)) for begin, days in months]]
        if self.year_days is not None:
            parts += [[_counted(first, length, self.year_days)]]
        if self.weekdays:
            spans = months if self.is_nth_in_month else [(first, length)]
            parts += [[self._on_weekdays(*span) for span in spans]]
        if self.weeks is not None:
            parts += [[self._in_weeks(one) for one in (year - 1, year, year + 1)]]
        found = set(range(first, first + length))
        for part in parts:
            found &= set().union(*part)
        return found

    def _on_weekdays(self, first: int, length: int) -> set[int]:
        found: set[int] = set()
        for nth, weekday in self.weekdays:
            days = range(first + (weekday + MONDAY - first) % WEEK, first + length, WEEK)
            found.update([days[one] for one in _counted(0, len(days), [nth])] if nth else days)
        return found

    def _in_weeks(self, year: int) -> set[int]:
        first, following = (self._first_week(one) for one in (year, year + 1))
        numbers = _counted(0, (following - first) // WEEK, self.weeks or ())
        return {first + WEEK * number + day for number in numbers for day in range(WEEK)}

    def _first_week(self, year: int) -> int:
        day = date(year, 1, IN_FIRST_WEEK)
        return day.toordinal() - (day.weekday() - self.rule.week_start) % WEEK
