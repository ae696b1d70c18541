"""Rows written straight into the tables, for tests of the query language and of delivery.

row = a_row(site, "event", "Sommerfest", dates=[(start, end)], facets=["topic=sport"])
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from hub.kernel.documents.document import compose, etag, serialise
from hub.kernel.documents.identity import new_id
from hub.publication.models import Counter, Publication, PublicationDate, PublicationSite
from hub.publication.query import SiteFacts

LOCALES = ("de", "en", "uk", "ar", "de-x-ls")


def a_site(site_id: int = 1, hostname: str = "testserver") -> SiteFacts:
    """Return a site's facts, stored as delivery reads them."""
    facts = {
        "name": "Testhub",
        "claim": "",
        "licence": "CC BY 4.0",
        "url": f"http://{hostname}",
        "host": hostname,
        "default_locale": "de",
        "locales": [{"code": code, "name": code} for code in LOCALES],
        "home_locales": ["de", "en"],
        "theme": "stadt",
        "logo": None,
        "contact": None,
        "legal": {"imprint": None, "privacy": None, "accessibility": None},
        "off": [],
    }
    PublicationSite.objects.update_or_create(
        site_id=site_id,
        defaults={"hostname": hostname, "port": 80, "is_default": True, "facts": facts},
    )
    return SiteFacts(site_id, facts)


def a_row(
    site: SiteFacts,
    kind: str,
    title: str,
    *,
    dates: Sequence[tuple[datetime, datetime]] = (),
    role: str = "event",
    facets: Sequence[str] = (),
    locale: str = "de",
    answers: Sequence[str] = LOCALES,
    published_at: datetime | None = None,
    **columns: Any,
) -> Publication:
    """Return a stored row with the next sequence number, and its dates."""
    counter, _created = Counter.objects.get_or_create(pk=1)
    counter.value += 1
    counter.save()
    document_id = columns.pop("document_id", None) or new_id()
    slug = columns.pop("slug", f"{kind}-{counter.value}")
    translation = {
        "status": "original",
        "source_locale": None,
        "is_outdated": False,
        "is_complete": True,
        "untranslated": [],
    }
    shared = {
        "id": str(document_id),
        "kind": kind,
        "locale": locale,
        "url": f"http://testserver/{locale}/{slug}/",
        "title": title,
        "available_locales": {locale: f"http://testserver/{locale}/{slug}/"},
        "translation": translation,
    }
    text = serialise(compose(kind, shared, {}, {}))
    row = Publication.objects.create(
        document_id=document_id,
        locale=locale,
        site_id=site.site_id,
        kind=kind,
        sequence=counter.value,
        slug=slug,
        path=f"{slug}/",
        url=shared["url"],
        title=title,
        sort_title=title.casefold(),
        position="",
        answers=list(answers),
        facets=list(facets),
        published_at=published_at
        or datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=counter.value),
        written_at=timezone.now(),
        document=text,
        etag=etag(text),
        digest=etag(text),
        **columns,
    )
    latest = None
    for starts_at, ends_at in sorted(dates):
        PublicationDate.objects.create(
            publication=row,
            document_id=document_id,
            site_id=site.site_id,
            kind=kind,
            locale=locale,
            answers=row.answers,
            facets=row.facets,
            role=role,
            starts_at=starts_at,
            ends_at=ends_at,
            previous_ends_at=latest,
            status="scheduled",
            weekday=timezone.localtime(starts_at).weekday(),
        )
        latest = max(latest or ends_at, ends_at)
    return row
