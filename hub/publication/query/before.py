"""What stands before a page of a list: how much, and where the page before it begins."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hub.publication.query.cursor import encode
from hub.publication.query.prepared import fetch
from hub.publication.query.run import SORT, Sql, after, join, ranges, source
from hub.publication.query.selection import Selection

BACKWARDS: Final = {"dates": " DESC", "newest": "", "title": " DESC"}


@dataclass(frozen=True)
class Before:
    """`count` items come before the page; `cursor` leads to the page before it, None to the
    first."""

    count: int
    cursor: str | None


NOTHING: Final = Before(0, None)


def before(selection: Selection) -> Before:
    """Read what comes before the selection's page; one statement over the sorted keys alone."""
    if selection.after is None:
        return NOTHING
    alias = "d" if selection.order == "dates" else "p"
    texts, parameters = [], []
    for where, values in ranges(selection, with_cursor=False):
        condition, given = join([(where, values), _until(selection)])
        texts.append(
            f"SELECT {SORT[selection.order]} AS sort, {alias}.document_id"
            f" FROM {source(selection)} WHERE {condition}"
        )
        parameters += given
    sql = (
        f"SELECT sort, document_id, count(*) OVER () FROM ({' UNION ALL '.join(texts)}) earlier"
        f" ORDER BY sort{BACKWARDS[selection.order]}, document_id DESC LIMIT {selection.limit + 1}"
    )
    found = fetch(sql, parameters)
    if not found:
        return NOTHING
    count = int(found[0][2])
    if count <= selection.limit:
        return Before(count, None)
    value, document_id, _count = (one.decode() for one in found[-1])
    sort_value = value if selection.order == "title" else datetime.fromisoformat(value)
    return Before(count, encode(sort_value, document_id))


def _until(selection: Selection) -> Sql:
    text, values = after(selection)
    return f"NOT ({text})", values
