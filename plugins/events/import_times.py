"""Reads an import line's times back onto a page: first date, repetition, dates that differ."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_datetime

from hub.kernel.contract.sources import Facts
from hub.kernel.documents.reader import one_of
from plugins.events.choices import DateStatus, Status
from plugins.events.holidays import holiday, state
from plugins.events.models import EventChange, EventPage
from plugins.events.recurrence.series import Single, day_of, write_singles


def attempt(
    errors: dict[str, str], path: str, read: Callable[[], None], is_given: bool = True
) -> None:
    """Read a part; what is wrong with it is noted under its path."""
    if not is_given:
        return
    try:
        read()
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        errors[path] = str(error)


def told_by_dates(page: EventPage, event: Facts, dates: list[Any]) -> tuple[Facts, list[Any]]:
    """Return event and dates of a line where the dates alone say when it is: the first is the
    event's, others are additional ones.

    An event that follows a rule keeps it: its dates say only which of them differ.
    """
    are_told = dates and all(isinstance(one, Mapping) for one in dates)
    if event.get("first_starts_at") or page.rrule or not are_told:
        return event, dates
    first, *others = dates
    told = {
        **{name: first[name] for name in ("timezone", "all_day") if name in first},
        "recurrence": {"rdates": [_original(one) for one in others]},
        **event,
        "first_starts_at": _original(first),
        "first_ends_at": first.get("ends_at"),
    }
    length = _length(first)
    return told, [
        {**one, "recurrence_id": _original(one)} if _differs(one, length) else one for one in dates
    ]


def _original(one: Facts) -> Any:
    return one.get("recurrence_id") or one.get("starts_at")


def _differs(one: Facts, length: timedelta | None) -> bool:
    is_plain = one.get("status", "scheduled") == "scheduled" and not one.get("note")
    return not is_plain or bool(one.get("recurrence_id")) or _length(one) != length


def _length(one: Facts) -> timedelta | None:
    """Return how long a date lasts, None where a time is missing or cannot be read."""
    ends = (one.get("starts_at"), one.get("ends_at"))
    try:
        starts_at, ends_at = (parse_datetime(text) for text in ends if isinstance(text, str))
        return ends_at - starts_at if starts_at and ends_at else None
    except (ValueError, TypeError):
        # What is wrong is said where the time is read.
        return None


def read_times(page: EventPage, event: Facts, errors: dict[str, str]) -> None:
    """Write the first date and the repetition onto the page."""
    if "timezone" in errors:
        return
    if page.first_day is None and not event.get("first_starts_at"):
        errors["first_starts_at"] = "is missing: an event needs its first date"
        return
    attempt(errors, "first_starts_at", lambda: _first(page, event), "first_starts_at" in event)
    attempt(errors, "first_ends_at", lambda: _last(page, event), bool(event.get("first_ends_at")))
    if errors or "recurrence" not in event:
        return
    recurrence = event["recurrence"] or {}
    if not isinstance(recurrence, Mapping):
        errors["recurrence"] = f"{recurrence!r} is not an object"
        return
    rule = recurrence.get("rrule") or ""
    if not isinstance(rule, str):
        errors["recurrence.rrule"] = f"{rule!r} is not text"
        return
    page.rrule = rule
    page.skips_holidays = bool(recurrence.get("skips_holidays"))
    for name in ("rdates", "exdates"):
        read = partial(_singles, page, name, recurrence.get(name))
        attempt(errors, f"recurrence.{name}", read)


def _wall(page: EventPage, value: Any) -> datetime:
    try:
        found = parse_datetime(value) if isinstance(value, str) else None
        if found is not None and found.tzinfo is not None:
            local = found.astimezone(ZoneInfo(page.timezone))
            return local.replace(tzinfo=None, microsecond=0, fold=0)
    except (ValueError, OverflowError):
        # 30 February, or a moment that no calendar here reaches.
        pass
    raise ValueError(f"{value!r} is not a time with offset such as 2026-03-14T15:00:00+01:00")


def _first(page: EventPage, event: Facts) -> None:
    wall = _wall(page, event["first_starts_at"])
    page.first_day = wall.date()
    page.start_time = None if page.all_day else wall.time()


def _last(page: EventPage, event: Facts) -> None:
    wall = _wall(page, event["first_ends_at"])
    last = (wall - timedelta(seconds=1)).date() if page.all_day else wall.date()
    page.last_day = None if last == page.first_day else last
    page.end_time = None if page.all_day else wall.time()


def _short(page: EventPage, wall: datetime) -> Single:
    usual = time() if page.all_day else page.start_time
    return wall.date() if wall.time() == usual else wall


def _singles(page: EventPage, name: str, values: Any) -> None:
    walls = [_short(page, _wall(page, one)) for one in values or ()]
    if name == "exdates" and page.skips_holidays:
        # They are among the exceptions of a document, and follow by themselves.
        walls = [one for one in walls if not holiday(day_of(one), state())]
    setattr(page, name, write_singles(walls))


def read_changes(page: EventPage, event: Facts, dates: list[Any], errors: dict[str, str]) -> None:
    """Write the dates that differ onto the page.

    `dates` reach as far as the hub's window. What is changed beyond it stands in the document's
    `further_changes`; a line without them leaves those changes as they are.
    """
    further = (event.get("recurrence") or {}).get("further_changes")
    entries = {f"dates[{number}]": one for number, one in enumerate(dates)}
    if isinstance(further, list):
        path = "recurrence.further_changes"
        entries.update({f"{path}[{number}]": one for number, one in enumerate(further)})
    present = {_instant(page, one): one for one in page.event_changes.all()}
    changes: dict[datetime, EventChange] = {}
    for path, one in entries.items():
        if not isinstance(one, Mapping):
            errors[path] = f"{one!r} is not an object"
        elif one.get("recurrence_id"):
            attempt(errors, path, partial(_add_change, page, present, changes, one))
    if errors:
        return
    if not isinstance(further, list):
        listed = [str(_original(one))[:10] for one in dates if _original(one)]
        for at, one in present.items():
            if not listed or not min(listed) <= str(one.original_day) <= max(listed):
                changes.setdefault(at, one)
    page.event_changes.set(list(changes.values()))


def _instant(page: EventPage, change: EventChange) -> datetime:
    usual = time() if page.all_day else page.start_time
    wall = datetime.combine(change.original_day, change.original_time or usual or time())
    return wall.replace(tzinfo=ZoneInfo(page.timezone)).astimezone(UTC)


def _add_change(
    page: EventPage,
    present: Mapping[datetime, EventChange],
    changes: dict[datetime, EventChange],
    one: Facts,
) -> None:
    change = _change(page, one)
    at = _instant(page, change)
    if page.status != Status.SCHEDULED and change.status == page.status and at in present:
        # That is how a document tells any date of an event that is off as a whole.
        change.status = present[at].status
    changes.setdefault(at, change)


def _change(page: EventPage, one: Facts) -> EventChange:
    original = _wall(page, one["recurrence_id"])
    status = one_of(one.get("status") or "scheduled", list(DateStatus.values))
    change = EventChange(original_day=original.date(), status=status, note=one.get("note") or "")
    if isinstance(_short(page, original), datetime):
        change.original_time = original.time()
    starts = _wall(page, one["starts_at"]) if one.get("starts_at") else original
    length = page.ends - page.starts
    ends = _wall(page, one["ends_at"]) if one.get("ends_at") else starts + length
    if (starts, ends) == (original, original + length):
        return change
    last = (ends - timedelta(seconds=1)).date() if page.all_day else ends.date()
    change.first_day = starts.date()
    change.last_day = None if last == starts.date() else last
    if not page.all_day:
        change.start_time, change.end_time = starts.time(), ends.time()
    return change
