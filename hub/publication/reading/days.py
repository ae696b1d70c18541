"""The days on which something of a kind begins."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from hub.publication.query.prepared import fetch
from hub.publication.query.rows import DATE_IS_IN_TIME
from hub.publication.query.selection import SiteFacts


@dataclass(frozen=True)
class Day:
    """A date of a document: its local day, and the document's first topic or ""."""

    document_id: str
    day: date
    topic: str


def days_of(
    site: SiteFacts, locale: str, kind: str, starts_from: datetime, ends_before: datetime
) -> list[Day]:
    """Return the dates of a kind that begin in a span and take place, in their order; 500 at most.

    Offers that run for long are not among them.
    """
    found = fetch(
        "SELECT d.document_id, (d.starts_at AT TIME ZONE %s)::date,"
        " (SELECT one FROM unnest(d.facets) AS one WHERE starts_with(one, 'topic=') LIMIT 1)"
        " FROM publication_publicationdate d WHERE d.site_id = %s AND d.kind = %s"
        " AND d.role = 'event' AND d.answers @> ARRAY[%s]::varchar[]"
        " AND d.starts_at >= %s AND d.starts_at < %s"
        f" AND d.status NOT IN ('cancelled', 'postponed') AND {DATE_IS_IN_TIME}"
        " ORDER BY d.starts_at LIMIT 500",
        [settings.TIME_ZONE, site.site_id, kind, locale, starts_from, ends_before],
    )
    return [
        Day(
            key.decode(),
            date.fromisoformat(day.decode()),
            (topic or b"").decode().removeprefix("topic="),
        )
        for key, day, topic in found
    ]
