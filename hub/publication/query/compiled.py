"""Declared filters as SQL over `p` (the row) or `d` (its date). A class of filters a function.

Values stand among the parameters, never in the SQL's text. What is not understood raises BadValue.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import Any, Final

from hub.kernel.contract.filters import (
    DateRange,
    Facet,
    Filter,
    Flag,
    NumberRange,
    OnDate,
    Open,
    Range,
    Text,
)
from hub.kernel.documents.facts import BadValue
from hub.publication.query.moments import parse_moment
from hub.publication.query.order import NEVER
from hub.publication.query.rows import HAS_NUMBERS
from hub.publication.search import engine

Sql = tuple[str, list[Any]]

WORDS_MAXIMUM: Final = 200
VALUES_MAXIMUM: Final = 50
TEXT_MAXIMUM: Final = 150
NUMBER: Final = re.compile(r"-?[0-9]{1,15}")


@dataclass(frozen=True)
class Over:
    """What the SQL is over: `alias` is `d` in lists of dates, else `p`.

    `numbers` says where each number of the kind stands, from 1.
    """

    alias: str
    numbers: Mapping[str, int]

    @property
    def row(self) -> str:
        """Return the column with the row's key."""
        return "d.publication_id" if self.alias == "d" else "p.id"


@singledispatch
def compiled(one: Filter, values: list[str], over: Over) -> Sql:
    """Return the condition that a filter makes of the values of its parameter."""
    raise TypeError(f"{type(one).__name__} is not a filter of this hub")


@compiled.register
def _(one: Facet, values: list[str], over: Over) -> Sql:
    _check_values(values, one.values)
    condition = f"{over.alias}.facets && %s"
    # Without: by the row, in lists of dates too, as what is left out says nothing of a date.
    sql = "NOT (p.facets && %s)" if one.excludes else condition
    return sql, [[f"{one.key}={value}" for value in values]]


@compiled.register
def _(one: Flag, values: list[str], over: Over) -> Sql:
    negation = "" if is_true(values) else "NOT "
    return f"{negation}({over.alias}.facets && %s)", [[f"{one.key}=true"]]


@compiled.register
def _(one: OnDate, values: list[str], over: Over) -> Sql:
    _check_values(values, one.values)
    if one.of == "weekday":
        return "d.weekday = ANY(%s)", [[one.values.index(value) for value in values]]
    return "d.status = ANY(%s)", [values]


@compiled.register
def _(one: Open, values: list[str], over: Over) -> Sql:
    dates = (
        "SELECT 1 FROM publication_publicationdate o"
        f" WHERE o.publication_id = {over.row} AND o.role = %s AND o.starts_at < %s"
    )
    is_open = f"NOT EXISTS ({dates}) OR EXISTS ({dates} AND o.ends_at > statement_timestamp())"
    return is_open if is_true(values) else f"NOT ({is_open})", [one.role, NEVER, one.role, NEVER]


@compiled.register
def _(one: Text, values: list[str], over: Over) -> Sql:
    words = single(values).strip()
    if not words:
        raise BadValue("is empty; leave it out or give a word")
    if len(words) > WORDS_MAXIMUM:
        raise BadValue(f"has {len(words)} characters; at most {WORDS_MAXIMUM}")
    return engine().condition(words)


@singledispatch
def end_of(one: Range, text: str, *, is_upper: bool) -> Any:
    """Return an end of a range as it is compared."""
    raise TypeError(f"{type(one).__name__} is not a range of this hub")


@end_of.register
def _(one: DateRange, text: str, *, is_upper: bool) -> Any:
    return parse_moment(text, is_end=is_upper)


@end_of.register
def _(one: NumberRange, text: str, *, is_upper: bool) -> Any:
    if not NUMBER.fullmatch(text):
        raise BadValue(f"'{text[:80]}' is not a whole number")
    return int(text)


@singledispatch
def between(one: Range, lower: Any, upper: Any, over: Over) -> Sql:
    """Return the condition of a range; None is no end."""
    raise TypeError(f"{type(one).__name__} is not a range of this hub")


@between.register
def _(one: DateRange, lower: Any, upper: Any, over: Over) -> Sql:
    clauses = [f"r.publication_id = {over.row}", "r.role = %s"]
    values = [one.role]
    if lower is not None:
        clauses.append("r.ends_at > %s")
        values.append(lower)
    if upper is not None:
        clauses.append("r.starts_at < %s")
        values.append(upper)
    where = " AND ".join(clauses)
    return f"EXISTS (SELECT 1 FROM publication_publicationdate r WHERE {where})", values


@between.register
def _(one: NumberRange, lower: Any, upper: Any, over: Over) -> Sql:
    column = f"p.numbers[{over.numbers[one.name]}]"
    ends = ((f"{column} >= %s", lower), (f"{column} <= %s", upper))
    given = [(sql, value) for sql, value in ends if value is not None]
    # Else PostgreSQL cannot tell that the index of the numbers has all of them.
    return " AND ".join([HAS_NUMBERS, *(sql for sql, _value in given)]), [
        value for _sql, value in given
    ]


def single(values: list[str]) -> str:
    """Return the only value. Raises BadValue."""
    if len(values) > 1:
        raise BadValue(f"is given {len(values)} times; give it once")
    return values[0]


def is_true(values: list[str]) -> bool:
    """Return what a flag's value says. Raises BadValue."""
    value = single(values)
    if value not in {"true", "false"}:
        raise BadValue(f"'{value[:20]}' is neither true nor false")
    return value == "true"


def _check_values(values: list[str], allowed: tuple[str, ...] | None) -> None:
    for value in values:
        if allowed and value not in allowed:
            raise BadValue(f"'{value[:80]}' is not one of {', '.join(allowed)}")
    if len(values) > VALUES_MAXIMUM:
        raise BadValue(f"is given {len(values)} times; at most {VALUES_MAXIMUM}")
    if any(not value or len(value) > TEXT_MAXIMUM for value in values):
        raise BadValue(f"is empty or longer than {TEXT_MAXIMUM} characters")
