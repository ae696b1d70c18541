"""Run: a selection becomes one SQL statement that reads one index range."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from hub.publication.query.cursor import encode
from hub.publication.query.kept import kept
from hub.publication.query.prepared import fetch
from hub.publication.query.rows import COLUMNS, DATE_IS_IN_TIME, IS_PUBLIC, Row, parse_row
from hub.publication.query.selection import Selection

Sql = tuple[str, list[Any]]

SORT: Final = {"dates": "d.starts_at", "newest": "p.published_at", "title": "p.sort_title"}
DIRECTION: Final = {"dates": "", "newest": " DESC", "title": ""}
ROWS: Final = "publication_publication p"
EARLIER: Final = (
    "publication_publicationdate e WHERE e.publication_id = d.publication_id"
    " AND (e.starts_at, e.id) < (d.starts_at, d.id)"
)
DATES: Final = (
    "publication_publicationdate d JOIN publication_publication p ON p.id = d.publication_id"
)

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
        value = page[-1][-1].decode()
        sort_value = value if selection.order == "title" else datetime.fromisoformat(value)
        next_cursor = encode(sort_value, page[-1][0].decode())
    rows = [parse_row(one, selection.locale) for one in page]
    if selection.order == "dates":
        found_dates = (datetime.fromisoformat(one[-1].decode()) for one in page)
        rows = [row._replace(starts_at=one) for row, one in zip(rows, found_dates, strict=True)]
    return Result(rows, next_cursor, count)


def statement(selection: Selection) -> Sql:
    """Return the SQL that reads one page and one item more."""
    if selection.words:
        return _statement_of_words(selection, selection.words)
    texts, parameters = _pages(selection)
    if len(texts) == 1:
        return texts[0], parameters
    return f"({') UNION ALL ('.join(texts)}) {_order(selection)}", parameters


def _pages(selection: Selection, condition: str = "") -> tuple[list[str], list[Any]]:
    """Return a page of each range, read in the order of the list."""
    # By the date's own copy of the id: the rows are then looked up after the sorting.
    alias = "d" if selection.order == "dates" else "p"
    order = _order(selection).replace("document_id", f"{alias}.document_id")
    texts, parameters = [], []
    for where, values in ranges(selection, with_cursor=True):
        texts.append(f"{_columns(selection)} WHERE {condition}{where} {order}")
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
    found = ranges(replace(selection, conditions=others), with_cursor=True)
    either = " OR ".join(f"({where})" for where, _values in found)
    few = f"{_columns(selection)} WHERE NOT {is_frequent} AND ({either})".replace(ROWS, "few p")
    # All of them at once: OFFSET 0 keeps PostgreSQL from looking in the order of the list.
    texts.append(f"SELECT * FROM ({few} OFFSET 0) matched {_order(selection)}")
    sql = f"{matches} ({') UNION ALL ('.join(texts)}) {_order(selection)}"
    return sql, [*words[1], *many, *(one for _where, values in found for one in values)]


def _columns(selection: Selection) -> str:
    return f"SELECT {COLUMNS}, {SORT[selection.order]} AS sort FROM {source(selection)}"


def _order(selection: Selection) -> str:
    return f"ORDER BY sort{DIRECTION[selection.order]}, document_id LIMIT {selection.limit + 1}"


def total(selection: Selection) -> int:
    """Return how many items all pages of the list have together; one statement. Kept."""
    return kept("total", selection, lambda: _total(selection))


def _total(selection: Selection) -> int:
    texts, parameters = [], []
    for where, values in ranges(selection, with_cursor=False):
        texts.append(f"(SELECT count(*) FROM {source(selection)} WHERE {where})")
        parameters += values
    return int(fetch(f"SELECT {' + '.join(texts)}", parameters)[0][0])


def source(selection: Selection) -> str:
    """Return what a list reads from: rows, or dates with their rows."""
    return DATES if selection.order == "dates" else ROWS


def ranges(selection: Selection, with_cursor: bool) -> list[Sql]:
    """Return one condition a range: dates that already run at `from`, and those that begin
    later."""
    clauses = [*of_place(selection), *own(selection)]
    if selection.order != "dates":
        if with_cursor and selection.after:
            clauses.append(after(selection))
        return [join(clauses)]
    start = selection.starts_from
    clauses += _dates(selection)
    if with_cursor and selection.after:
        clauses.append(after(selection))
    if start is None:
        return [join(clauses)]
    running = (
        "tstzrange(d.starts_at, d.ends_at) @> %s AND d.starts_at < %s",
        [selection.runs_beyond, start],
    )
    return [join([running, *clauses]), join([("d.starts_at >= %s", [start]), *clauses])]


def join(clauses: list[Sql]) -> Sql:
    """Return one condition that holds where all do."""
    return " AND ".join(f"({sql})" for sql, _values in clauses), [
        value for _sql, values in clauses for value in values
    ]


def of_place(selection: Selection) -> list[Sql]:
    """Return site, kind, language and what is public; on the date's own columns where there are
    dates."""
    alias = "d" if selection.order == "dates" else "p"
    clauses: list[Sql] = [(f"{alias}.site_id = %s", [selection.site.site_id])]
    kinds = [one.name for one in selection.kinds]
    if len(kinds) == 1:
        clauses.append((f"{alias}.kind = %s", kinds))
    else:
        clauses.append((f"{alias}.kind = ANY(%s)", [kinds]))
    if selection.allows_fallback:
        clauses.append((f"{alias}.answers @> ARRAY[%s]::varchar[]", [selection.locale]))
    else:
        clauses.append((f"{alias}.locale = %s", [selection.locale]))
    # A tombstone has no dates.
    return [*clauses, (DATE_IS_IN_TIME if alias == "d" else IS_PUBLIC, [])]


def own(selection: Selection) -> list[Sql]:
    """Return the reader's own conditions on rows."""
    return [(sql, list(values)) for sql, values in selection.conditions]


