"""RRULE (RFC 5545, 3.3.10): read, refused before anything is expanded, written in one form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

LONGEST_TEXT: Final = 500
COUNT_MAXIMUM: Final = 1000
INTERVAL_MAXIMUM: Final = 1000
VALUES_MAXIMUM: Final = 20
TIMES_A_DAY_MAXIMUM: Final = 24
FIRST_YEAR: Final = 1970
YEARS_AHEAD_MAXIMUM: Final = 10

FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
TOO_FAST: Final = ("SECONDLY", "MINUTELY", "HOURLY")
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

# Part → (lowest, highest, whether negative values count from the end). BYDAY is read apart.
NUMBERS: Final[Mapping[str, tuple[int, int, bool]]] = {
    "BYMONTH": (1, 12, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYSETPOS": (1, 366, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSECOND": (0, 59, False),
}
# Which parts a frequency must not have (the table of RFC 5545, 3.3.10).
FORBIDDEN: Final[Mapping[str, tuple[str, ...]]] = {
    "DAILY": ("BYWEEKNO", "BYYEARDAY"),
    "WEEKLY": ("BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"),
    "MONTHLY": ("BYWEEKNO", "BYYEARDAY"),
    "YEARLY": (),
}


class Refused(ValueError):
    """A rule that the hub does not follow. `reason` is a lazy message for editors."""

    def __init__(self, reason: Any) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule that was read. `weekdays` are (nth, weekday) with nth 0 for every; Monday is 0.

    `until` is wall-clock time in the event's zone, inclusive. `numbers` holds the other BY parts.
    """

    frequency: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    numbers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    week_start: int = 0
    count: int | None = None
    until: datetime | None = None

    def text(self, zone: str, *, all_day: bool) -> str:
        """Return the rule as one RRULE value: UNTIL in UTC, or a day where dates have no time."""
        parts = [f"FREQ={self.frequency}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        parts += [
            f"{name}={','.join(map(str, self.numbers[name]))}"
            for name in NUMBERS
            if self.numbers.get(name)
        ]
        if self.weekdays:
            days = (f"{nth or ''}{WEEKDAYS[day]}" for nth, day in self.weekdays)
            parts.append(f"BYDAY={','.join(days)}")
        if self.week_start:
            parts.append(f"WKST={WEEKDAYS[self.week_start]}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={_until_text(self.until, zone, all_day)}")
        return ";".join(parts)


def _until_text(until: datetime, zone: str, all_day: bool) -> str:
    if all_day:
        return f"{until:%Y%m%d}"
    return f"{until.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def read_rule(text: str, zone: str, *, all_day: bool = False) -> Rule:
    """Return the rule of an RRULE value (with or without `RRULE:` before it). Raises Refused.

    Of all-day dates UNTIL is a day: a time beside it, frequent in files of other calendars, says
    nothing. Nothing is expanded: whatever passes has a bounded number of dates a day and known
    parts only.
    """
    parts = _parts(text)
    frequency = _frequency(parts.pop("FREQ", ""))
    interval = _whole(parts.pop("INTERVAL", "1"), "INTERVAL", 1, INTERVAL_MAXIMUM)
    week_start = parts.pop("WKST", "MO")
    if week_start not in WEEKDAYS:
        raise Refused(_unreadable("WKST", week_start))
    count = parts.pop("COUNT", None)
    until = parts.pop("UNTIL", None)
    if count is not None and until is not None:
        raise Refused(_("Give either a last day or a number of dates, not both."))
    weekdays = _weekdays(parts.pop("BYDAY", ""))
    numbers = {name: _numbers(name, parts.pop(name)) for name in NUMBERS if name in parts}
    if parts:
        raise Refused(
            _("The rule has a part that events do not know: %(part)s.") % {"part": sorted(parts)[0]}
        )
    rule = Rule(
        frequency=frequency,
        interval=interval,
        weekdays=weekdays,
        numbers=numbers,
        week_start=WEEKDAYS.index(week_start),
        count=None if count is None else _count(count),
        until=None if until is None else _until(until, zone, all_day),
    )
    _refuse_bombs(rule)
    return rule


def _parts(text: str) -> dict[str, str]:
    text = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    if len(text) > LONGEST_TEXT or "\n" in text or "\r" in text:
        raise Refused(_("The rule is too long. A rule is one line of at most 500 characters."))
    parts: dict[str, str] = {}
    for piece in text.split(";"):
        name, equals, value = piece.partition("=")
        if not equals or not value or name in parts:
            raise Refused(_unreadable("RRULE", piece[:40]))
        parts[name] = value
    return parts


