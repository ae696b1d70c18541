"""Run: a selection becomes one SQL statement that reads one index range."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from hub.publication.query.compiled import Sql
from hub.publication.query.cursor import encode, read_value
from hub.publication.query.memory import while_unchanged
from hub.publication.query.order import NEVER
from hub.publication.query.prepared import fetch
from hub.publication.query.ranges import ROWS, counted, ranges, source
from hub.publication.query.rows import COLUMNS, IS_PUBLIC, Row, parse_row
from hub.publication.query.selection import Selection

# A rare word is looked up in the words' index, a frequent one in the order of the list until the
# page is full. PostgreSQL cannot know which a word is; counting up to this many tells.
FREQUENT: Final = 1_000


@dataclass(frozen=True)
class Result:
    """One page of a list. `next_cursor` is None on the last page; `total` only where asked for."""

    rows: list[Row]
    next_cursor: str | None
    total: int | None


def run(selection: Selection) -> Result:
    """Read one page of the list: one statement, two with `count=true`."""
    sql, parameters = statement(selection)
    found = fetch(sql, parameters)
    count = total(selection) if selection.has_count else None
    page = found[: selection.limit]
    more = len(found) > selection.limit
    next_cursor = None
    if more:
        next_cursor = encode(read_value(selection.order, page[-1][-1]), page[-1][0].decode())
    rows = [parse_row(one, selection.locale) for one in page]
    if selection.order.is_by_date:
        moments = (datetime.fromisoformat(one[-1].decode()) for one in page)
        rows = [
            row._replace(starts_at=None if one == NEVER else one)
            for row, one in zip(rows, moments, strict=True)
        ]
    return Result(rows, next_cursor, count)


def statement(selection: Selection) -> Sql:
    """Return the SQL that reads one page and one item more."""
    if selection.words:
        return _statement_of_words(selection, selection.words)
    texts, parameters = _pages(selection)
    if len(texts) == 1:
        return texts[0], parameters
    return f"({') UNION ALL ('.join(texts)}) {_merged(selection)}", parameters


def _pages(selection: Selection, condition: str = "") -> tuple[list[str], list[Any]]:
    """Return a page of each range, read in the order of the list."""
    # By the date's own copy of the id: the rows are then looked up after the sorting.
    order = selection.order
    by = f"ORDER BY {order.sql(f'{order.alias}.document_id')} LIMIT {selection.limit + 1}"
    texts, parameters = [], []
    for where, values in ranges(selection, "after"):
        texts.append(f"{_columns(selection)} WHERE {condition}{where} {by}")
        parameters += values
    return texts, parameters


def _statement_of_words(selection: Selection, words: tuple[str, tuple[Any, ...]]) -> Sql:
    matches = (
        "WITH few AS MATERIALIZED (SELECT p.* FROM publication_publication p"
        f" WHERE {IS_PUBLIC} AND {words[0]} LIMIT {FREQUENT + 1})"
    )
    is_frequent = f"(SELECT count(*) > {FREQUENT} FROM few)"
    texts, many = _pages(selection, f"{is_frequent} AND ")
    others = tuple(one for one in selection.conditions if one is not words)
    found = ranges(replace(selection, conditions=others), "after")
    either = " OR ".join(f"({where})" for where, _values in found)
    few = f"{_columns(selection)} WHERE NOT {is_frequent} AND ({either})".replace(ROWS, "few p")
    # All of them at once: OFFSET 0 keeps PostgreSQL from looking in the order of the list.
    texts.append(f"SELECT * FROM ({few} OFFSET 0) matched {_merged(selection)}")
    sql = f"{matches} ({') UNION ALL ('.join(texts)}) {_merged(selection)}"
    return sql, [*words[1], *many, *(one for _where, values in found for one in values)]


def _columns(selection: Selection) -> str:
    return f"SELECT {COLUMNS}, {selection.order.column} AS sort FROM {source(selection)}"


def _merged(selection: Selection) -> str:
    return f"ORDER BY {selection.order.merged()} LIMIT {selection.limit + 1}"


def total(selection: Selection) -> int:
    """Return how many items all pages of the list have together; one statement. Kept."""
    return while_unchanged("total", selection, lambda: _total(selection))


def _total(selection: Selection) -> int:
    texts, parameters = [], []
    for where, values in ranges(selection):
        texts.append(f"(SELECT count(*) FROM {counted(selection, where)} WHERE {where})")
        parameters += values
    return int(fetch(f"SELECT {' + '.join(texts)}", parameters)[0][0])
