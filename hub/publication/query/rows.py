"""A row as it is served."""

import re
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

COLUMNS: Final = (
    "p.document_id, p.kind, p.locale, p.title, p.url, p.etag, p.written_at, p.sequence, p.document"
)
# In a document's text the first such key is the shared one: inside strings quotes are escaped.
TRANSLATION: Final = re.compile(r'"translation":\{[^{}]*\}')


class Row(NamedTuple):
    """One document as served: `text` is its JSON, `etag` the inner text of its strong ETag."""

    document_id: UUID
    kind: str
    locale: str
    title: str
    url: str
    etag: str
    written_at: datetime
    sequence: int
    text: str
    is_fallback: bool


def read_row(values: tuple[Any, ...], locale: str | None) -> Row:
    """Return the row for a reader who asked for `locale`; in another language it says
    `fallback`."""
    is_fallback = locale is not None and values[2] != locale
    row = Row._make((*values[:9], is_fallback))
    if not is_fallback:
        return row
    stated = (
        f'"translation":{{"status":"fallback","source_locale":"{row.locale}","is_outdated":false}}'
    )
    text = TRANSLATION.sub(lambda _match: stated, row.text, count=1)
    return row._replace(text=text, etag=f"{row.etag}-f")