def _frequency(text: str) -> str:
    if text in TOO_FAST:
        raise Refused(
            _(
                "This rule repeats every hour, minute or second."
                " Events repeat daily, weekly, monthly or yearly."
            )
        )
    if text not in FREQUENCIES:
        raise Refused(
            _("The rule does not say how often: FREQ is DAILY, WEEKLY, MONTHLY or YEARLY.")
        )
    return text


def _unreadable(part: str, value: str) -> Any:
    return _("This part of the rule cannot be read: %(part)s “%(value)s”.") % {
        "part": part,
        "value": value[:40],
    }


def _whole(text: str, part: str, lowest: int, highest: int) -> int:
    if not re.fullmatch(r"[+-]?\d{1,6}", text):
        raise Refused(_unreadable(part, text))
    value = int(text)
    if not lowest <= value <= highest:
        raise Refused(
            _("%(part)s is %(value)s. Allowed is %(lowest)s to %(highest)s.")
            % {"part": part, "value": value, "lowest": lowest, "highest": highest}
        )
    return value


def _count(text: str) -> int:
    if re.fullmatch(r"\d{1,9}", text) and int(text) > COUNT_MAXIMUM:
        raise Refused(_("An event has at most 1,000 dates. Give a smaller number or a last day."))
    return _whole(text, "COUNT", 1, COUNT_MAXIMUM)


def _numbers(part: str, text: str) -> tuple[int, ...]:
    lowest, highest, is_signed = NUMBERS[part]
    values = []
    for piece in text.split(","):
        value = _whole(piece, part, -highest if is_signed else lowest, highest)
        if is_signed and value == 0:
            raise Refused(_unreadable(part, piece))
        values.append(value)
    return tuple(dict.fromkeys(values))


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    for piece in text.split(",") if text else ():
        match = re.fullmatch(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", piece)
        if match is None or (match[1] and not 1 <= abs(int(match[1])) <= 53):  # noqa: PLR2004
            raise Refused(_unreadable("BYDAY", piece))
        found.append((int(match[1] or 0), WEEKDAYS.index(match[2])))
    return tuple(dict.fromkeys(found))


def _until(text: str, zone: str, all_day: bool) -> datetime:
    match = re.fullmatch(r"(\d{8})(?:T(\d{6})(Z?))?", text)
    try:
        if match is None:
            raise ValueError(text)
        day = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        if all_day or match[2] is None:
            return datetime.combine(day, time(23, 59, 59))
        clock = time(int(match[2][:2]), int(match[2][2:4]), min(59, int(match[2][4:6])))
        moment = datetime.combine(day, clock)
        if not match[3]:
            return moment
        return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    except (ValueError, OverflowError):
        raise Refused(_unreadable("UNTIL", text)) from None


def _refuse_bombs(rule: Rule) -> None:
    values_count = len(rule.weekdays) + sum(len(values) for values in rule.numbers.values())
    if values_count > VALUES_MAXIMUM:
        raise Refused(
            _("The rule lists more than 20 days or times. Use additional dates for single days.")
        )
    times = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= len(rule.numbers.get(name, (0,)))
    if times > TIMES_A_DAY_MAXIMUM:
        raise Refused(_("The rule makes more than 24 dates on one day."))
    for name in FORBIDDEN[rule.frequency]:
        if name in rule.numbers:
            raise Refused(
                _("%(part)s does not go with %(frequency)s.")
                % {"part": name, "frequency": rule.frequency}
            )
    has_nth = any(nth for nth, _day in rule.weekdays)
    if has_nth and (rule.frequency not in {"MONTHLY", "YEARLY"} or "BYWEEKNO" in rule.numbers):
        raise Refused(
            _("Only a monthly or yearly rule can say “the 2nd Tuesday” (BYDAY with a number).")
        )
    if "BYSETPOS" in rule.numbers and len(rule.numbers) == 1 and not rule.weekdays:
        raise Refused(_("BYSETPOS needs a list of days to choose from."))


def refuse_day(day: date, today: date) -> None:
    """Raise Refused for a day before 1970 or more than ten years ahead."""
    if day.year < FIRST_YEAR:
        raise Refused(_("The day lies before 1970. Check the year."))
    if day.year > today.year + YEARS_AHEAD_MAXIMUM:
        raise Refused(_("The day lies more than ten years ahead. Check the year."))
