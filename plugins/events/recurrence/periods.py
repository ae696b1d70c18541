"""The dates a rule makes, period by period (RFC 5545, 3.3.10): day, week, month or year.

Each period is looked at once and whole, so that BYSETPOS counts in the whole period also where it
has begun before the first date, and a rule that never comes true ends with the time it is given.
"""

import calendar
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count, product
from typing import Final

from plugins.events.recurrence.rules import Rule

WEEK: Final = 7
MONTHS: Final = 12
# The fourth day of a week decides which year it belongs to (ISO 8601; RFC 5545 on BYWEEKNO).
FOURTH: Final = timedelta(days=3)


def starts(rule: Rule, start: datetime, last: datetime) -> Iterator[datetime]:
    """Yield the wall-clock starts from `start` to `last`, both inclusive, in order.

    COUNT and UNTIL are the caller's. Costs a few microseconds for each day between the two.
    """
    pattern = _Pattern(rule, start)
    for days in _periods(rule, start.date()):
        if not days or days[0] > last.date():
            return
        for moment in pattern.moments(days):
            if start <= moment <= last:
                yield moment


def _periods(rule: Rule, first: date) -> Iterator[list[date]]:
    """Yield the days of each period that the rule looks at, beginning with that of `first`."""
    for step in count(0, rule.interval):
        match rule.frequency:
            case "DAILY":
                days = [first + timedelta(days=step)]
            case "WEEKLY":
                days = _days(_week_start(first, rule.week_start) + timedelta(weeks=step), WEEK)
            case "MONTHLY":
                year, month = divmod(first.year * MONTHS + first.month - 1 + step, MONTHS)
                days = _days(date(year, month + 1, 1), calendar.monthrange(year, month + 1)[1])
            case _:
                days = _days(date(first.year + step, 1, 1), _year_length(first.year + step))
        yield days


def _days(first: date, length: int) -> list[date]:
    return [first + timedelta(days=number) for number in range(length)]


def _year_length(year: int) -> int:
    return 366 if calendar.isleap(year) else 365


def _week_start(day: date, week_start: int) -> date:
    return day - timedelta(days=(day.weekday() - week_start) % WEEK)


class _Pattern:
    """Which days of a period a rule takes, and at which times."""

    def __init__(self, rule: Rule, start: datetime) -> None:
        self.rule = rule
        numbers = {name: frozenset(values) for name, values in rule.numbers.items()}
        self.months = numbers.get("BYMONTH")
        self.month_days = numbers.get("BYMONTHDAY")
        self.year_days = numbers.get("BYYEARDAY")
        self.weeks = numbers.get("BYWEEKNO")
        self.weekdays = frozenset(rule.weekdays)
        self.positions = rule.numbers.get("BYSETPOS")
        self.is_nth_in_month = rule.frequency == "MONTHLY" or self.months is not None
        self.times = [
            time(*clock)
            for clock in product(
                sorted(numbers.get("BYHOUR", {start.hour})),
                sorted(numbers.get("BYMINUTE", {start.minute})),
                sorted(numbers.get("BYSECOND", {start.second})),
            )
        ]
        self._complete(start)

    def _complete(self, start: datetime) -> None:
        """Take from the first date what the rule leaves out."""
        if self.weekdays or self.month_days or self.year_days:
            return
        if self.rule.frequency == "WEEKLY" or self.weeks:
            self.weekdays = frozenset({(0, start.weekday())})
        elif self.rule.frequency != "DAILY":
            self.month_days = frozenset({start.day})
            if self.rule.frequency == "YEARLY" and self.months is None:
                self.months = frozenset({start.month})

    def moments(self, days: list[date]) -> list[datetime]:
        """Return the starts in a period, in order."""
        found = [
            datetime.combine(day, clock) for day in days if self._takes(day) for clock in self.times
        ]
        if self.positions is None:
            return found
        chosen = {
            found[position - 1 if position > 0 else position]
            for position in self.positions
            if abs(position) <= len(found)
        }
        return sorted(chosen)

    def _takes(self, day: date) -> bool:
        return (
            (self.months is None or day.month in self.months)
            and (self.month_days is None or self._is_month_day(day))
            and (self.year_days is None or self._is_year_day(day))
            and (not self.weekdays or self._is_weekday(day))
            and (self.weeks is None or self._is_in_weeks(day))
        )

    def _is_month_day(self, day: date) -> bool:
        length = calendar.monthrange(day.year, day.month)[1]
        return not {day.day, day.day - length - 1}.isdisjoint(self.month_days or ())

    def _is_year_day(self, day: date) -> bool:
        number = day.timetuple().tm_yday
        length = _year_length(day.year)
        return not {number, number - length - 1}.isdisjoint(self.year_days or ())

    def _is_weekday(self, day: date) -> bool:
        weekday = day.weekday()
        if self.is_nth_in_month:
            number, length = day.day, calendar.monthrange(day.year, day.month)[1]
        else:
            number, length = day.timetuple().tm_yday, _year_length(day.year)
        places = {0, (number - 1) // WEEK + 1, -((length - number) // WEEK + 1)}
        return any((place, weekday) in self.weekdays for place in places)

    def _is_in_weeks(self, day: date) -> bool:
        week = _week_start(day, self.rule.week_start)
        year = (week + FOURTH).year
        first, following = (
            _week_start(date(one, 1, 4), self.rule.week_start) for one in (year, year + 1)
        )
        number = (week - first).days // WEEK + 1
        length = (following - first).days // WEEK
        return not {number, number - length - 1}.isdisjoint(self.weeks or ())
