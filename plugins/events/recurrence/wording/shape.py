"""What a series says, apart from any language: the common shapes that have a sentence."""

import calendar
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from plugins.events.recurrence.rules import Rule
from plugins.events.recurrence.series import Series, day_of

ALL_DAYS: Final = tuple(range(7))


@dataclass(frozen=True, kw_only=True)
class Shape:
    """`kind` names the sentence; weekdays count from Monday, 0; `nths` are (nth, weekday)."""

    kind: str
    year: int
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nths: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    month: int = 0
    until: date | None = None
    count: int | None = None
    excluded: tuple[date, ...] = ()
    additional: tuple[date, ...] = field(default=())
    skips_holidays: bool = False

    @property
    def ends_with_month(self) -> bool:
        """Whether the last day is the last of a month, so that the month alone says it."""
        until = self.until
        return bool(until and until.day == calendar.monthrange(until.year, until.month)[1])


def shape_of(series: Series) -> Shape:
    """Return the shape of a series; kind `other` for a rule that has no sentence."""
    rule, year = series.rule, series.starts.year
    additional = tuple(sorted({day_of(one) for one in series.additional}))
    excluded = tuple(sorted({day_of(one) for one in series.excluded}))
    if rule is None:
        return Shape(kind="dates", year=year, count=1 + len(additional), excluded=excluded)
    found = _of_rule(rule, series.starts.date())
    return Shape(
        year=year,
        interval=rule.interval,
        until=rule.until.date() if rule.until else None,
        count=rule.count,
        excluded=excluded,
        additional=additional,
        skips_holidays=bool(series.holidays),
        **found,  # type: ignore[arg-type]
    )


def _of_rule(rule: Rule, start: date) -> dict[str, object]:
    parts = set(rule.numbers)
    readers = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}
    return readers[rule.frequency](rule, start, parts) or {"kind": "other"}


def _daily(rule: Rule, start: date, parts: set[str]) -> dict[str, object] | None:
    if parts:
        return None
    if not rule.weekdays:
        return {"kind": "daily"}
    return _weekly(rule, start, parts) if rule.interval == 1 else None


def _weekly(rule: Rule, start: date, parts: set[str]) -> dict[str, object] | None:
    if parts:
        return None
    days = tuple(sorted({day for _nth, day in rule.weekdays})) or (start.weekday(),)
    if days == ALL_DAYS and rule.interval == 1:
        return {"kind": "daily"}
    return {"kind": "weekly", "weekdays": days}


def _monthly(rule: Rule, start: date, parts: set[str]) -> dict[str, object] | None:
    if parts == {"BYSETPOS"} and len(rule.weekdays) == 1:
        _nth, day = rule.weekdays[0]
        return {
            "kind": "monthly_weekday",
            "nths": tuple((n, day) for n in rule.numbers["BYSETPOS"]),
        }
    if parts == {"BYMONTHDAY"} and not rule.weekdays:
        return {"kind": "monthly_day", "month_days": rule.numbers["BYMONTHDAY"]}
    if parts:
        return None
    if not rule.weekdays:
        return {"kind": "monthly_day", "month_days": (start.day,)}
    if all(nth for nth, _day in rule.weekdays):
        return {"kind": "monthly_weekday", "nths": rule.weekdays}
    return None


def _yearly(rule: Rule, start: date, parts: set[str]) -> dict[str, object] | None:
    months = rule.numbers.get("BYMONTH", (start.month,))
    days = rule.numbers.get("BYMONTHDAY", (start.day,))
    if len(months) != 1 or len(days) != 1 or parts - {"BYMONTH", "BYMONTHDAY"}:
        return None
    if not rule.weekdays:
        return (
            {"kind": "yearly_day", "month": months[0], "month_days": days} if days[0] > 0 else None
        )
    if len(rule.weekdays) == 1 and rule.weekdays[0][0] and parts == {"BYMONTH"}:
        return {"kind": "yearly_weekday", "month": months[0], "nths": rule.weekdays}
    return None
