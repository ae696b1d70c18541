"""Repetition in English (British)."""

from datetime import date
from typing import ClassVar

from plugins.events.recurrence.wording.words import Words

_TEENS = {11, 12, 13}


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 11th …."""
    ending = "th" if number % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


class English(Words):
    """For example: on the 2nd Tuesday of every month until June, not on 24 December."""

    conjunction: ClassVar[str] = "and"
    months: ClassVar[tuple[str, ...]] = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    weekdays: ClassVar[tuple[str, ...]] = (
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    )

    def _nth(self, nth: int) -> str:
        if nth > 0:
            return ordinal(nth)
        return "last" if nth == -1 else f"{ordinal(-nth)} last"

    def _nths(self, nths: tuple[tuple[int, int], ...]) -> str:
        if len({day for _nth, day in nths}) == 1:
            numbers = self.listed([self._nth(nth) for nth, _day in nths])
            return f"{numbers} {self.weekdays[nths[0][1]]}"
        return self.listed([f"{self._nth(nth)} {self.weekdays[day]}" for nth, day in nths])

    def day(self, day: date, year: int | None) -> str:
        text = f"{day.day} {self.months[day.month - 1]}"
        return f"{text} {year}" if year else text

    def daily(self, n: int) -> str:
        return "daily" if n == 1 else f"every {n} days"

    def daily_except(self, weekday: int) -> str:
        return f"daily except {self.weekdays[weekday]}s"

    def from_to(self, first: int, last: int) -> str:
        return f"{self.weekdays[first]}s to {self.weekdays[last]}s"

    def weekly(self, n: int, weekdays: tuple[int, ...]) -> str:
        days = self.listed([self.weekdays[one] for one in weekdays])
        return f"every {days}" if n == 1 else f"every {n} weeks on {days}"

    def monthly_weekday(self, n: int, nths: tuple[tuple[int, int], ...]) -> str:
        days = self._nths(nths)
        return f"on the {days} of every month" if n == 1 else f"every {n} months on the {days}"

    def monthly_day(self, n: int, days: tuple[int, ...]) -> str:
        listed = self.listed([ordinal(one) if one > 0 else f"{self._nth(one)} day" for one in days])
        return f"on the {listed} of every month" if n == 1 else f"every {n} months on the {listed}"

    def yearly_day(self, n: int, day: int, month: int) -> str:
        often = "every year" if n == 1 else f"every {n} years"
        return f"{often} on {day} {self.months[month - 1]}"

    def yearly_weekday(self, n: int, nth: tuple[int, int], month: int) -> str:
        often = "every year" if n == 1 else f"every {n} years"
        return f"{often} on the {self._nths((nth,))} in {self.months[month - 1]}"

    def dates(self, count: int) -> str:
        return f"on {count} dates" if count > 1 else "on one date"

    def other(self) -> str:
        return "on several dates"

    def until_month(self, month: int, year: int | None) -> str:
        return f"until {self.months[month - 1]}{f' {year}' if year else ''}"

    def until_day(self, day: str) -> str:
        return f"until {day}"

    def count(self, count: int) -> str:
        return f"({count} dates)" if count > 1 else "(1 date)"

    def not_on(self, days: str) -> str:
        return f"not on {days}"

    def not_on_many(self, count: int) -> str:
        return f"not on {count} days"

    def not_on_holidays(self) -> str:
        return "not on public holidays"

    def also_on(self, days: str) -> str:
        return f"also on {days}"

    def also_on_many(self, count: int) -> str:
        return f"and on {count} more days"
