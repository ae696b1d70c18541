"""Rows the portal reads besides lists: the one behind an address, its ancestors and children."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from hub.delivery.door import PATH_MAXIMUM_CHARACTERS, SEGMENTS_MAXIMUM
from hub.publication.models import Publication
from hub.publication.query import Row, SiteFacts
from hub.publication.query.prepared import FALSE, TRUE, Values, fetch
from hub.publication.query.rows import COLUMNS as ROW_COLUMNS
from hub.publication.query.rows import GONE_AT, IS_GONE, IS_PUBLIC, parse_row, read_row
from hub.publication.reading.former import last_at

Document = dict[str, Any]

COLUMNS: Final = (
    "document_id",
    "kind",
    "locale",
    "title",
    "url",
    "etag",
    "written_at",
    "sequence",
    "document",
)
CHILDREN_MAXIMUM: Final = 60
TOP_MAXIMUM: Final = 100
EVERYWHERE_MAXIMUM: Final = 100
# Reading a text as JSON takes longer than all else that is done with a row of a list. So many are
# kept, by the text itself, and none that is longer: a dozen megabytes of most documents.
PARSED_MAXIMUM: Final = 512
PARSED_MAXIMUM_BYTES: Final = 32_768
AT: Final = (
    f"SELECT {ROW_COLUMNS}, p.path, %s = ANY(p.answers), {IS_GONE}, {GONE_AT}"  # noqa: S608
    " FROM publication_publication p WHERE p.site_id = %s"
)
FRAMING: Final = (
    f"SELECT {ROW_COLUMNS}, p.path, p.position, p.is_in_menu"  # noqa: S608
    f" FROM publication_publication p WHERE {IS_PUBLIC} AND p.site_id = %s"
    " AND p.answers @> ARRAY[%s]::varchar[]"
)
HOME: Final = (
    "SELECT p.document_id FROM publication_publication p"  # noqa: S608
    f" WHERE {IS_PUBLIC} AND p.site_id = %s AND p.path = '' LIMIT 1"
)
# An ancestor may answer a language by a row at another path: its translation's.
NAMED: Final = (
    "p.document_id IN (SELECT a.document_id FROM publication_publication a"
    " WHERE a.site_id = %s AND a.path = ANY(%s))"
)


@dataclass(frozen=True)
class FoundDocument:
    """The row of an address as a document, and its ancestors from the home page down."""

    row: Row
    document: Document
    ancestors: tuple[Document, ...]


@dataclass(frozen=True)
class Moved:
    """The address belongs to another language of the item; `url` is the one in the reader's."""

    url: str


@dataclass(frozen=True)
class Elsewhere:
    """What stood at the address is public somewhere else; `url` is where, in its own language."""

    url: str
    is_for_good: bool


@dataclass(frozen=True)
class Gone:
    """What stood at the address was public once."""

    kind: str
    deleted_at: datetime


class RowDocument(dict[str, Any]):
    """A row's document, with the text it was read from and the ETag of that text."""

    text: bytes
    etag: str

    @cached_property
    def begins(self) -> dict[datetime, dict[str, Any]]:
        """Return its dates by the moment at which they begin; the first of equal ones."""
        return {datetime.fromisoformat(one["starts_at"]): one for one in reversed(self["dates"])}


def with_members(document: Document, members: Mapping[str, Any]) -> Document:
    """Return a document in which these members say something else that follows from its text."""
    changed = {**document, **members}
    return (
        _of_row(changed, document.text, document.etag)
        if isinstance(document, RowDocument)
        else changed
    )


def document_of(row: Row) -> Document:
    """Return a row's document. Others are given the same one: nobody changes it."""
    if len(row.text) > PARSED_MAXIMUM_BYTES:
        return _parsed(row.text, row.etag)
    return _parsed_once(row.text, row.etag)


def _parsed(text: bytes, etag: str) -> RowDocument:
    return _of_row(json.loads(text), text, etag)


_parsed_once = lru_cache(PARSED_MAXIMUM)(_parsed)


def _of_row(members: Document, text: bytes, etag: str) -> RowDocument:
    made = RowDocument(members)
    made.text, made.etag = text, etag
    return made


def live(site: SiteFacts) -> QuerySet[Publication]:
    """Return the public rows of a site, of any language."""
    return Publication.objects.public().filter(site_id=site.site_id)


def answering(site: SiteFacts, locale: str) -> QuerySet[Publication]:
    """Return the rows of a site that answer for a language, each item once."""
    return live(site).filter(answers__contains=[locale])


def documents(rows: QuerySet[Publication, Any], locale: str) -> list[Document]:
    """Return the documents of these rows as a reader of `locale` gets them; one query."""
    return [document_of(read_row(one, locale)) for one in rows.values_list(*COLUMNS)]


