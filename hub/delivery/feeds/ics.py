"""iCalendar (RFC 5545, RFC 7986): events with their rule, exceptions and every changed date."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from icalendar import Calendar, Event, vCalAddress, vDuration, vRecur, vText, vUri

from hub.delivery.feeds.formats import FeedContext, Format
from hub.delivery.feeds.occurrences import Occurrence, occurrences
from hub.delivery.feeds.pieces import Pieces
from hub.delivery.feeds.plain import plain_text
from hub.delivery.feeds.vtimezone import vtimezone
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.publication.query import Row

PRODID: Final = "-//Engagement Hub//API v1//EN"
REFRESH: Final = timedelta(hours=1)
# Lists in any other order are sorted by dates of a role, deadlines among them.
UNDATED: Final = frozenset({"newest", "title"})
DESCRIPTION_MAXIMUM: Final = 2_000
# A rule without end is written for clients that keep reading for years.
YEARS_AHEAD: Final = 10


class Piece(NamedTuple):
    """The VEVENTs of one document, the zones they stand in and the years they span."""

    events: bytes
    zones: frozenset[str]
    first_year: int
    last_year: int


def render(rows: Sequence[Row], context: FeedContext) -> bytes:
    """Return a calendar. Nothing in it depends on the moment of reading."""
    pieces = [_piece(row) for row in rows]
    zones = sorted({zone for piece in pieces for zone in piece.zones})
    first = min((piece.first_year for piece in pieces if piece.zones), default=2000)
    last = max((piece.last_year for piece in pieces if piece.zones), default=2000)
    head, end = _head(context).to_ical().rsplit(b"END:VCALENDAR", 1)
    body = [vtimezone(zone, first - 1, last + YEARS_AHEAD) for zone in zones]
    body += [piece.events for piece in pieces]
    return bytes(b"".join([head, *body, b"END:VCALENDAR", end]))


def _head(context: FeedContext) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", vText(context.title))
    calendar.add("NAME", vText(context.title))
    calendar.add("URL", vUri(context.home_url))
    calendar.add("SOURCE", vUri(context.self_url), parameters={"VALUE": "URI"})
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    return calendar


def _make(row: Row) -> Piece:
    document = json.loads(row.text)
    found = occurrences(document)
    events = [_event(document, one) for one in found]
    years = [moment.year for one in found for moment in (one.starts, one.ends)]
    zones = frozenset(one.zone for one in found if isinstance(one.starts, datetime))
    text = b"".join(event.to_ical() for event in events)
    return Piece(text, zones, min(years, default=2000), max(years, default=2000))


_piece = Pieces(_make)


def _event(document: Mapping[str, Any], occurrence: Occurrence) -> Event:
    event = Event()
    changed = _utc(document["changed_at"] or document["published_at"])
    event.add("UID", occurrence.uid)
    event.add("DTSTAMP", changed)
    event.add("LAST-MODIFIED", changed)
    if document["published_at"]:
        event.add("CREATED", _utc(document["published_at"]))
    event.add("SEQUENCE", occurrence.sequence)
    event.add("DTSTART", occurrence.starts)
    event.add("DTEND", occurrence.ends)
    if occurrence.replaces is not None:
        event.add("RECURRENCE-ID", occurrence.replaces)
    if occurrence.rule:
        event.add("RRULE", vRecur.from_ical(occurrence.rule))
    if occurrence.added:
        event.add("RDATE", list(occurrence.added))
    if occurrence.excluded:
        event.add("EXDATE", list(occurrence.excluded))
    event.add("STATUS", occurrence.status)
    event.add("TRANSP", "TRANSPARENT" if occurrence.is_background else "OPAQUE")
    event.add("SUMMARY", occurrence.summary)
    _about(event, document, occurrence.note)
    _where(event, document)
    return event


def _about(event: Event, document: Mapping[str, Any], note: str) -> None:
    text = plain_text(document["body_html"], DESCRIPTION_MAXIMUM)
    parts = [note, document["summary"], text, document["url"]]
    event.add("DESCRIPTION", "\n\n".join(part for part in parts if part))
    event.add("URL", vUri(document["url"]))
    if document["topics"]:
        event.add("CATEGORIES", [one["label"] for one in document["topics"]])
    if document["image"]:
        parameters = {"VALUE": "URI", "DISPLAY": "BADGE"}
        event.add("IMAGE", vUri(document["image"]["url"]), parameters=parameters)
    organiser, contact = document["organisation"], document["contact"]
    if organiser:
        # A calendar address is any URI (RFC 5545 §3.3.3); most organisations publish no mailbox.
        email = f"mailto:{contact['email']}" if contact and contact["email"] else organiser["url"]
        event.add("ORGANIZER", vCalAddress(email), parameters={"CN": organiser["title"]})


def _where(event: Event, document: Mapping[str, Any]) -> None:
    place, online = document["place"], document["online_url"]
    if place:
        town = f"{place['postcode']} {place['city']}".strip()
        parts = [part for part in (place["name"], place["street"], town) if part]
        event.add("LOCATION", ", ".join(parts))
        if place["lat"] is not None and place["lon"] is not None:
            event.add("GEO", (place["lat"], place["lon"]))
    elif online:
        event.add("LOCATION", online)
    if online:
        event.add("CONFERENCE", vUri(online), parameters={"VALUE": "URI"})


def _utc(text: str | None) -> datetime:
    if not text:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return datetime.fromisoformat(text).astimezone(UTC)


def has_dates(kind: Kind | None) -> bool:
    """Whether a kind's lists are calendars; all kinds together are, where one of them is."""
    kinds = registry.kinds() if kind is None else [kind]
    return any(one.order not in UNDATED for one in kinds)


ICS: Final = Format(
    name="ics",
    suffix=".ics",
    title="iCalendar",
    media_type="text/calendar; charset=utf-8",
    render=render,
    limit_default=1_000,
    limit_maximum=1_000,
    description=(
        "To subscribe to. Holds up to 1,000 items, so that a subscription is complete; recurring "
        "events carry their rule, changed and cancelled dates stand beside it."
    ),
    serves=has_dates,
    has_single_dates=True,
)
