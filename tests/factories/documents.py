"""Whole documents of our kinds, written the way settle writes them, for tests of delivery.

site = a_site()
row = publish_event(site, "Sommerfest", starts="2026-07-04T15:00", ends="2026-07-04T18:00")
bury_row(row)
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from hub.kernel.contract import registry
from hub.kernel.documents.document import ACCESSIBILITY_FACTS, compose, etag, moment, serialise
from hub.kernel.documents.facts import DateFact
from hub.kernel.documents.identity import new_id
from hub.publication.building.build import Wanted, sort_text
from hub.publication.models import Publication
from hub.publication.query import SiteFacts
from hub.publication.writing.write import write

LOCALES = ("de", "en", "uk", "ar", "de-x-ls")
ZONE = "Europe/Berlin"
PUBLISHED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
UNKNOWN = dict.fromkeys(ACCESSIBILITY_FACTS)
PLACE = {
    "id": "0198c0de-0000-7000-8000-000000000001",
    "name": "Bürgerhaus",
    "street": "Zerbster Straße 4",
    "postcode": "06844",
    "city": "Dessau-Roßlau",
    "district": "Innenstadt",
    "lat": 51.8364,
    "lon": 12.2469,
    "accessibility": {**UNKNOWN, "step_free": True},
}
ORGANISATION = {
    "id": "0198c0de-0000-7000-8000-000000000002",
    "kind": "organisation",
    "title": "Nachbarn e. V.",
    "url": "http://testserver/de/organisationen/nachbarn/",
}


def publish(
    site: SiteFacts,
    kind: str,
    title: str,
    *,
    facts: dict[str, Any],
    shared: dict[str, Any] | None = None,
    locale: str = "de",
    answers: Sequence[str] = LOCALES,
    dates: Sequence[DateFact] = (),
    facets: Sequence[str] = (),
    slug: str = "",
    document_id: UUID | None = None,
    published_at: datetime = PUBLISHED,
    written_at: datetime | None = None,
) -> Publication:
    """Return the row of a whole document, with its dates and the next sequence number."""
    document_id = document_id or new_id()
    slug = slug or f"{kind}-{str(document_id)[-8:]}"
    url = f"http://testserver/{locale}/{slug}/"
    document = compose(
        registry.kind(kind).document_key,
        {
            "id": str(document_id),
            "kind": kind,
            "locale": locale,
            "url": url,
            "title": title,
            "available_locales": {locale: url},
            "translation": {
                "status": "original",
                "source_locale": None,
                "is_outdated": False,
                "is_complete": True,
                "untranslated": [],
            },
            "published_at": moment(published_at),
            "changed_at": moment(published_at),
            **(shared or {}),
        },
        facts,
        {},
    )
    text = serialise(document)
    place = document["place"] or {}
    columns = {
        "document_id": document_id,
        "locale": locale,
        "site_id": site.site_id,
        "kind": kind,
        "slug": slug,
        "path": f"{slug}/",
        "url": url,
        "title": title,
        "sort_title": sort_text(title),
        "parent_id": None,
        "position": "",
        "is_in_menu": False,
        "answers": list(answers),
        "facets": sorted(facets),
        "references": [],
        "numbers": [None for _number in registry.kind(kind).numbers],
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "published_at": published_at,
        "document": text,
        "etag": etag(text),
    }
    words = (title, document["summary"], document["body_html"])
    old = Publication.objects.filter(document_id=document_id, locale=locale).first()
    wanted = Wanted(columns, tuple(dates), words, etag(text))
    write([(wanted, old)], [], written_at or timezone.now())
    return Publication.objects.get(document_id=document_id, locale=locale)


def bury_row(row: Publication) -> None:
    """Turn a row into a tombstone."""
    write([], [row], timezone.now())


def publish_news(site: SiteFacts, title: str, **given: Any) -> Publication:
    """Return the row of a news item."""
    facts = {"published_on": "2026-01-05", "author_role": "", "reading_minutes": 1}
    return publish(site, "news", title, facts={**facts, **given.pop("facts", {})}, **given)


def local(text: str, zone: str = ZONE) -> datetime:
    """Return a wall time of a zone, e.g. `2026-07-04T15:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def a_date(starts: str, ends: str, zone: str = ZONE, **given: Any) -> dict[str, Any]:
    """Return one of a document's dates."""
    replaces = given.pop("recurrence_id", None)
    return {
        "starts_at": moment(local(starts, zone), zone),
        "ends_at": moment(local(ends, zone), zone),
        "timezone": zone,
        "all_day": False,
        "status": "scheduled",
        "recurrence_id": moment(local(replaces, zone), zone) if replaces else None,
        "note": "",
        **given,
    }


def event_facts(starts: str, ends: str, zone: str = ZONE, **given: Any) -> dict[str, Any]:
    """Return the object of an event."""
    return {
        "type": "event",
        "status": "scheduled",
        "status_reason": "",
        "format": "onsite",
        "timezone": zone,
        "all_day": False,
        "first_starts_at": moment(local(starts, zone), zone),
        "first_ends_at": moment(local(ends, zone), zone),
        "recurrence": None,
        "has_more_dates": False,
        "registration": {
            "is_required": False,
            "url": "",
            "email": "",
            "deadline_at": None,
            "capacity": None,
            "is_full": False,
            "note": "",
        },
        "price": {
            "is_free": True,
            "amount_cents": None,
            "reduced_cents": None,
            "currency": "EUR",
            "note": "",
        },
        "audience": [],
        "languages": [],
        "accessibility": UNKNOWN,
        "sequence": 0,
        "uid": "",
        "organiser_name": "",
        **given,
    }


def publish_event(
    site: SiteFacts,
    title: str,
    *,
    starts: str = "2026-12-05T15:00",
    ends: str = "2026-12-05T18:00",
    zone: str = ZONE,
    dates: Sequence[dict[str, Any]] | None = None,
    event: dict[str, Any] | None = None,
    shared: dict[str, Any] | None = None,
    **given: Any,
) -> Publication:
    """Return the row of an event; `starts` and `ends` are wall times of its first date."""
    listed = list(dates) if dates is not None else [a_date(starts, ends, zone)]
    document_id = given.pop("document_id", None) or new_id()
    facts = event_facts(starts, ends, zone, uid=f"{document_id}@testserver")
    return publish(
        site,
        "event",
        title,
        document_id=document_id,
        facts={**facts, **(event or {})},
        shared={"dates": listed, **(shared or {})},
        dates=[
            DateFact(
                starts_at=datetime.fromisoformat(one["starts_at"]),
                ends_at=datetime.fromisoformat(one["ends_at"]),
                all_day=one["all_day"],
                status=one["status"],
            )
            for one in listed
        ],
        **given,
    )