def at(site: SiteFacts, path: str, locale: str) -> FoundDocument | Moved | Gone | None:
    """Return what stands at a path (without language and leading slash); one query.

    A path of another language leads to the reader's; a path that only tombstones have is gone.
    """
    steps = _steps(path)
    rows = fetch(
        f"{AT} AND p.path = ANY(%s) UNION ALL {AT} AND p.path <> ALL(%s) AND {NAMED}",
        [locale, site.site_id, steps, locale, site.site_id, steps, site.site_id, steps],
    )
    own = [one for one in rows if one[9].decode() == path]
    public = [one for one in own if one[11] == FALSE]
    answer = next((one for one in public if one[10] == TRUE), None)
    if answer is not None:
        row = parse_row(answer, locale)
        return FoundDocument(row, document_of(row), _trail(rows, steps[:-1], locale))
    for one in public:
        url = json.loads(one[8])["available_locales"].get(locale)
        if url:
            return Moved(url)
    if own and not public:
        newest = max(own, key=lambda one: datetime.fromisoformat(one[12].decode()))
        return Gone(newest[1].decode(), datetime.fromisoformat(newest[12].decode()))
    return None


def formerly_at(site: SiteFacts, path: str, locale: str) -> Elsewhere | Gone | None:
    """Return where what stood at a path last is now; three queries, for when nothing answers."""
    left = last_at(site.site_id, path, locale)
    if left is None:
        return None
    rows = fetch(
        f"SELECT p.url, p.site_id = %s, %s = ANY(p.answers), p.kind, {IS_GONE}, {GONE_AT}"  # noqa: S608
        " FROM publication_publication p WHERE p.document_id = %s ORDER BY p.id",
        [site.site_id, locale, left.document_id],
    )
    public = [one for one in rows if one[4] == FALSE]
    if public:
        url = max(public, key=lambda one: (one[1] == TRUE, one[2] == TRUE))[0]
        return Elsewhere(url.decode(), left.is_for_good)
    gone = [Gone(one[3].decode(), datetime.fromisoformat(one[5].decode())) for one in rows]
    return max(gone, key=lambda one: one.deleted_at, default=None)


def above(site: SiteFacts, path: str, locale: str) -> tuple[Document, ...]:
    """Return the public ancestors of a path, from the home page down; one query."""
    there = live(site).filter(path__in=_steps(path)[:-1])
    found = answering(site, locale).filter(document_id__in=there.values("document_id"))
    values = sorted(found.values_list(*COLUMNS, "path"), key=lambda one: one[9].count("/"))
    return tuple(document_of(read_row(one[:9], locale)) for one in values)


def _steps(path: str) -> list[str]:
    # An address that stands in a parameter has not come through the door.
    parts = [part for part in path.split("/") if part]
    if len(parts) > SEGMENTS_MAXIMUM or len(path) > PATH_MAXIMUM_CHARACTERS:
        return []
    return ["".join(f"{part}/" for part in parts[:count]) for count in range(len(parts) + 1)]


def _trail(rows: Sequence[Values], steps: Sequence[str], locale: str) -> tuple[Document, ...]:
    """Return what stands at these paths in any language, as this one has it."""
    public = [one for one in rows if one[11] == FALSE]
    answers = {one[0]: one for one in public if one[10] == TRUE}
    there = sorted((one for one in public if one[9].decode() in steps), key=lambda one: len(one[9]))
    keys = dict.fromkeys(one[0] for one in there if one[0] in answers)
    return tuple(document_of(parse_row(answers[key], locale)) for key in keys)


@dataclass(frozen=True)
class Placed:
    """A row of the frame: its document, its path, and whether it stands in the menu."""

    document: Document
    path: str
    is_in_menu: bool


def on_every_page(
    site: SiteFacts, locale: str, ids: Iterable[str], kinds: Sequence[str]
) -> list[Placed]:
    """Return the home page, what is right below it, what has these ids and the newest of these
    kinds, in the editors' order; one query."""
    own = [site.site_id, locale]
    found = fetch(
        f"({FRAMING} AND p.path = '')"
        f" UNION ALL ({FRAMING} AND p.parent_id = ({HOME}) ORDER BY p.position LIMIT {TOP_MAXIMUM})"
        f" UNION ALL ({FRAMING} AND p.document_id = ANY(%s::uuid[]))"
        f" UNION ALL ({FRAMING} AND p.kind = ANY(%s)"
        f" ORDER BY p.published_at DESC LIMIT {EVERYWHERE_MAXIMUM})",
        [*own, *own, site.site_id, *own, list(ids), *own, list(kinds)],
    )
    unique = {one[0]: one for one in sorted(found, key=lambda one: one[10])}
    return [
        Placed(document_of(parse_row(one, locale)), one[9].decode(), one[11] == TRUE)
        for one in unique.values()
    ]


def children(site: SiteFacts, parent: str | UUID, locale: str) -> list[Document]:
    """Return the documents right below one, in the editors' order; one query."""
    rows = answering(site, locale).filter(parent_id=parent).order_by("position")
    return documents(rows[:CHILDREN_MAXIMUM], locale)


def by_ids(site: SiteFacts, ids: Collection[str], locale: str) -> dict[str, Document]:
    """Return {id: document} of these items; what is not public is missing; one query."""
    if not ids:
        return {}
    rows = answering(site, locale).filter(document_id__in=list(ids))
    return {one["id"]: one for one in documents(rows, locale)}
