"""Reads an import line's `event` and `dates` back onto a page: the way back from `document.py`."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from django.core.exceptions import ValidationError

from hub.content.models.accessibility import Fact
from hub.kernel.contract.sources import Facts
from hub.kernel.documents.document import ACCESSIBILITY_FACTS
from hub.kernel.documents.reader import Reader, one_of
from plugins.events.choices import AUDIENCE, LANGUAGES
from plugins.events.import_times import attempt, read_changes, read_times, told_by_dates
from plugins.events.models import EventPage
from plugins.events.models.when import is_zone

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


def read_event(page: EventPage, facts: Facts) -> dict[str, str]:
    """Write a document's event onto the page; return {path: message} for what is refused.

    `facts` is the object under `event`, or a whole line with `event`, `dates` and `online_url`: the
    changes to single dates travel in `dates`. A line that says nothing else of when it is takes
    place on its `dates`. What is not there stays as it is on the page.
    """
    event = (facts.get("event") or {}) if "kind" in facts else facts.get("event", facts)
    if not isinstance(event, Mapping):
        return {"": f"{event!r} is not an object"}
    errors: dict[str, str] = {}
    given = facts.get("dates")
    event, dates = told_by_dates(page, event, given if isinstance(given, list) else [])
    _read_plain(page, event, errors)
    _read_group(page, event, "registration", errors)
    _read_group(page, event, "price", errors)
    for name, read in _LISTS.items():
        attempt(errors, name, partial(_read_list, page, event, name, read), name in event)
    attempt(
        errors,
        "accessibility",
        lambda: _access(page, event["accessibility"]),
        "accessibility" in event,
    )
    read_times(page, event, errors)
    if "online_url" in facts and facts is not event:
        page.online_url = facts["online_url"] or ""
    if not errors and isinstance(given, list):
        read_changes(page, event, dates, errors)
    return errors or _own_checks(page)


def _read_plain(page: EventPage, event: Facts, errors: dict[str, str]) -> None:
    reader = Reader(page, event)
    for name in ("type", "status", "format"):
        reader.choice(name)
    for name in ("status_reason", "organiser_name", "timezone"):
        reader.text(name)
    reader.flag("all_day")
    if isinstance(event.get("sequence"), int) and 0 <= event["sequence"] < 2**31:
        page.sequence = event["sequence"]
    errors.update(reader.errors)
    attempt(errors, "timezone", lambda: _zone(page))


def _zone(page: EventPage) -> None:
    try:
        is_zone(page.timezone)
    except ValidationError:
        raise ValueError(f"{page.timezone!r} is no IANA time zone") from None


def _read_group(page: EventPage, event: Facts, group: str, errors: dict[str, str]) -> None:
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
        attempt(errors, "price.is_free", lambda: _free(page, facts), "is_free" in facts)
        attempt(
            errors,
            "price.currency",
            lambda: one_of(facts["currency"], ["EUR"]),
            "currency" in facts,
        )
    errors.update({f"{group}.{key}": message for key, message in reader.errors.items()})


def _free(page: EventPage, price: Facts) -> None:
    page.is_free = one_of(price["is_free"], [True, False, None])


def _keys(values: Any, choices: tuple[tuple[str, Any], ...]) -> list[str]:
    allowed = [key for key, _label in choices]
    given = [one["key"] if isinstance(one, Mapping) else one for one in values or ()]
    return [one_of(key, allowed) for key in given]


def _read_list(page: EventPage, event: Facts, name: str, read: Any) -> None:
    read(page, event[name])


def _audience(page: EventPage, values: Any) -> None:
    page.audience = _keys(values, AUDIENCE)


def _languages(page: EventPage, values: Any) -> None:
    page.languages = _keys(values, LANGUAGES)


_LISTS: Final = {"audience": _audience, "languages": _languages}


def _access(page: EventPage, facts: Facts) -> None:
    meaning = {True: Fact.YES, False: Fact.NO, None: Fact.UNKNOWN}
    for name, value in facts.items():
        one_of(name, list(ACCESSIBILITY_FACTS))
        setattr(page, name, meaning[one_of(value, [True, False, None])])


def _own_checks(page: EventPage) -> dict[str, str]:
    found = {**page.when_problems(), **page.attending_problems(page.last)}
    return {PATHS.get(name, name): str(message) for name, message in found.items()}
