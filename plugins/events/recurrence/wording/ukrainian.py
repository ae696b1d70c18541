"""Repetition in Ukrainian. Not yet checked by a native reader."""

from datetime import date
from typing import ClassVar

from plugins.events.recurrence.wording.words import Words

_TEENS = range(11, 15)


def plural(number: int, one: str, few: str, many: str) -> str:
    """Return the form that a number asks for: 1, 21 one; 2–4, 22–24 few; the rest many."""
    if number % 100 in _TEENS:
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(number % 10, many)


class Ukrainian(Words):
    """For example: щомісяця у 2-й вівторок до кінця червня, крім 24 грудня."""

    conjunction: ClassVar[str] = "та"
    # All in the genitive, as they stand in dates.
    months: ClassVar[tuple[str, ...]] = (
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    )
    weekdays: ClassVar[tuple[str, ...]] = (
        "понеділок",
        "вівторок",
        "середу",
        "четвер",
        "п’ятницю",
        "суботу",
        "неділю",
    )
    genitive: ClassVar[tuple[str, ...]] = (
        "понеділка",
        "вівторка",
        "середи",
        "четверга",
        "п’ятниці",
        "суботи",
        "неділі",
    )
    feminine: ClassVar[frozenset[int]] = frozenset({2, 4, 5, 6})

    def _nth(self, nth: int, weekday: int) -> str:
        if weekday in self.feminine:
            endings = {1: "шу", 2: "гу", 3: "тю", 4: "ту", 5: "ту"}
            last = {-1: "останню", -2: "передостанню"}
        else:
            endings = dict.fromkeys(range(1, 6), "й")
            last = {-1: "останній", -2: "передостанній"}
        return last.get(nth) or (f"{nth}-{endings[nth]}" if nth in endings else f"{nth}")

    def _nths(self, nths: tuple[tuple[int, int], ...]) -> str:
        if len({day for _nth, day in nths}) == 1:
            numbers = self.listed([self._nth(nth, day) for nth, day in nths])
            return f"{numbers} {self.weekdays[nths[0][1]]}"
        return self.listed([f"{self._nth(nth, day)} {self.weekdays[day]}" for nth, day in nths])

    def day(self, day: date, year: int | None) -> str:
        text = f"{day.day} {self.months[day.month - 1]}"
        return f"{text} {year} року" if year else text

    def daily(self, n: int) -> str:
        return "щодня" if n == 1 else f"кожні {n} {plural(n, 'день', 'дні', 'днів')}"

    def daily_except(self, weekday: int) -> str:
        return f"щодня, крім {self.genitive[weekday]}"

    def from_to(self, first: int, last: int) -> str:
        return f"з {self.genitive[first]} до {self.genitive[last]}"

    def weekly(self, n: int, weekdays: tuple[int, ...]) -> str:
        if n == 1:
            return self.listed([f"що{self.genitive[one]}" for one in weekdays])
        days = self.listed([self.weekdays[one] for one in weekdays])
        return f"кожні {n} {plural(n, 'тиждень', 'тижні', 'тижнів')} у {days}"

    def _months_apart(self, n: int) -> str:
        return "щомісяця" if n == 1 else f"кожні {n} {plural(n, 'місяць', 'місяці', 'місяців')}"

    def _years_apart(self, n: int) -> str:
        return "щороку" if n == 1 else f"кожні {n} {plural(n, 'рік', 'роки', 'років')}"

    def monthly_weekday(self, n: int, nths: tuple[tuple[int, int], ...]) -> str:
        return f"{self._months_apart(n)} у {self._nths(nths)}"

    def monthly_day(self, n: int, days: tuple[int, ...]) -> str:
        if days == (-1,):
            return f"{self._months_apart(n)} в останній день"
        listed = self.listed([f"{one}-го" if one > 0 else f"{-one}-го з кінця" for one in days])
        return f"{self._months_apart(n)} {listed} числа"

    def yearly_day(self, n: int, day: int, month: int) -> str:
        return f"{self._years_apart(n)} {day} {self.months[month - 1]}"

    def yearly_weekday(self, n: int, nth: tuple[int, int], month: int) -> str:
        return f"{self._years_apart(n)} у {self._nths((nth,))} {self.months[month - 1]}"

    def dates(self, count: int) -> str:
        return f"{count} {plural(count, 'дата', 'дати', 'дат')}"

    def other(self) -> str:
        return "кілька дат"

    def until_month(self, month: int, year: int | None) -> str:
        return f"до кінця {self.months[month - 1]}{f' {year} року' if year else ''}"

    def until_day(self, day: str) -> str:
        return f"до {day}"

    def count(self, count: int) -> str:
        return f"({self.dates(count)})"

    def not_on(self, days: str) -> str:
        return f"крім {days}"

    def not_on_many(self, count: int) -> str:
        return f"крім {count} {plural(count, 'дня', 'днів', 'днів')}"

    def not_on_holidays(self) -> str:
        return "крім державних свят"

    def also_on(self, days: str) -> str:
        return f"також {days}"

    def also_on_many(self, count: int) -> str:
        return f"і ще {self.dates(count)}"
