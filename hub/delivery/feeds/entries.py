"""What RSS, Atom and JSON Feed tell of a document: the same facts, read once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from hub.delivery.feeds.plain import plain_text
from hub.delivery.listed import listed_date
from hub.kernel.documents.texts import writable
from hub.publication.query import Row
from hub.words.dates import span

SUMMARY_MAXIMUM: Final = 400


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """One item of a feed. Times are RFC 3339 with offset.

    `starts_at` and `ends_at` are those of the date it stands under: of an all-day one, its first
    and its last day.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    locale: str
    kind: str
    published_at: str | None
    changed_at: str | None
    author: str
    author_url: str
    topics: tuple[str, ...]
    image_url: str
    starts_at: str | None
    ends_at: str | None
    all_day: bool
    place: str


def entry_of(row: Row) -> FeedEntry:
    """Return the entry of a row's document."""
    document: Mapping[str, Any] = json.loads(row.text)
    organiser, place = document["organisation"] or {}, document["place"] or {}
    starts_at, ends_at, all_day = _when(listed_date(document, row.starts_at))
    summary = document["summary"] or plain_text(document["body_html"], SUMMARY_MAXIMUM)
    return FeedEntry(
        # RFC 4151 is not needed: a UUID is a URI of its own (RFC 9562).
        id=f"urn:uuid:{document['id']}",
        url=document["url"],
        title=writable(document["title"]),
        summary=writable(summary),
        html=writable(document["body_html"]),
        locale=document["locale"],
        kind=document["kind"],
        published_at=document["published_at"],
        changed_at=document["changed_at"] or document["published_at"],
        author=writable(organiser.get("title", "")),
        author_url=organiser.get("url", ""),
        topics=tuple(writable(one["label"]) for one in document["topics"]),
        image_url=(document["image"] or {}).get("url", ""),
        starts_at=starts_at,
        ends_at=ends_at,
        all_day=all_day,
        place=writable(
            ", ".join(part for part in (place.get("name"), place.get("street")) if part)
        ),
    )


def _when(one: Mapping[str, Any] | None) -> tuple[str | None, str | None, bool]:
    if one is None:
        return None, None, False
    if not one["all_day"]:
        return one["starts_at"], one["ends_at"], False
    days = span(one)
    return days.first.isoformat(), days.last.isoformat(), True
