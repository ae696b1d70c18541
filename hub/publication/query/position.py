"""What stands before a page of a list: how much, and where the page before it begins."""

from dataclasses import dataclass
from typing import Final

from hub.publication.query.cursor import encode, read_value
from hub.publication.query.prepared import fetch
from hub.publication.query.ranges import ranges, source
from hub.publication.query.selection import Selection


@dataclass(frozen=True)
class Position:
    """`count` items come before the page; `cursor` leads to the page before it, None to the
    first."""

    count: int
    cursor: str | None


NOTHING: Final = Position(0, None)


def position_of(selection: Selection) -> Position:
    """Read what comes before the selection's page; one statement over the sorted keys alone."""
    if selection.after is None:
        return NOTHING
    order = selection.order
    texts, parameters = [], []
    for where, values in ranges(selection, "until"):
        texts.append(
            f"SELECT {order.column} AS sort, {order.alias}.document_id"
            f" FROM {source(selection)} WHERE {where}"
        )
        parameters += values
    sql = (
        f"SELECT sort, document_id, count(*) OVER () FROM ({' UNION ALL '.join(texts)}) earlier"
        f" ORDER BY {order.merged(backwards=True)} LIMIT {selection.limit + 1}"
    )
    found = fetch(sql, parameters)
    if not found:
        return NOTHING
    count = int(found[0][2])
    if count <= selection.limit:
        return Position(count, None)
    value, document_id, _count = found[-1]
    return Position(count, encode(read_value(order, value), document_id.decode()))
