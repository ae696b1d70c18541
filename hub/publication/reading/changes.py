"""What changed after a number of the sequence: rows and tombstones in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.kernel.contract import registry
from hub.publication.models import Publication
from hub.publication.query.prepared import TRUE, fetch
from hub.publication.query.rows import COLUMNS, GONE_AT, IS_GONE, Row, parse_row
from hub.publication.query.selection import SiteFacts
from hub.publication.reading.documents import Tombstone, tombstone_of
from hub.publication.reading.listen import newest_edition


@dataclass(frozen=True)
class Changes:
    """Rows and tombstones in the order of their sequence; read on from `next_since`.

    That is lower than the number asked with only where no such number has been given out yet.
    """

    items: list[tuple[int, Row | Tombstone]]
    next_since: int
    is_complete: bool


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
        (int(one[7]), tombstone_of(one, one[10]) if one[9] == TRUE else parse_row(one, None))
        for one in page
    ]
    is_complete = len(found) <= limit
    seen = items[-1][0] if items else 0
    next_since = max(newest, seen) if is_complete else seen
    return Changes(items, next_since, is_complete)


def had_kind(site: SiteFacts, name: str) -> bool:
    """Whether the site ever had a document of that kind, be it one whose capability is gone."""
    return Publication.objects.filter(site_id=site.site_id, kind=name).exists()
