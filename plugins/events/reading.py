"""Reads an import line's `event` and `dates` back onto a page: the way back from `document.py`."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime

from hub.content.models.places import Fact
from hub.kernel.document import ACCESSIBILITY_FACTS
from hub.kernel.reading import Reader, one_of
from plugins.events.choices import AUDIENCE, LANGUAGES, DateStatus
from plugins.events.holidays import holiday, state
from plugins.events.models import EventChange
from plugins.events.models.when import is_zone
from plugins.events.recurrence.series import Single, day_of, write_singles

# Where the messages of the page's own checks belong in a document.
PATHS: Final = {
    "first_day": "first_starts_at",
    "start_time": "first_starts_at",
    "last_day": "first_ends_at",
    "end_time": "first_ends_at",
    "rrule": "recurrence.rrule",
    "rdates": "recurrence.rdates",
    "exdates": "recurrence.exdates",
    "price_cents": "price.amount_cents",
    "reduced_cents": "price.reduced_cents",
    "registration_deadline_at": "registration.deadline_at",
}


def read_event(page: Any, facts: Mapping[str, Any]) -> dict[str, str]:
    """Write a document's event onto the page; return {path: message} for what is refused.

    `facts` is the object under `event`, or a whole line with `event`, `dates` and `online_url`: the
    changes to single dates travel in `dates`. What is not there stays as it is on the page.
    """
    event = facts.get("event", facts)
    if not isinstance(event, Mapping):
        return {"": f"{event!r} is not an object"}
    errors: dict[str, str] = {}
    _read_plain(page, event, errors)
    _read_group(page, event, "registration", errors)
    _read_group(page, event, "price", errors)
    for name, read in _LISTS.items():
        _try(errors, name, partial(_read_list, page, event, name, read), name in event)
    _try(
        errors,
        "accessibility",
        lambda: _access(page, event["accessibility"]),
        "accessibility" in event,
    )
    _read_times(page, event, errors)
    if "online_url" in facts and facts is not event:
        page.online_url = facts["online_url"] or ""
    if not errors and isinstance(facts.get("dates"), list):
        _read_changes(page, facts["dates"], errors)
    return errors or _own_checks(page)


def _try(
    errors: dict[str, str], path: str, read: Callable[[], None], is_given: bool = True
) -> None:
    if not is_given:
        return
    try:
        read()
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        errors[path] = str(error)


def _read_plain(page: Any, event: Mapping[str, Any], errors: dict[str, str]) -> None:
    reader = Reader(page, event)
    for name in ("type", "status", "format"):
        reader.choice(name)
    for name in ("status_reason", "organiser_name", "timezone"):
        reader.text(name)
    reader.flag("all_day")
    if isinstance(event.get("sequence"), int) and 0 <= event["sequence"] < 2**31:
        page.sequence = event["sequence"]
    errors.update(reader.errors)
    _try(errors, "timezone", lambda: _zone(page))


def _zone(page: Any) -> None:
    try:
        is_zone(page.timezone)
    except ValidationError:
        raise ValueError(f"{page.timezone!r} is no IANA time zone") from None


def _read_group(page: Any, event: Mapping[str, Any], group: str, errors: dict[str, str]) -> None:
    facts = event.get(group)
    if facts is None:
        return
    if not isinstance(facts, Mapping):
        errors[group] = f"{facts!r} is not an object"
        return
    reader = Reader(page, facts)
    if group == "registration":
        reader.flag("registration_is_required", "is_required")
        reader.flag("registration_is_full", "is_full")
        for name in ("url", "email", "note"):
            reader.text(f"registration_{name}", name)
        reader.moment("registration_deadline_at", "deadline_at")
        reader.number("registration_capacity", "capacity")
    else:
        reader.number("price_cents", "amount_cents")
        reader.number("reduced_cents")
        reader.text("price_note", "note")
        _try(errors, "price.is_free", lambda: _free(page, facts), "is_free" in facts)
        _try(
            errors,
            "price.currency",
            lambda: one_of(facts["currency"], ["EUR"]),
            "currency" in facts,
        )
    errors.update({f"{group}.{key}": message for key, message in reader.errors.items()})


def _free(page: Any, price: Mapping[str, Any]) -> None:
    page.is_free = one_of(price["is_free"], [True, False, None])


def _keys(values: Any, choices: tuple[tuple[str, Any], ...]) -> list[str]:
    allowed = [key for key, _label in choices]
    given = [one["key"] if isinstance(one, Mapping) else one for one in values or ()]
    return [one_of(key, allowed) for key in given]


def _read_list(page: Any, event: Mapping[str, Any], name: str, read: Any) -> None:
    read(page, event[name])


def _audience(page: Any, values: Any) -> None:
    page.audience = _keys(values, AUDIENCE)


def _languages(page: Any, values: Any) -> None:
    page.languages = _keys(values, LANGUAGES)


_LISTS: Final = {"audience": _audience, "languages": _languages}


def _access(page: Any, facts: Mapping[str, Any]) -> None:
    meaning = {True: Fact.YES, False: Fact.NO, None: Fact.UNKNOWN}
    for name, value in facts.items():
        one_of(name, list(ACCESSIBILITY_FACTS))
        setattr(page, name, meaning[one_of(value, [True, False, None])])


def _read_times(page: Any, event: Mapping[str, Any], errors: dict[str, str]) -> None:
    if "timezone" in errors:
        return
    if page.first_day is None and not event.get("first_starts_at"):
        errors["first_starts_at"] = "is missing: an event needs its first date"
        return
    _try(errors, "first_starts_at", lambda: _first(page, event), "first_starts_at" in event)
    _try(errors, "first_ends_at", lambda: _last(page, event), bool(event.get("first_ends_at")))
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
        _try(errors, f"recurrence.{name}", read)


def _wall(page: Any, value: Any) -> datetime:
    try:
        found = parse_datetime(value) if isinstance(value, str) else None
        if found is not None and found.tzinfo is not None:
            local = found.astimezone(ZoneInfo(page.timezone))
            return local.replace(tzinfo=None, microsecond=0, fold=0)
    except (ValueError, OverflowError):
        # 30 February, or a moment that no calendar here reaches.
        pass
    raise ValueError(f"{value!r} is not a time with offset such as 2026-03-14T15:00:00+01:00")


def _first(page: Any, event: Mapping[str, Any]) -> None:
    wall = _wall(page, event["first_starts_at"])
    page.first_day = wall.date()
    page.start_time = None if page.all_day else wall.time()


def _last(page: Any, event: Mapping[str, Any]) -> None:
    wall = _wall(page, event["first_ends_at"])
    last = (wall - timedelta(seconds=1)).date() if page.all_day else wall.date()
    page.last_day = None if last == page.first_day else last
    page.end_time = None if page.all_day else wall.time()


def _short(page: Any, wall: datetime) -> Single:
    usual = time() if page.all_day else page.start_time
    return wall.date() if wall.time() == usual else wall


def _singles(page: Any, name: str, values: Any) -> None:
    walls = [_short(page, _wall(page, one)) for one in values or ()]
    if name == "exdates" and page.skips_holidays:
        # They are among the exceptions of a document, and follow by themselves.
        walls = [one for one in walls if not holiday(day_of(one), state())]
    setattr(page, name, write_singles(walls))


def _read_changes(page: Any, dates: list[Any], errors: dict[str, str]) -> None:
    changes: list[EventChange] = []
    for number, one in enumerate(dates):
        path = f"dates[{number}]"
        if not isinstance(one, Mapping):
            errors[path] = f"{one!r} is not an object"
        elif one.get("recurrence_id"):
            _try(errors, path, partial(_add_change, page, changes, one))
    if not errors:
        page.event_changes = changes


def _add_change(page: Any, changes: list[EventChange], one: Mapping[str, Any]) -> None:
    changes.append(_change(page, one))


def _change(page: Any, one: Mapping[str, Any]) -> EventChange:
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


def _own_checks(page: Any) -> dict[str, str]:
    found = {**page.when_problems(), **page.attending_problems(page.last)}
    return {PATHS.get(name, name): str(message) for name, message in found.items()}
