"""The repetitions that editors choose from: a form's answers to a rule, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from plugins.events.recurrence.rules import Rule

CHOICES_PER_FREQUENCY: Final = {"DAILY": "daily", "WEEKLY": "weekly", "YEARLY": "yearly"}
WEEKDAYS: Final = (
    ("0", _("Mondays")),
    ("1", _("Tuesdays")),
    ("2", _("Wednesdays")),
    ("3", _("Thursdays")),
    ("4", _("Fridays")),
    ("5", _("Saturdays")),
    ("6", _("Sundays")),
)
NTHS: Final = (
    ("1", _("1st")),
    ("2", _("2nd")),
    ("3", _("3rd")),
    ("4", _("4th")),
    ("5", _("5th")),
    ("-1", _("last in the month")),
)


class Repeats(models.TextChoices):
    """How often; what else is needed follows from the first day."""

    NEVER = "never", _("does not repeat")
    DAILY = "daily", _("daily")
    WEEKLY = "weekly", _("weekly on certain weekdays")
    MONTHLY_WEEKDAY = "monthly_weekday", _("monthly on a weekday, e.g. every 2nd Tuesday")
    MONTHLY_DAY = "monthly_day", _("monthly on the same day, e.g. on the 15th")
    MONTHLY_LAST = "monthly_last", _("monthly on the last day of the month")
    YEARLY = "yearly", _("yearly on the same day")
    CUSTOM = "custom", _("another rule (for experts)")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An editor's answers. Empty `weekdays` and `nths` mean those of the first day."""

    repeats: str = Repeats.NEVER
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None

    def rule(self, first_day: date) -> Rule | None:
        """Return the rule that begins on `first_day`; None for what does not repeat."""
        parts = self._parts(first_day)
        if parts is None:
            return None
        until = datetime.combine(self.until, time(23, 59, 59)) if self.until else None
        return Rule(interval=self.interval, until=until, count=self.count, **parts)

    def _parts(self, first: date) -> dict[str, Any] | None:
        match self.repeats:
            case Repeats.DAILY:
                return {"frequency": "DAILY"}
            case Repeats.WEEKLY:
                days = self.weekdays or (first.weekday(),)
                return {"frequency": "WEEKLY", "weekdays": tuple((0, one) for one in days)}
            case Repeats.MONTHLY_WEEKDAY:
                nths = self.nths or ((first.day - 1) // 7 + 1,)
                pairs = tuple((nth, first.weekday()) for nth in nths)
                return {"frequency": "MONTHLY", "weekdays": pairs}
            case Repeats.MONTHLY_DAY:
                return {"frequency": "MONTHLY", "numbers": {"BYMONTHDAY": (first.day,)}}
            case Repeats.MONTHLY_LAST:
                return {"frequency": "MONTHLY", "numbers": {"BYMONTHDAY": (-1,)}}
            case Repeats.YEARLY:
                return {"frequency": "YEARLY"}
        return None


def choice_of(rule: Rule | None, first_day: date, clock: time = time.max) -> Choice:
    """Return the answers that make this rule; CUSTOM where no answers do.

    `clock` is when a date begins: a rule that ends on its last day after that includes the day.
    """
    if rule is None:
        return Choice()
    if rule.until and rule.until.time() < clock.replace(microsecond=0):
        return Choice(repeats=Repeats.CUSTOM)
    ends: dict[str, Any] = {"until": rule.until.date() if rule.until else None, "count": rule.count}
    for attempt in _attempts(rule):
        choice = Choice(interval=rule.interval, **attempt, **ends)
        if _is_same(choice.rule(first_day), rule, first_day):
            return choice
    return Choice(repeats=Repeats.CUSTOM)


def _attempts(rule: Rule) -> list[Mapping[str, Any]]:
    if rule.frequency == "MONTHLY":
        nths = tuple(nth for nth, _day in rule.weekdays)
        return [
            {"repeats": Repeats.MONTHLY_WEEKDAY, "nths": nths},
            {"repeats": Repeats.MONTHLY_DAY},
            {"repeats": Repeats.MONTHLY_LAST},
        ]
    days = tuple(sorted(day for _nth, day in rule.weekdays))
    repeats = CHOICES_PER_FREQUENCY[rule.frequency]
    return [{"repeats": repeats, "weekdays": days}]


def _is_same(made: Rule | None, rule: Rule, first: date) -> bool:
    if made is None or rule.week_start:
        return False
    weekdays, numbers = set(rule.weekdays), dict(rule.numbers)
    if not weekdays and not numbers:
        # Rules that leave the day to the first date mean the same as those that name it.
        weekdays = {(0, first.weekday())} if rule.frequency == "WEEKLY" else set()
        numbers = {"BYMONTHDAY": (first.day,)} if rule.frequency == "MONTHLY" else {}
    return (made.frequency, set(made.weekdays), dict(made.numbers)) == (
        rule.frequency,
        weekdays,
        numbers,
    )
