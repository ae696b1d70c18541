"""One document, by its id or its slug, or the tombstone of what was one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hub.publication.query.prepared import FALSE, TRUE, Values, fetch
from hub.publication.query.rows import COLUMNS, GONE_AT, IS_GONE, IS_PUBLIC, Row, parse_row
from hub.publication.query.selection import SiteFacts


@dataclass(frozen=True)
class Tombstone:
    """What stays of a document that was public."""

    document_id: str
    kind: str
    locale: str
    sequence: int
    deleted_at: datetime


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
    return _answering(site, clauses, values, locale, kind, fallback)


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
        found = _answering(site, [clause], [site.site_id, kind, slug], locale, kind, fallback)
        if found is not None:
            break
    return found


def _answering(
    site: SiteFacts,
    clauses: list[str],
    parameters: list[Any],
    locale: str,
    kind: str | None,
    fallback: bool,
) -> Row | Tombstone | None:
    where = " AND ".join([*clauses, "p.site_id = %s", *(["p.kind = %s"] if kind else [])])
    parameters = [*parameters, site.site_id, *([kind] if kind else [])]
    found = fetch(
        f"SELECT {COLUMNS}, p.locale = %s OR (%s AND %s = ANY(p.answers)), {IS_GONE},"
        f" {GONE_AT} FROM publication_publication p"
        f" WHERE {where} ORDER BY p.id",
        [locale, fallback, locale, *parameters],
    )
    public = [values for values in found if values[10] == FALSE]
    for values in public:
        if values[9] == TRUE:
            return parse_row(values, locale)
    if found and not public:
        newest = max(found, key=lambda values: int(values[7]))
        return tombstone_of(newest, newest[11])
    return None


def tombstone_of(values: Values, deleted_at: bytes) -> Tombstone:
    """Return the tombstone that stands in columns of SQL, deleted at a moment of ISO 8601."""
    row = parse_row(values, None)
    moment = datetime.fromisoformat(deleted_at.decode())
    return Tombstone(row.document_id, row.kind, row.locale, row.sequence, moment)