def _dates(selection: Selection) -> list[Sql]:
    """Return what makes a date the first of its row that counts, so that each item comes once."""
    clauses: list[Sql] = []
    if selection.ends_before:
        clauses.append(("d.starts_at < %s", [selection.ends_before]))
    if not selection.date_conditions:
        if selection.starts_from is None:
            return [*clauses, ("d.previous_ends_at IS NULL", [])]
        # An earlier date that ends in the night counts only if it begins in that night, too.
        first = (
            "d.previous_ends_at IS NULL OR d.previous_ends_at <= %s"
            " OR (d.previous_ends_at <= %s AND NOT EXISTS"
            f" (SELECT 1 FROM {EARLIER} AND e.starts_at >= %s))"
        )
        start, beyond = selection.starts_from, selection.runs_beyond
        return [*clauses, (first, [start, beyond, start])]
    conditions = [(sql, list(values)) for sql, values in selection.date_conditions]
    earlier, values = join([(sql.replace("d.", "e."), given) for sql, given in conditions])
    if selection.starts_from:
        earlier += " AND (e.starts_at >= %s OR e.ends_at > %s)"
        values += [selection.starts_from, selection.runs_beyond]
    unseen = f"NOT EXISTS (SELECT 1 FROM {EARLIER} AND {earlier})"
    return [*clauses, *conditions, (unseen, values)]


def after(selection: Selection) -> Sql:
    """Return the condition for what comes after the selection's cursor."""
    value, document_id = selection.after or ("", "")
    if selection.order == "newest":
        return (
            "p.published_at <= %s::timestamptz AND (p.published_at < %s::timestamptz"
            " OR p.document_id > %s::uuid)",
            [value, value, document_id],
        )
    if selection.order == "dates":
        return "(d.starts_at, d.document_id) > (%s::timestamptz, %s::uuid)", [value, document_id]
    return "(p.sort_title, p.document_id) > (%s, %s::uuid)", [value, document_id]
