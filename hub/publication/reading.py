"""What delivery reads besides lists: one document, the changes, the vocabularies, the site."""

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from hub.kernel import registry
from hub.publication.listen import Edition, latest_edition, newest_edition
from hub.publication.models import Publication, PublicationSite
from hub.publication.query.kept import WAIT_SECONDS
from hub.publication.query.prepared import FALSE, TRUE, Values, fetch
from hub.publication.query.rows import (
    COLUMNS,
    DATE_IS_IN_TIME,
    GONE_AT,
    IS_GONE,
    IS_PUBLIC,
    Row,
    parse_row,
)
from hub.publication.query.selection import SiteFacts


@dataclass(frozen=True)
class Tombstone:
    """What stays of a document that was public."""

    document_id: str
    kind: str
    locale: str
    sequence: int
    deleted_at: datetime


@dataclass(frozen=True)
class Changes:
    """Rows and tombstones in the order of their sequence; read on from `next_since`.

    That is lower than the number asked with only where no such number has been given out yet.
    """

    items: list[tuple[int, Row | Tombstone]]
    next_since: int
    is_complete: bool


@dataclass(frozen=True)
class _Sites:
    """All sites of one edition. Threads read it while another one reads the next: it never changes,
    and the next takes its place at once."""

    edition: Edition
    by_host: dict[tuple[str, int], SiteFacts]
    default: SiteFacts | None


_sites: _Sites | None = None
_reading = threading.Lock()


def forget_sites() -> None:
    """Read the sites anew at the next call; for tests, whose database goes back in time."""
    global _sites  # noqa: PLW0603
    _sites = None


def _newest_sites() -> _Sites:
    global _sites  # noqa: PLW0603
    edition, sites = latest_edition(), _sites
    if sites is not None and sites.edition == edition:
        return sites
    # What is kept lives with a site: where each thread read its own, all would read all of it anew.
    is_mine = _reading.acquire(timeout=WAIT_SECONDS)
    try:
        sites = _sites
        if sites is None or sites.edition != edition:
            sites = _sites = _read_sites(edition)
    finally:
        if is_mine:
            _reading.release()
    return sites


def _read_sites(edition: Edition) -> _Sites:
    rows = list(PublicationSite.objects.all())
    facts = [(row, SiteFacts(row.pk, row.facts, edition.ends_at)) for row in rows]
    by_host = {(row.hostname, row.port): one for row, one in facts}
    default = next((one for row, one in facts if row.is_default), None)
    return _Sites(edition, by_host, default)


def site_of(hostname: str, port: int) -> SiteFacts | None:
    """Return the site that answers a host: exact, by name alone, else the default site; None: no
    site.

    Kept in the process and read anew after any change of rows or sites, and when a row ends.
    """
    sites = _newest_sites()
    exact = sites.by_host.get((hostname, port))
    if exact:
        return exact
    named = (one for (name, _port), one in sites.by_host.items() if name == hostname)
    return next(named, sites.default)


def site_by_id(site_id: int) -> SiteFacts | None:
    """Return a site that `site_of` would find by its host; one query."""
    row = PublicationSite.objects.filter(pk=site_id).first()
    return site_of(row.hostname, row.port) if row else None


def rows_of(
    site: SiteFacts, keys: Collection[tuple[str, str]], locale: str
) -> dict[tuple[str, str], Row]:
    """Return {(id, locale of the row): row} of those that are public now; one query."""
    if not keys:
        return {}
    found = fetch(
        f"SELECT {COLUMNS} FROM publication_publication p WHERE p.site_id = %s AND {IS_PUBLIC}"
        " AND (p.document_id, p.locale) IN (SELECT * FROM unnest(%s::uuid[], %s::text[]))",
        [site.site_id, [key for key, _locale in keys], [own for _key, own in keys]],
    )
    rows = [parse_row(values, locale) for values in found]
    return {(row.document_id, row.locale): row for row in rows}


def find(
    site: SiteFacts,
    document_id: UUID,
    locale: str,
    *,
    kind: str | None = None,
    fallback: bool = True,
) -> Row | Tombstone | None:
    """Return the row that answers for the locale, a tombstone where all its rows are gone, or
    None."""
    clauses, values = ["p.document_id = %s"], [document_id]
    return _find(site, clauses, values, locale, kind, fallback)


