"""Ranges: a selection as conditions, each of which one range of an index answers."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from hub.publication.query.compiled import Sql
from hub.publication.query.order import SEARCHED, roles_of
from hub.publication.query.rows import DATE_IS_IN_TIME, HAS_NUMBERS, IS_PUBLIC
from hub.publication.query.selection import Selection

ROWS: Final = "publication_publication p"
DATES: Final = (
    "publication_publicationdate d JOIN publication_publication p ON p.id = d.publication_id"
)
OF_ROWS: Final = re.compile(r"\bp\.")
EARLIER: Final = (
    "publication_publicationdate e WHERE e.publication_id = d.publication_id"
    " AND e.role = ANY(%s) AND (e.starts_at, e.id) < (d.starts_at, d.id)"
)
NOW: Final[Sql] = ("statement_timestamp()", [])

# What of a list: all of it, what comes after the selection's cursor, or what comes up to it.
Part = Literal["all", "after", "until"]
# A range, and which of it comes after the cursor: all, nothing, or what meets a condition.
Cut = tuple[Sql | None, Sql | bool]


def source(selection: Selection) -> str:
    """Return what a list reads from: rows, or dates with their rows."""
    return DATES if selection.order.is_by_date else ROWS


def counted(selection: Selection, where: str) -> str:
    """Return what is enough to count a range: dates alone, where it says nothing about rows."""
    is_enough = selection.order.is_by_date and not OF_ROWS.search(where)
    return "publication_publicationdate d" if is_enough else source(selection)


def ranges(selection: Selection, part: Part = "all") -> list[Sql]:
    """Return one condition a range: dates that already run when the list begins and those that
    begin later; items that have the number and those that have not."""
    alias = selection.order.alias
    clauses = [*of_place(selection, alias), *own(selection)]
    if selection.order.is_by_date:
        clauses += _first_dates(selection)
        heads: Sequence[Sql | None] = _spans(selection) or [None]
        cuts: list[Cut] = [(head, after(selection)) for head in heads]
    else:
        clauses += _has_date(selection)
        is_number = selection.order.type == "number"
        cuts = _numbers(selection) if is_number else [(None, after(selection))]
    found = []
    for head, later in cuts:
        cut = _cut(later, part)
        if cut is not False:
            given = [one for one in (head, cut) if one is not None and one is not True]
            found.append(join([*given, *clauses]))
    return found


def _cut(later: Sql | bool, part: Part) -> Sql | bool:
    """Return the condition of a part of a range; True: all of it, False: nothing."""
    if part == "all":
        return True
    if isinstance(later, bool):
        return later == (part == "after")
    sql, values = later
    return later if part == "after" else (f"NOT ({sql})", values)


def join(clauses: Sequence[Sql]) -> Sql:
    """Return one condition that holds where all do."""
    return " AND ".join(f"({sql})" for sql, _values in clauses), [
        value for _sql, values in clauses for value in values
    ]


def of_place(selection: Selection, alias: str) -> list[Sql]:
    """Return site, kind, language and what is public; on the date's own columns where there are
    dates."""
    clauses: list[Sql] = [(f"{alias}.site_id = %s", [selection.site.site_id])]
    kinds = list(selection.only) or [one.name for one in selection.kinds]
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


def _beginning(selection: Selection) -> tuple[Sql, Sql] | None:
    """Return when the list begins, and how long what has begun before has to last."""
    if selection.is_from_now:
        return NOW, NOW
    if selection.starts_from is None:
        return None
    return ("%s", [selection.starts_from]), ("%s", [selection.runs_beyond])


def _spans(selection: Selection) -> list[Sql]:
    """Return what already runs at the beginning of the list, and what begins later."""
    beginning = _beginning(selection)
    if beginning is None:
        return []
    (start, started), (beyond, lasting) = beginning
    running = f"tstzrange(d.starts_at, d.ends_at) @> {beyond} AND d.starts_at < {start}"
    return [(running, [*lasting, *started]), (f"d.starts_at >= {start}", started)]


def _first_dates(selection: Selection) -> list[Sql]:
    """Return what makes a date the first of its row that counts, so that each item comes once."""
    roles = list(roles_of_dates(selection))
    clauses: list[Sql] = [("d.role = ANY(%s)", [roles])]
    if selection.ends_before:
        clauses.append(("d.starts_at < %s", [selection.ends_before]))
    beginning = _beginning(selection)
    if not selection.date_conditions:
        if beginning is None:
            return [*clauses, ("d.previous_ends_at IS NULL", [])]
        # An earlier date that ends in the night counts only if it begins in that night, too.
        (start, started), (beyond, lasting) = beginning
        first = (
            f"d.previous_ends_at IS NULL OR d.previous_ends_at <= {start}"
            f" OR (d.previous_ends_at <= {beyond} AND NOT EXISTS"
            f" (SELECT 1 FROM {EARLIER} AND e.starts_at >= {start}))"
        )
        return [*clauses, (first, [*started, *lasting, roles, *started])]
    conditions = [(sql, list(values)) for sql, values in selection.date_conditions]
    earlier, values = join([(sql.replace("d.", "e."), given) for sql, given in conditions])
    if beginning:
        (start, started), (beyond, lasting) = beginning
        earlier += f" AND (e.starts_at >= {start} OR e.ends_at > {beyond})"
        values += [*started, *lasting]
    unseen = f"NOT EXISTS (SELECT 1 FROM {EARLIER} AND {earlier})"
    return [*clauses, *conditions, (unseen, [roles, *values])]


def roles_of_dates(selection: Selection) -> tuple[str, ...]:
    """Return the roles of the dates that count in a list, by whatever it is sorted."""
    if len(selection.kinds) != 1 or selection.sort in SEARCHED:
        return ()
    return roles_of(selection.kinds[0])


def _has_date(selection: Selection) -> list[Sql]:
    """Return that an item has a date in the span, for a list of dates sorted by something else."""
    roles = roles_of_dates(selection)
    if not roles:
        return []
    clauses: list[Sql] = [("d.publication_id = p.id AND d.role = ANY(%s)", [list(roles)])]
    beginning = _beginning(selection)
    if beginning:
        (start, started), (beyond, lasting) = beginning
        clauses.append((f"d.starts_at >= {start} OR d.ends_at > {beyond}", [*started, *lasting]))
    if selection.ends_before:
        clauses.append(("d.starts_at < %s", [selection.ends_before]))
    clauses += [(sql, list(values)) for sql, values in selection.date_conditions]
    where, values = join(clauses)
    return [(f"EXISTS (SELECT 1 FROM publication_publicationdate d WHERE {where})", values)]


def _numbers(selection: Selection) -> list[Cut]:
    """Return the items that have the number, then those that have it not."""
    column, comparison = selection.order.column, "<" if selection.order.is_descending else ">"
    having: Sql = (f"{column} IS NOT NULL AND {HAS_NUMBERS}", [])
    lacking: Sql = (f"{column} IS NULL AND {HAS_NUMBERS}", [])
    if selection.after is None:
        return [(having, True), (lacking, True)]
    number, document_id = selection.after
    if number is None:
        return [
            (having, False),
            (lacking, (f"p.document_id {comparison} %s::uuid", [document_id])),
        ]
    later = f"({column}, p.document_id) {comparison} (%s::bigint, %s::uuid)"
    return [(having, (later, [number, document_id])), (lacking, True)]


def after(selection: Selection) -> Sql | bool:
    """Return the condition for what comes after the selection's cursor; True where it has none."""
    if selection.after is None:
        return True
    value, document_id = selection.after
    if selection.order.is_by_date:
        return "(d.starts_at, d.document_id) > (%s::timestamptz, %s::uuid)", [value, document_id]
    if selection.order.type == "text":
        return "(p.sort_title, p.document_id) > (%s, %s::uuid)", [value, document_id]
    return (
        "p.published_at <= %s::timestamptz AND (p.published_at < %s::timestamptz"
        " OR p.document_id > %s::uuid)",
        [value, value, document_id],
    )
