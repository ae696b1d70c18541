"""What every language has to say, and the order in which it is said."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from plugins.events.recurrence.wording.shape import ALL_DAYS, Shape

# More days than this are counted, not listed.
LISTED_MAXIMUM: Final = 4


class Words(ABC):
    """One language. `months` and `weekdays` begin with January and Monday."""

    months: ClassVar[Sequence[str]]
    weekdays: ClassVar[Sequence[str]]
    separator: ClassVar[str] = ", "

    def say(self, shape: Shape) -> str:
        """Return the whole sentence: how often, until when, when not, when also."""
        first = self._often(shape)
        end = self._end(shape)
        parts = [self.until_follows(first, end) if end else first]
        if shape.skips_holidays:
            parts.append(self.not_on_holidays())
        if shape.excluded:
            parts.append(self._not_on(shape))
        if shape.additional:
            parts.append(self._also_on(shape))
        return self.separator.join(parts)

    def until_follows(self, first: str, end: str) -> str:
        """Return how often together with until when."""
        return f"{first} {end}"

    def _often(self, shape: Shape) -> str:
        n = shape.interval
        match shape.kind:
            case "daily":
                return self.daily(n)
            case "weekly":
                return self._weekly(n, shape.weekdays)
            case "monthly_weekday":
                return self.monthly_weekday(n, shape.nths)
            case "monthly_day":
                return self.monthly_day(n, shape.month_days)
            case "yearly_day":
                return self.yearly_day(n, shape.month_days[0], shape.month)
            case "yearly_weekday":
                return self.yearly_weekday(n, shape.nths[0], shape.month)
            case "dates":
                return self.dates(shape.count or 1)
        return self.other()

    def _weekly(self, n: int, days: tuple[int, ...]) -> str:
        missing = tuple(day for day in ALL_DAYS if day not in days)
        if n == 1 and len(missing) == 1:
            return self.daily_except(missing[0])
        if n == 1 and len(days) in {4, 5} and days[-1] - days[0] == len(days) - 1:
            return self.from_to(days[0], days[-1])
        return self.weekly(n, days)

    def _end(self, shape: Shape) -> str:
        if shape.kind == "dates":
            return ""
        if shape.until:
            year = shape.until.year if shape.until.year != shape.year else None
            if shape.ends_with_month:
                return self.until_month(shape.until.month, year)
            return self.until_day(self.day(shape.until, year))
        return self.count(shape.count) if shape.count else ""

    def _days(self, days: tuple[date, ...], year: int) -> str:
        return self.listed([self.day(one, one.year if one.year != year else None) for one in days])

    def _not_on(self, shape: Shape) -> str:
        if len(shape.excluded) > LISTED_MAXIMUM:
            return self.not_on_many(len(shape.excluded))
        return self.not_on(self._days(shape.excluded, shape.year))

    def _also_on(self, shape: Shape) -> str:
        if len(shape.additional) > LISTED_MAXIMUM:
            return self.also_on_many(len(shape.additional))
        return self.also_on(self._days(shape.additional, shape.year))

    def listed(self, parts: Sequence[str]) -> str:
        """Return "a, b and c" in this language."""
        if len(parts) < 2:  # noqa: PLR2004
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self.conjunction} {parts[-1]}"

    conjunction: ClassVar[str]

    @abstractmethod
    def day(self, day: date, year: int | None) -> str:
        """Return a day, with its year where it is given."""

    @abstractmethod
    def daily(self, n: int) -> str:
        """Return "every n days"."""

    @abstractmethod
    def daily_except(self, weekday: int) -> str:
        """Return "daily except Sundays"."""

    @abstractmethod
    def from_to(self, first: int, last: int) -> str:
        """Return "Mondays to Fridays"."""

    @abstractmethod
    def weekly(self, n: int, weekdays: tuple[int, ...]) -> str:
        """Return "every n weeks on Tuesday"."""

    @abstractmethod
    def monthly_weekday(self, n: int, nths: tuple[tuple[int, int], ...]) -> str:
        """Return "every 2nd Tuesday of the month"."""

    @abstractmethod
    def monthly_day(self, n: int, days: tuple[int, ...]) -> str:
        """Return "on the 15th of the month"; negative days count from the end."""

    @abstractmethod
    def yearly_day(self, n: int, day: int, month: int) -> str:
        """Return "every year on 24 December"."""

    @abstractmethod
    def yearly_weekday(self, n: int, nth: tuple[int, int], month: int) -> str:
        """Return "every year on the 2nd Sunday in May"."""

    @abstractmethod
    def dates(self, count: int) -> str:
        """Return "on 4 dates"."""

    @abstractmethod
    def other(self) -> str:
        """Return what is said of a rule without a sentence."""

    @abstractmethod
    def until_month(self, month: int, year: int | None) -> str:
        """Return "until June", the month included."""

    @abstractmethod
    def until_day(self, day: str) -> str:
        """Return "until 15 June", the day included."""

    @abstractmethod
    def count(self, count: int) -> str:
        """Return "12 dates"."""

    @abstractmethod
    def not_on(self, days: str) -> str:
        """Return "not on 24 December"."""

    @abstractmethod
    def not_on_many(self, count: int) -> str:
        """Return "not on 7 days"."""

    @abstractmethod
    def not_on_holidays(self) -> str:
        """Return "not on public holidays"."""

    @abstractmethod
    def also_on(self, days: str) -> str:
        """Return "also on 3 May"."""

    @abstractmethod
    def also_on_many(self, count: int) -> str:
        """Return "and on 7 more days"."""
