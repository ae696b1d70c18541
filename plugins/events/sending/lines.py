"""What the form's fields mean as a line, and what a line says in them again."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from hub.intake.forms.fields import html_of, keys_of, place_line, place_words, text_of
from hub.kernel.documents.document import ACCESSIBILITY_FACTS
from plugins.events.recurrence import Refused, read_rule
from plugins.events.recurrence.series import Single, is_day, read_singles
from plugins.events.repeats import Choice, choice_of
from plugins.events.repeats import Repeats as Rules
from plugins.organisations.models import OrganisationPage

FORTNIGHT: Final = 2
Words = Mapping[str, Any]


def line_of(words: Words, locale: str) -> dict[str, Any]:
    """Return the event as one line."""
    return {
        "kind": "event",
        "locale": locale,
        "title": words["title"],
        "summary": words["summary"],
        "body_html": html_of(words["description"]),
        "topics": list(words["topics"]),
        "place": place_line(words["place"], words["street"]),
        "online_url": words["online_url"] or None,
        **_organiser(words["organiser"]),
        "event": {
            **_facts(words),
            **when(words),
            **({"organiser_name": words["organiser"]} if not _known(words["organiser"]) else {}),
        },
    }


def _facts(words: Words) -> dict[str, Any]:
    is_free = {"1": True, "0": False}.get(words["is_free"])
    return {
        "format": _format(words),
        "price": {
            "is_free": is_free,
            "amount_cents": _cents(words["price"]),
            "reduced_cents": _cents(words["reduced"]),
        },
        "registration": {
            "is_required": words["registration"],
            "url": words["registration_url"],
            "email": words["registration_email"],
        },
        "audience": list(words["audience"]),
        "languages": list(words["languages"]),
        # Who does not tick a fact has not said that it is missing.
        "accessibility": dict.fromkeys(words["access"], True),
    }


def _format(words: Words) -> str:
    if words["online_url"]:
        return "hybrid" if words["place"] else "online"
    return "onsite"


def when(words: Words) -> dict[str, Any]:
    """Return the days and times as a line's `event` says them."""
    day, starts, ends = words["day"], words["starts"], words["ends"]
    last = words["last_day"] or day
    is_whole = starts is None
    first_ends: str | None = _moment(last, ends) if ends else None
    if is_whole:
        first_ends = _moment(last + timedelta(days=1), time())
    rule = _rule(words)
    return {
        "timezone": settings.TIME_ZONE,
        "all_day": is_whole,
        "first_starts_at": _moment(day, starts or time()),
        "first_ends_at": first_ends,
        "recurrence": {
            "rrule": rule,
            "rdates": [],
            "exdates": [
                _single(one, starts or time()) for one in read_singles(words["not_on"] or "")
            ],
        },
    }


def _rule(words: Words) -> str | None:
    repeats = words["repeats"] or Rules.NEVER
    is_fortnightly = repeats == "fortnightly"
    choice = Choice(
        repeats=Rules.WEEKLY if is_fortnightly else repeats,
        interval=FORTNIGHT if is_fortnightly else 1,
        until=words["until"],
    )
    rule = choice.rule(words["day"])
    return rule.text(settings.TIME_ZONE, all_day=words["starts"] is None) if rule else None


def _moment(day: date, clock: time) -> str:
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(day, clock).replace(tzinfo=zone).isoformat()


def _single(one: Single, usual: time) -> str:
    return _moment(one, usual) if is_day(one) else _moment(one.date(), one.time())  # type: ignore[union-attr]


def _known(organiser: str) -> Any:
    found = OrganisationPage.objects.live().public().filter(title__iexact=organiser.strip())
    return found.order_by("pk").first()


def _organiser(organiser: str) -> dict[str, Any]:
    known = _known(organiser)
    return {"organisation": {"id": str(known.translation_key)}} if known else {}


def _cents(euros: Decimal | None) -> int | None:
    return None if euros is None else int(euros * 100)


def words_of(line: Words) -> dict[str, Any]:
    """Return what a line says as the form's initial values; what it does not say is left out."""
    event = _object(line, "event")
    dates = line.get("dates")
    first = dates[0] if isinstance(dates, list) and dates and isinstance(dates[0], Mapping) else {}
    registration, price = _object(event, "registration"), _object(event, "price")
    found = {
        "title": line.get("title"),
        "summary": line.get("summary"),
        "description": text_of(line.get("body_html")),
        "topics": keys_of(line.get("topics")),
        "online_url": line.get("online_url"),
        "organiser": event.get("organiser_name") or _organisation(line.get("organisation")),
        "is_free": {True: "1", False: "0"}.get(price.get("is_free"), ""),  # type: ignore[arg-type]
        "price": _euros(price.get("amount_cents")),
        "reduced": _euros(price.get("reduced_cents")),
        "registration": registration.get("is_required"),
        "registration_url": registration.get("url"),
        "registration_email": registration.get("email"),
        "audience": keys_of(event.get("audience")),
        "languages": keys_of(event.get("languages")),
        "access": [
            name for name in ACCESSIBILITY_FACTS if _object(event, "accessibility").get(name)
        ],
        **place_words(line.get("place")),
        **_time_words({**first, **event}, first),
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _object(of: Words, name: str) -> Words:
    value = of.get(name)
    return value if isinstance(value, Mapping) else {}


def _euros(cents: Any) -> Decimal | None:
    return Decimal(cents) / 100 if isinstance(cents, int) else None


def _organisation(given: Any) -> Any:
    if not isinstance(given, Mapping):
        return given
    page = OrganisationPage.objects.filter(translation_key=str(given.get("id") or "")).first()
    return page.title if page else given.get("title")


def _time_words(event: Words, first: Words) -> dict[str, Any]:
    starts = _wall(event.get("first_starts_at") or first.get("starts_at"))
    ends = _wall(event.get("first_ends_at") or first.get("ends_at"))
    if starts is None:
        return {}
    is_whole = bool(event.get("all_day"))
    last = ends - timedelta(seconds=1) if ends and is_whole else ends
    found: dict[str, Any] = {
        "day": starts.date(),
        "starts": None if is_whole else starts.time(),
        "ends": ends.time() if ends and not is_whole else None,
        "last_day": last.date() if last and last.date() != starts.date() else None,
    }
    recurrence = _object(event, "recurrence")
    exdates = [_wall(one) for one in recurrence.get("exdates") or []]
    found["not_on"] = "\n".join(f"{one:%d.%m.%Y}" for one in exdates if one)
    return {**found, **_rule_words(recurrence.get("rrule"), starts, is_whole=is_whole)}


def _rule_words(rule: Any, starts: datetime, *, is_whole: bool) -> dict[str, Any]:
    try:
        read = read_rule(rule, settings.TIME_ZONE, all_day=is_whole) if rule else None
    except Refused:
        return {}
    choice = choice_of(read, starts.date(), starts.time())
    is_fortnightly = choice.repeats == Rules.WEEKLY and choice.interval == FORTNIGHT
    return {"repeats": "fortnightly" if is_fortnightly else choice.repeats, "until": choice.until}


def _wall(text: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    zone = ZoneInfo(settings.TIME_ZONE)
    return found.astimezone(zone).replace(tzinfo=None) if found.tzinfo else found
