"""Rows the portal reads besides lists: the one behind an address, its ancestors and children."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from hub.delivery.door import PATH_MAXIMUM_CHARACTERS, SEGMENTS_MAXIMUM
from hub.publication.former import last_at
from hub.publication.models import Publication
from hub.publication.query import Row, SiteFacts
from hub.publication.query.prepared import FALSE, TRUE, Values, fetch
from hub.publication.query.rows import COLUMNS as ROW_COLUMNS
from hub.publication.query.rows import GONE_AT, IS_GONE, parse_row, read_row

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
AT: Final = (
    f"SELECT {ROW_COLUMNS}, p.path, %s = ANY(p.answers), {IS_GONE}, {GONE_AT}"  # noqa: S608
    " FROM publication_publication p WHERE p.site_id = %s"
)
# An ancestor may answer a language by a row at another path: its translation's.
NAMED: Final = (
    "p.document_id IN (SELECT a.document_id FROM publication_publication a"
    " WHERE a.site_id = %s AND a.path = ANY(%s))"
)


@dataclass(frozen=True)
class Found:
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


def with_members(document: Document, members: Mapping[str, Any]) -> Document:
    """Return a document in which these members say something else that follows from its text."""
    changed = {**document, **members}
    return (
        _of_row(changed, document.text, document.etag)
        if isinstance(document, RowDocument)
        else changed
    )


def document_of(row: Row) -> Document:
    """Return a row's document."""
    return _of_row(json.loads(row.text), row.text, row.etag)


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


def at(site: SiteFacts, path: str, locale: str) -> Found | Moved | Gone | None:
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
        return Found(row, document_of(row), _trail(rows, steps[:-1], locale))
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
