"""A series: everything that decides an event's dates, in wall-clock time of one zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from plugins.events.recurrence.rules import Rule

Single = date | datetime
"""A day (the date at its usual time) or a certain time of a day. Mind: a datetime is a date too."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One date that differs. `original` is a day, or a time where a day has several dates."""

    original: Single
    status: str = "scheduled"
    starts: datetime | None = None
    ends: datetime | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Series:
    """`starts` and `ends` (exclusive) are naive times on the wall in `zone`; all-day: midnights.

    On `holidays` the rule makes no date; an additional or a changed date there still counts.
    """

    starts: datetime
    ends: datetime
    zone: str = "Europe/Berlin"
    all_day: bool = False
    rule: Rule | None = None
    additional: tuple[Single, ...] = ()
    excluded: tuple[Single, ...] = ()
    changes: tuple[Change, ...] = ()
    holidays: frozenset[date] = frozenset()

    @property
    def duration(self) -> timedelta:
        """Return the length as the clock on the wall shows it."""
        return self.ends - self.starts

    def at(self, single: Single) -> datetime:
        """Return the wall-clock start of a day or time."""
        if isinstance(single, datetime):
            return single
        return datetime.combine(single, self.starts.time())

    def instant(self, wall: datetime) -> datetime:
        """Return the instant in UTC of a wall-clock time.

        A time that the clock skips is read with the offset before the change, one that it shows
        twice is the first (RFC 5545, 3.3.5).
        """
        return wall.replace(tzinfo=ZoneInfo(self.zone), fold=0).astimezone(UTC)

    def wall(self, instant: datetime) -> datetime:
        """Return the wall-clock time of an instant."""
        return instant.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None, fold=0)

    def short(self, wall: datetime) -> Single:
        """Return the day alone where the time is the usual one, so that both move together."""
        return wall.date() if wall.time() == self.starts.time() else wall


def day_of(single: Single) -> date:
    """Return the day of a day or time."""
    return single.date() if isinstance(single, datetime) else single


def is_day(single: Single) -> bool:
    """Whether it is a day without a time."""
    return not isinstance(single, datetime)


def write_singles(singles: tuple[Single, ...] | list[Single]) -> str:
    """Return days and times as RFC 5545 texts joined by commas: `20261224,20270106T100000`."""
    ordered = sorted(set(singles), key=lambda one: (str(one)[:10], str(one)))
    return ",".join(f"{one:%Y%m%d}" if is_day(one) else f"{one:%Y%m%dT%H%M%S}" for one in ordered)


def read_singles(text: str) -> tuple[Single, ...]:
    """Return what `write_singles` wrote. Raises ValueError for anything else."""
    found: list[Single] = []
    for piece in filter(None, text.replace("\n", ",").split(",")):
        match = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2}))?", piece.strip())
        if match is None:
            raise ValueError(piece)
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None:
            found.append(day)
        else:
            clock = time(int(match[4]), int(match[5]), int(match[6]))
            found.append(datetime.combine(day, clock))
    return tuple(found)