def find_by_slug(
    site: SiteFacts, slug: str, locale: str, *, kind: str, fallback: bool = True
) -> Row | Tombstone | None:
    """Return the row of that slug (in any language) that answers for the locale.

    A slug that nothing has any more finds what had it last.
    """
    having = "(SELECT document_id FROM {} WHERE site_id = %s AND kind = %s AND slug = %s{})"
    for table, order in (
        ("publication_publication", ""),
        ("publication_formeraddress", " ORDER BY left_at DESC LIMIT 1"),
    ):
        clause = f"p.document_id IN {having.format(table, order)}"
        found = _find(site, [clause], [site.site_id, kind, slug], locale, kind, fallback)
        if found is not None:
            break
    return found


def _find(
    site: SiteFacts,
    clauses: list[str],
    values: list[Any],
    locale: str,
    kind: str | None,
    fallback: bool,
) -> Row | Tombstone | None:
    where = " AND ".join([*clauses, "p.site_id = %s", *(["p.kind = %s"] if kind else [])])
    parameters = [*values, site.site_id, *([kind] if kind else [])]
    found = fetch(
        f"SELECT {COLUMNS}, p.locale = %s OR (%s AND %s = ANY(p.answers)), {IS_GONE},"
        f" {GONE_AT} FROM publication_publication p"
        f" WHERE {where} ORDER BY p.id",
        [locale, fallback, locale, *parameters],
    )
    live = [one for one in found if one[10] == FALSE]
    for one in live:
        if one[9] == TRUE:
            return parse_row(one, locale)
    if found and not live:
        newest = max(found, key=lambda one: int(one[7]))
        return _tombstone(newest, newest[11])
    return None


def _tombstone(values: Values, deleted_at: bytes) -> Tombstone:
    row = parse_row(values, None)
    moment = datetime.fromisoformat(deleted_at.decode())
    return Tombstone(row.document_id, row.kind, row.locale, row.sequence, moment)


def changes(site: SiteFacts, since: int, limit: int, kinds: Sequence[str] | None = None) -> Changes:
    """Return what changed after `since`, in order. Never skips: the order is that of commits.

    A row that moved to another site comes as a tombstone here, and so does one that has ended and
    is not settled yet. Tombstones of kinds whose capability
    is gone come too: who keeps a copy has to hear of them.
    """
    present = [one.name for one in registry.kinds()]
    wanted, values = ("", []) if kinds is None else (" AND p.kind = ANY(%s)", [list(kinds)])
    newest = newest_edition().sequence
    found = fetch(
        f"SELECT {COLUMNS}, {IS_GONE} OR p.site_id <> %s, {GONE_AT}"
        " FROM publication_publication p"
        " WHERE p.sequence > %s AND (p.site_id = %s OR %s = ANY(p.sites_before))"
        f" AND (p.is_deleted OR p.kind = ANY(%s)){wanted} ORDER BY p.sequence LIMIT %s",
        [site.site_id, since, site.site_id, site.site_id, present, *values, limit + 1],
    )
    page = found[:limit]
    items: list[tuple[int, Row | Tombstone]] = [
        (int(one[7]), _tombstone(one, one[10]) if one[9] == TRUE else parse_row(one, None))
        for one in page
    ]
    is_complete = len(found) <= limit
    seen = items[-1][0] if items else 0
    next_since = max(newest, seen) if is_complete else seen
    return Changes(items, next_since, is_complete)


def had_kind(site: SiteFacts, name: str) -> bool:
    """Whether the site ever had a document of that kind, be it one whose capability is gone."""
    return Publication.objects.filter(site_id=site.site_id, kind=name).exists()


def vocabulary(site: SiteFacts, locale: str, facet: str) -> dict[str, int]:
    """Return {value: how many public documents answer for the locale with this facet's value}."""
    found = fetch(
        "SELECT split_part(facet, '=', 2), count(*) FROM publication_publication p,"
        f" unnest(p.facets) AS one(facet) WHERE p.site_id = %s AND {IS_PUBLIC}"
        " AND p.answers @> ARRAY[%s]::varchar[] AND facet LIKE %s GROUP BY 1",
        [site.site_id, locale, f"{facet}=%"],
    )
    return {value.decode(): int(count) for value, count in found}


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
