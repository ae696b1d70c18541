"""Repetition in Arabic, figures as used in Germany. Not yet checked by a native reader."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from plugins.events.recurrence.wording.words import Words

_FEW = range(3, 11)


def counted(number: int, two: str, few: str, many: str) -> str:
    """Return a counted noun: the dual alone, 3–10 with the plural, the rest with the singular."""
    if number == 2:  # noqa: PLR2004
        return two
    return f"{number} {few if number % 100 in _FEW else many}"


class Arabic(Words):
    """For example: ثاني ثلاثاء من كل شهر حتى نهاية يونيو، ما عدا 24 ديسمبر."""

    conjunction: ClassVar[str] = "و"
    separator: ClassVar[str] = "، "
    months: ClassVar[tuple[str, ...]] = (
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    )
    # Without the article; `_the` puts it before them.
    weekdays: ClassVar[tuple[str, ...]] = (
        "اثنين",
        "ثلاثاء",
        "أربعاء",
        "خميس",
        "جمعة",
        "سبت",
        "أحد",
    )
    ordinals: ClassVar[dict[int, str]] = {
        1: "أول",
        2: "ثاني",
        3: "ثالث",
        4: "رابع",
        5: "خامس",
        -1: "آخر",
    }

    def listed(self, parts: Sequence[str]) -> str:
        """Return the parts joined by wāw, which is written together with what follows."""
        return f" {self.conjunction}".join(parts)

    def _the(self, weekday: int) -> str:
        return f"ال{self.weekdays[weekday]}"

    def _nth(self, nth: int) -> str:
        return self.ordinals.get(nth) or (str(nth) if nth > 0 else f"{-nth} قبل نهاية")

    def _nths(self, nths: tuple[tuple[int, int], ...]) -> str:
        if len({day for _nth, day in nths}) == 1:
            numbers = self.listed([self._nth(nth) for nth, _day in nths])
            return f"{numbers} {self.weekdays[nths[0][1]]}"
        return self.listed([f"{self._nth(nth)} {self.weekdays[day]}" for nth, day in nths])

    def day(self, day: date, year: int | None) -> str:
        text = f"{day.day} {self.months[day.month - 1]}"
        return f"{text} {year}" if year else text

    def daily(self, n: int) -> str:
        return "يوميًا" if n == 1 else f"كل {counted(n, 'يومين', 'أيام', 'يومًا')}"

    def daily_except(self, weekday: int) -> str:
        return f"يوميًا ما عدا {self._the(weekday)}"

    def from_to(self, first: int, last: int) -> str:
        return f"من {self._the(first)} إلى {self._the(last)}"

    def weekly(self, n: int, weekdays: tuple[int, ...]) -> str:
        if n == 1:
            return f"كل {self.listed([self.weekdays[one] for one in weekdays])}"
        weeks = counted(n, "أسبوعين", "أسابيع", "أسبوعًا")
        return f"كل {weeks} يوم {self.listed([self._the(one) for one in weekdays])}"

    def _months_apart(self, n: int) -> str:
        return f"كل {counted(n, 'شهرين', 'أشهر', 'شهرًا')}"

    def _years_apart(self, n: int) -> str:
        return "سنويًا" if n == 1 else f"كل {counted(n, 'سنتين', 'سنوات', 'سنة')}"

    def monthly_weekday(self, n: int, nths: tuple[tuple[int, int], ...]) -> str:
        days = self._nths(nths)
        return f"{days} من كل شهر" if n == 1 else f"{self._months_apart(n)} في {days}"

    def monthly_day(self, n: int, days: tuple[int, ...]) -> str:
        numbers = self.listed([str(one) for one in days])
        listed = "آخر يوم" if days == (-1,) else f"يوم {numbers}"
        return f"{listed} من كل شهر" if n == 1 else f"{self._months_apart(n)} {listed}"

    def yearly_day(self, n: int, day: int, month: int) -> str:
        return f"{self._years_apart(n)} في {day} {self.months[month - 1]}"

    def yearly_weekday(self, n: int, nth: tuple[int, int], month: int) -> str:
        return f"{self._years_apart(n)} في {self._nths((nth,))} من {self.months[month - 1]}"

    def dates(self, count: int) -> str:
        return "موعد واحد" if count == 1 else counted(count, "موعدان", "مواعيد", "موعدًا")

    def other(self) -> str:
        return "عدة مواعيد"

    def until_month(self, month: int, year: int | None) -> str:
        return f"حتى نهاية {self.months[month - 1]}{f' {year}' if year else ''}"

    def until_day(self, day: str) -> str:
        return f"حتى {day}"

    def count(self, count: int) -> str:
        return f"({self.dates(count)})"

    def not_on(self, days: str) -> str:
        return f"ما عدا {days}"

    def not_on_many(self, count: int) -> str:
        return f"ما عدا {counted(count, 'يومين', 'أيام', 'يومًا')}"

    def not_on_holidays(self) -> str:
        return "ما عدا أيام العطل الرسمية"

    def also_on(self, days: str) -> str:
        return f"وكذلك {days}"

    def also_on_many(self, count: int) -> str:
        return f"و{self.dates(count)} أخرى"
