"""A row as it is served."""

import re
from datetime import datetime
from typing import Any, Final, NamedTuple

from hub.publication.query.prepared import Values

COLUMNS: Final = (
    "p.document_id, p.kind, p.locale, p.title, p.url, p.etag, p.written_at, p.sequence, p.document"
)
# Every statement over `p` has one of these; for the ORM they are `Publication.objects.public()`.
# By the clock of the statement: in a transaction `now()` stands still.
IS_IN_TIME: Final = "(p.ends_at IS NULL OR p.ends_at > statement_timestamp())"
IS_PUBLIC: Final = f"NOT p.is_deleted AND {IS_IN_TIME}"
# Of a date, over `d`: its row need not be read. What has ended and is no tombstone yet is few.
DATE_IS_IN_TIME: Final = (
    "d.publication_id <> ALL (ARRAY(SELECT ended.id FROM publication_publication ended"
    " WHERE ended.ends_at <= statement_timestamp()))"
)
# As its indexes have it: kinds without numbers are in none of them.
HAS_NUMBERS: Final = "NOT (p.numbers = '{}'::bigint[])"
IS_GONE: Final = f"(p.is_deleted OR NOT {IS_IN_TIME})"
GONE_AT: Final = (
    f"coalesce(p.deleted_at, CASE WHEN {IS_IN_TIME} THEN p.written_at ELSE p.ends_at END)"
)
# In a document's text the first such key is the shared one: inside strings quotes are escaped.
TRANSLATION: Final = re.compile(rb'"translation":\{[^{}]*\}')


class Row(NamedTuple):
    """One document as served: `text` is its JSON in UTF-8, `etag` the inner text of its strong
    ETag.

    `starts_at` is when the date begins under which a list of dates has found it.
    """

    document_id: str
    kind: str
    locale: str
    title: str
    url: str
    etag: str
    written_at: datetime
    sequence: int
    text: bytes
    is_fallback: bool
    starts_at: datetime | None = None


def read_row(values: tuple[Any, ...], locale: str | None) -> Row:
    """Return the row of COLUMNS as Django reads them, for a reader who asked for `locale`; in
    another language it says `fallback`."""
    document_id, *others, text = values[:9]
    return _served(Row._make((str(document_id), *others, text.encode(), False, None)), locale)


def parse_row(values: Values, locale: str | None) -> Row:
    """Return the row of COLUMNS as `fetch` reads them, like `read_row`."""
    document_id, kind, own, title, url, etag, written_at, sequence, text = values[:9]
    row = Row(
        document_id.decode(),
        kind.decode(),
        own.decode(),
        title.decode(),
        url.decode(),
        etag.decode(),
        datetime.fromisoformat(written_at.decode()),
        int(sequence),
        text,
        False,
    )
    return _served(row, locale)


def _served(row: Row, locale: str | None) -> Row:
    if locale is None or row.locale == locale:
        return row
    stated = (
        f'"translation":{{"status":"fallback","source_locale":"{row.locale}","is_outdated":false,'
        '"is_complete":true,"untranslated":[]}'
    ).encode()
    text = TRANSLATION.sub(lambda _match: stated, row.text, count=1)
    return row._replace(text=text, etag=f"{row.etag}-f", is_fallback=True)
