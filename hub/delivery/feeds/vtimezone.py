"""VTIMEZONE components (RFC 5545 §3.6.5) out of Python's time zone data.

icalendar's own generator (7.3.0, 7.3.2) writes when summer time begins in the new offset instead of
the old one, so that its hour comes out wrong; and it lists days up to an end instead of the rule.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STEP: Final = timedelta(hours=12)
DAYS_OF_A_WEEK: Final = 7


class Onset(NamedTuple):
    """One change of the clock: the wall time just before it, in the old offset."""

    wall: datetime
    offset_from: timedelta
    offset_to: timedelta
    name: str
    is_daylight: bool


@lru_cache(maxsize=64)
def vtimezone(tzid: str, first_year: int, last_year: int) -> bytes:
    """Return the component for these years; a yearly rule, where there is one, goes on for ever."""
    zone = ZoneInfo(tzid)
    component = Timezone()
    component.add("TZID", tzid)
    start = datetime(first_year, 1, 1, tzinfo=zone)
    component.add_component(
        _observance(
            [
                Onset(
                    start.replace(tzinfo=None),
                    start.utcoffset() or timedelta(),
                    start.utcoffset() or timedelta(),
                    start.tzname() or tzid,
                    (start.dst() or timedelta()) > timedelta(),
                )
            ]
        )
    )
    groups: dict[tuple[timedelta, timedelta, str, bool], list[Onset]] = {}
    for onset in _onsets(zone, first_year, last_year):
        groups.setdefault(onset[1:], []).append(onset)
    for onsets in groups.values():
        component.add_component(_observance(onsets))
    return bytes(component.to_ical())


def _onsets(zone: ZoneInfo, first_year: int, last_year: int) -> list[Onset]:
    found = []
    moment = datetime(first_year, 1, 1, tzinfo=UTC)
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        after = moment + STEP
        if moment.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            found.append(_onset(zone, moment, after))
        moment = after
    return found


def _onset(zone: ZoneInfo, before: datetime, after: datetime) -> Onset:
    """Return the change between two moments, found to the second by halving."""
    old = before.astimezone(zone).utcoffset() or timedelta()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    new = after.astimezone(zone)
    wall = (after + old).replace(tzinfo=None)
    return Onset(
        wall,
        old,
        new.utcoffset() or timedelta(),
        new.tzname() or "",
        (new.dst() or timedelta()) > timedelta(),
    )


def _observance(onsets: list[Onset]) -> TimezoneStandard | TimezoneDaylight:
    first = onsets[0]
    component = TimezoneDaylight() if first.is_daylight else TimezoneStandard()
    component.add("DTSTART", first.wall)
    component.add("TZOFFSETFROM", first.offset_from)
    component.add("TZOFFSETTO", first.offset_to)
    component.add("TZNAME", first.name)
    rule = _rule(onsets)
    if rule:
        component.add("RRULE", vRecur.from_ical(rule))
    elif len(onsets) > 1:
        component.add("RDATE", [one.wall for one in onsets[1:]])
    return component


def _rule(onsets: list[Onset]) -> str:
    """Return the yearly rule that all of them follow, e.g. the last Sunday of March, or ""."""
    years = [one.wall.year for one in onsets]
    same = {(one.wall.month, one.wall.weekday(), one.wall.time()) for one in onsets}
    # Two years prove no rule.
    if len(onsets) < 3 or len(same) > 1 or years != list(range(years[0], years[-1] + 1)):  # noqa: PLR2004
        return ""
    ordinals = {(one.wall.day - 1) // DAYS_OF_A_WEEK + 1 for one in onsets}
    are_last = all(
        (one.wall + timedelta(days=DAYS_OF_A_WEEK)).month != one.wall.month for one in onsets
    )
    if not are_last and len(ordinals) > 1:
        return ""
    ordinal = -1 if are_last else ordinals.pop()
    month, weekday, _time = same.pop()
    return f"FREQ=YEARLY;BYMONTH={month};BYDAY={ordinal}{WEEKDAYS[weekday]}"
