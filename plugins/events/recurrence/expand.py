"""Expand: from a series to its dates inside a window. Bounded in count and in time."""

import time as clock
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from plugins.events.recurrence.periods import starts
from plugins.events.recurrence.rules import Rule
from plugins.events.recurrence.series import Change, Series, is_day

# A rule of 24 dates a day since 1970 has half a million; nothing an office writes comes near.
STEPS_MAXIMUM: Final = 100_000
SECONDS_MAXIMUM: Final = 2.0
# To know whether a rule goes on, look this far beyond the window (29 February: eight years).
BEYOND: Final = timedelta(days=366 * 9)


@dataclass(frozen=True, kw_only=True)
class Window:
    """`today` and `until` are wall-clock midnights; at most `maximum` dates."""

    today: datetime
    until: datetime
    maximum: int = 500


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One date. Instants are in UTC; `recurrence_id` is set where a change made it differ."""

    starts_at: datetime
    ends_at: datetime
    status: str = "scheduled"
    recurrence_id: datetime | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Expansion:
    """`has_more`: there are dates that are not listed, before or after. `lost` changes fit none."""

    dates: tuple[Occurrence, ...]
    has_more: bool
    lost: tuple[Change, ...] = ()


def expand(series: Series, window: Window) -> Expansion:
    """Return the dates of the series.

    The first day, additional and excluded dates always count; what the rule makes counts up to the
    window's end. If there are more than `maximum`, the coming ones stay, then the latest past ones.
    """
    walls, goes_on = _walls(series, window)
    horizon = max(window.until, max(walls, default=window.until))
    dates, lost = _apply_changes(series, walls, horizon if goes_on else None)
    today = series.instant(window.today)
    past = [one for one in dates if one.ends_at <= today]
    coming = [one for one in dates if one.ends_at > today][: window.maximum]
    room = window.maximum - len(coming)
    kept = (*(past[-room:] if room else ()), *coming)
    return Expansion(dates=kept, has_more=goes_on or len(kept) < len(dates), lost=lost)


def _walls(series: Series, window: Window) -> tuple[list[datetime], bool]:
    excluded_days = {one for one in series.excluded if is_day(one)}
    excluded_times = {one for one in series.excluded if not is_day(one)}
    walls, goes_on = {series.starts}, False
    if series.rule:
        made, goes_on = _made_by(series.rule, series.starts, window.until)
        walls.update(made)
        walls.difference_update(_on_holidays(series, walls))
    walls.update(series.at(one) for one in series.additional)
    kept = (
        wall for wall in walls if wall not in excluded_times and wall.date() not in excluded_days
    )
    return sorted(kept), goes_on


def left_out(series: Series, until: datetime) -> tuple[datetime, ...]:
    """Return the wall-clock starts up to `until` that fall out because of a holiday, in order."""
    if not (series.rule and series.holidays):
        return ()
    made, _goes_on = _made_by(series.rule, series.starts, until)
    added = {series.at(one) for one in series.additional}
    return tuple(sorted(_on_holidays(series, made) - added))


def _on_holidays(series: Series, walls: Iterable[datetime]) -> set[datetime]:
    if not series.holidays:
        return set()
    wanted = {series.at(change.original) for change in series.changes}
    return {wall for wall in walls if wall.date() in series.holidays and wall not in wanted}


def _made_by(rule: Rule, start: datetime, until: datetime) -> tuple[list[datetime], bool]:
    """Return the wall-clock starts up to `until`, and whether the rule goes on after them."""
    stop = clock.monotonic() + SECONDS_MAXIMUM
    walls: list[datetime] = []
    for step, wall in enumerate(_counted(rule, start, until + BEYOND)):
        if wall > until:
            return walls, True
        walls.append(wall)
        if step >= STEPS_MAXIMUM or (step % 512 == 0 and clock.monotonic() > stop):
            return walls, True
    return walls, False


def _counted(rule: Rule, start: datetime, horizon: datetime) -> Iterator[datetime]:
    """Yield the starts with COUNT counted here: the first day is always the first date."""
    last = min(horizon, rule.until) if rule.until else horizon
    count = rule.count or STEPS_MAXIMUM + 2
    yield start
    count -= 1
    for wall in starts(rule, start, last):
        if count <= 0:
            return
        if wall > start:
            yield wall
            count -= 1


def begins_with(rule: Rule, start: datetime) -> bool:
    """Whether the first day is one of the rule's own dates; RFC 5545 leaves the rest undefined."""
    return next(starts(rule, start, start), None) == start


def next_of(rule: Rule, start: datetime) -> datetime | None:
    """Return the first date of the rule from `start` on, or None where none comes in years."""
    return next(starts(rule, start, start + BEYOND), None)


def _apply_changes(
    series: Series, walls: list[datetime], horizon: datetime | None
) -> tuple[list[Occurrence], tuple[Change, ...]]:
    changes = {series.at(change.original): change for change in series.changes}
    dates = [_occurrence(series, wall, changes.pop(wall, None)) for wall in walls]
    beyond = {wall for wall in changes if horizon and wall > horizon}
    lost = tuple(change for wall, change in changes.items() if wall not in beyond)
    return sorted(dates, key=lambda one: (one.starts_at, one.ends_at)), lost


def _occurrence(series: Series, wall: datetime, change: Change | None) -> Occurrence:
    starts = (change and change.starts) or wall
    ends = (change and change.ends) or starts + series.duration
    starts_at = series.instant(starts)
    ends_at = max(starts_at, series.instant(ends))
    if change is None:
        return Occurrence(starts_at=starts_at, ends_at=ends_at)
    return Occurrence(
        starts_at=starts_at,
        ends_at=ends_at,
        status=change.status,
        recurrence_id=series.instant(wall),
        note=change.note,
    )


def window_from(now_wall: datetime, days: int, maximum: int) -> Window:
    """Return the window that begins today and ends after so many days, at midnight.

    Midnights, so that what a sweep finds changes once a day and not with every second.
    """
    today = datetime.combine(now_wall.date(), time())
    return Window(today=today, until=today + timedelta(days=days), maximum=maximum)
