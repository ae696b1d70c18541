"""Expand: from a series to its dates inside a window. Bounded in count and in time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Final

from plugins.events.recurrence.periods import END, starts
from plugins.events.recurrence.rules import Rule
from plugins.events.recurrence.series import Change, Series, is_day

# To know whether a rule goes on, look this far beyond the window (29 February: eight years).
BEYOND: Final = timedelta(days=366 * 9)
# A date that runs longer is found as a past one, where there are not too many.
LONGEST: Final = timedelta(days=366)
# A clock never jumps further.
JUMP: Final = timedelta(hours=3)


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
    """`has_more`: there are dates that are not listed, before or after.

    `unlisted` are the changed ones of these, so that no change is forgotten; `lost` changes fit no
    date at all.
    """

    dates: tuple[Occurrence, ...]
    has_more: bool
    unlisted: tuple[Occurrence, ...] = ()
    lost: tuple[Change, ...] = ()


def expand(series: Series, window: Window) -> Expansion:
    """Return the dates of the series.

    The first day, additional and excluded dates always count; what the rule makes counts up to the
    window's end. If there are more than `maximum`, the coming ones stay, then the latest past ones.
    """
    walls, goes_on = _walls(series, window)
    changes = {series.instant(series.at(one.original)): one for one in series.changes}
    dates = [_occurrence(series, wall, changes.pop(at, None)) for at, wall in walls.items()]
    dates.sort(key=lambda one: (one.starts_at, one.ends_at))
    today = series.instant(window.today)
    past = [one for one in dates if one.ends_at <= today]
    coming = [one for one in dates if one.ends_at > today]
    cut = coming[window.maximum :]
    room = max(0, window.maximum - len(coming))
    cut += past[: len(past) - room]
    waiting = {
        at: change for at, change in changes.items() if goes_on and _is_a_date(series, change)
    }
    unlisted = [one for one in cut if one.recurrence_id]
    unlisted += [_occurrence(series, series.at(one.original), one) for one in waiting.values()]
    return Expansion(
        dates=(*past[len(past) - room :], *coming[: window.maximum]),
        has_more=goes_on or bool(cut),
        unlisted=tuple(sorted(unlisted, key=lambda one: (one.starts_at, one.ends_at))),
        lost=tuple(change for at, change in changes.items() if at not in waiting),
    )


def _walls(series: Series, window: Window) -> tuple[dict[datetime, datetime], bool]:
    """Return {instant: start on the wall}, and whether the rule has dates besides."""
    made, goes_on = [series.starts], False
    if series.rule:
        made, goes_on = _made_by(series.rule, series, window)
    is_excluded = _excluded(series)
    walls = [*(series.at(one) for one in series.additional), *made]
    return {series.instant(wall): wall for wall in walls if not is_excluded(wall)}, goes_on


def _excluded(series: Series) -> Callable[[datetime], bool]:
    """Return what says whether a date is excluded, by its day or its instant.

    In the hour that the clock skips two times on the wall are one instant.
    """
    days = {one for one in series.excluded if is_day(one)}
    instants = {series.instant(one) for one in series.excluded if isinstance(one, datetime)}

    def is_excluded(wall: datetime) -> bool:
        return wall.date() in days or (bool(instants) and series.instant(wall) in instants)

    return is_excluded


def _on_holiday(series: Series) -> Callable[[datetime], bool]:
    """Return what says whether a date of the rule falls out because of a holiday."""
    wanted = {series.instant(series.at(change.original)) for change in series.changes}

    def is_on_holiday(wall: datetime) -> bool:
        return wall.date() in series.holidays and series.instant(wall) not in wanted

    return is_on_holiday


def _made_by(rule: Rule, series: Series, window: Window) -> tuple[list[datetime], bool]:
    """Return the rule's starts on the wall around the window, and whether there are others.

    Looks from today on, then back year by year until there are enough: what a rule made since 1970
    is not walked through. Dates with a number are: there are few of them.
    """
    is_excluded, is_on_holiday = _excluded(series), _on_holiday(series)

    def kept(first: datetime, last: datetime) -> Iterator[datetime]:
        found = _dates(rule, series.starts, first, last)
        return (wall for wall in found if not is_excluded(wall) and not is_on_holiday(wall))

    start = series.starts
    first = max(start, window.today - min(series.duration, LONGEST))
    first = start if rule.count else first
    enough = window.maximum + len(series.changes)
    coming = list(islice(kept(first, window.until), None if rule.count else enough))
    after = coming[-1] if len(coming) == enough else window.until
    rest = _dates(rule, start, first if rule.count else after, window.until + BEYOND)
    goes_on = any(wall > after for wall in rest)
    past: list[datetime] = []
    years = LONGEST
    while first > start and len(past) + len(coming) < enough:
        earlier = first - min(years, first - start)
        past = [*kept(earlier, first - timedelta(seconds=1)), *past]
        first, years = earlier, years * 2
    return past + coming, goes_on or first > start


def _dates(rule: Rule, start: datetime, first: datetime, last: datetime) -> Iterator[datetime]:
    """Yield the starts from `first` to `last`; with COUNT, `first` is the start.

    The first day is the first date, also where the rule would not make it.
    """
    if first == start:
        yield start
    found = starts(rule, start, first, min(last, rule.until) if rule.until else last)
    later = (wall for wall in found if wall > start)
    yield from islice(later, rule.count and rule.count - 1)


def _is_a_date(series: Series, change: Change) -> bool:
    """Whether the rule makes the date that the change is about."""
    wall = series.at(change.original)
    if series.rule is None or _excluded(series)(wall):
        return False
    first = series.starts if series.rule.count else max(series.starts, wall - JUMP)
    near = _dates(series.rule, series.starts, first, wall + JUMP)
    return any(series.instant(one) == series.instant(wall) for one in near)


def left_out(series: Series, until: datetime) -> tuple[datetime, ...]:
    """Return the wall-clock starts up to `until` that fall out because of a holiday, in order."""
    if not (series.rule and series.holidays):
        return ()
    added = {series.at(one) for one in series.additional}
    is_on_holiday = _on_holiday(series)
    made = _dates(series.rule, series.starts, series.starts, until)
    return tuple(wall for wall in made if is_on_holiday(wall) and wall not in added)


def begins_with(rule: Rule, start: datetime) -> bool:
    """Whether the first day is one of the rule's own dates; RFC 5545 leaves the rest undefined."""
    return next(starts(rule, start, start, start), None) == start


def next_of(rule: Rule, start: datetime) -> datetime | None:
    """Return the first date of the rule from `start` on, or None where none comes in years."""
    return next(starts(rule, start, start, min(start, END - BEYOND) + BEYOND), None)


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
