"""Repetition in German."""

from datetime import date
from typing import ClassVar

from plugins.events.recurrence.wording.words import Words


class German(Words):
    """For example: jeden 2. Dienstag im Monat bis Juni, am 24. Dezember nicht."""

    conjunction: ClassVar[str] = "und"
    months: ClassVar[tuple[str, ...]] = (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    )
    weekdays: ClassVar[tuple[str, ...]] = (
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
    )

    def _nth(self, nth: int) -> str:
        return {-1: "letzten", -2: "vorletzten"}.get(nth) or (
            f"{nth}." if nth > 0 else f"{-nth}.-letzten"
        )

    def _nths(self, nths: tuple[tuple[int, int], ...]) -> str:
        if len({day for _nth, day in nths}) == 1:
            numbers = self.listed([self._nth(nth) for nth, _day in nths])
            return f"{numbers} {self.weekdays[nths[0][1]]}"
        return self.listed([f"{self._nth(nth)} {self.weekdays[day]}" for nth, day in nths])

    def day(self, day: date, year: int | None) -> str:
        text = f"{day.day}. {self.months[day.month - 1]}"
        return f"{text} {year}" if year else text

    def daily(self, n: int) -> str:
        return "täglich" if n == 1 else f"alle {n} Tage"

    def daily_except(self, weekday: int) -> str:
        return f"täglich außer {self.weekdays[weekday].lower()}s"

    def from_to(self, first: int, last: int) -> str:
        return f"{self.weekdays[first].lower()}s bis {self.weekdays[last].lower()}s"

    def weekly(self, n: int, weekdays: tuple[int, ...]) -> str:
        days = self.listed([self.weekdays[one] for one in weekdays])
        return f"jeden {days}" if n == 1 else f"alle {n} Wochen am {days}"

    def monthly_weekday(self, n: int, nths: tuple[tuple[int, int], ...]) -> str:
        days = self._nths(nths)
        return f"jeden {days} im Monat" if n == 1 else f"alle {n} Monate am {days}"

    def monthly_day(self, n: int, days: tuple[int, ...]) -> str:
        listed = self.listed([f"{one}." if one > 0 else f"{self._nth(one)} Tag" for one in days])
        return f"am {listed} jedes Monats" if n == 1 else f"alle {n} Monate am {listed}"

    def yearly_day(self, n: int, day: int, month: int) -> str:
        often = "jedes Jahr" if n == 1 else f"alle {n} Jahre"
        return f"{often} am {day}. {self.months[month - 1]}"

    def yearly_weekday(self, n: int, nth: tuple[int, int], month: int) -> str:
        often = "jedes Jahr" if n == 1 else f"alle {n} Jahre"
        return f"{often} am {self._nths((nth,))} im {self.months[month - 1]}"

    def dates(self, count: int) -> str:
        return f"an {count} Terminen" if count > 1 else "an einem Termin"

    def other(self) -> str:
        return "an mehreren Terminen"

    def until_month(self, month: int, year: int | None) -> str:
        return f"bis {self.months[month - 1]}{f' {year}' if year else ''}"

    def until_day(self, day: str) -> str:
        return f"bis {day}"

    def count(self, count: int) -> str:
        return f"({count} Termine)" if count > 1 else "(1 Termin)"

    def not_on(self, days: str) -> str:
        return f"am {days} nicht"

    def not_on_many(self, count: int) -> str:
        return f"an {count} Tagen nicht"

    def not_on_holidays(self) -> str:
        return "an Feiertagen nicht"

    def also_on(self, days: str) -> str:
        return f"auch am {days}"

    def also_on_many(self, count: int) -> str:
        return f"und an {count} weiteren Tagen"
