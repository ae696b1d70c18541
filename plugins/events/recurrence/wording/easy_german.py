"""Repetition in Leichte Sprache (DIN SPEC 33429): one statement a sentence, a line each."""

from typing import ClassVar

from plugins.events.recurrence.wording.german import German


class EasyGerman(German):
    """For example: Jeden Monat am 2. Dienstag. / Bis Ende Juni."""

    separator: ClassVar[str] = "\n"

    def until_follows(self, first: str, end: str) -> str:
        return f"{first}\n{end}"

    def daily(self, n: int) -> str:
        return "Jeden Tag." if n == 1 else f"Alle {n} Tage."

    def daily_except(self, weekday: int) -> str:
        return f"Jeden Tag.\nAber am {self.weekdays[weekday]} fällt es aus."

    def from_to(self, first: int, last: int) -> str:
        return f"Von {self.weekdays[first]} bis {self.weekdays[last]}."

    def weekly(self, n: int, weekdays: tuple[int, ...]) -> str:
        if n == 1:
            return f"Jeden {self.listed([self.weekdays[one] for one in weekdays])}."
        return f"Alle {n} Wochen am {self.listed([self.weekdays[one] for one in weekdays])}."

    def monthly_weekday(self, n: int, nths: tuple[tuple[int, int], ...]) -> str:
        often = "Jeden Monat" if n == 1 else f"Alle {n} Monate"
        return f"{often} am {self._nths(nths)}."

    def monthly_day(self, n: int, days: tuple[int, ...]) -> str:
        often = "Jeden Monat" if n == 1 else f"Alle {n} Monate"
        listed = self.listed([f"{one}." if one > 0 else self._nth(one) for one in days])
        return f"{often} am {listed} Tag."

    def yearly_day(self, n: int, day: int, month: int) -> str:
        return self._sentence(super().yearly_day(n, day, month))

    def yearly_weekday(self, n: int, nth: tuple[int, int], month: int) -> str:
        return self._sentence(super().yearly_weekday(n, nth, month))

    def _sentence(self, text: str) -> str:
        return f"{text[0].upper()}{text[1:]}."

    def dates(self, count: int) -> str:
        return f"Es gibt {count} Termine." if count > 1 else "Es gibt 1 Termin."

    def other(self) -> str:
        return "Es gibt mehrere Termine."

    def until_month(self, month: int, year: int | None) -> str:
        return f"Bis Ende {self.months[month - 1]}{f' {year}' if year else ''}."

    def until_day(self, day: str) -> str:
        return f"Bis zum {day}."

    def count(self, count: int) -> str:
        return self.dates(count)

    def not_on(self, days: str) -> str:
        return f"Am {days} fällt es aus."

    def not_on_many(self, count: int) -> str:
        return f"An {count} Tagen fällt es aus."

    def not_on_holidays(self) -> str:
        return "An Feier-Tagen fällt es aus."

    def also_on(self, days: str) -> str:
        return f"Auch am {days}."

    def also_on_many(self, count: int) -> str:
        return f"Und an {count} anderen Tagen."
