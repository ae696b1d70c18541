"""How many items each facet value would leave: for filters that show their counts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from hub.publication.query.memory import while_unchanged
from hub.publication.query.ranges import counted, ranges, source
from hub.publication.query.selection import Selection


@dataclass(frozen=True)
class Counts:
    """How many items a selection has in all, and {facet: {value: how many of them have it}}."""

    total: int
    facets: Mapping[str, Mapping[str, int]]


def facet_counts(selection: Selection) -> Mapping[str, Mapping[str, int]]:
    """Return {facet: {value: how many items of the selection have it}}; one statement. Kept."""
    return counts_of(selection).facets


def counts_of(selection: Selection) -> Counts:
    """Return the counts of a selection; one statement. Kept.

    An item is counted once, however many of its dates lie in the range.
    """
    return while_unchanged("facets", selection, lambda: _counts(selection))


def _counts(selection: Selection) -> Counts:
    texts, parameters = [], []
    for where, values in ranges(selection):
        # A date has its row's facets, and one date of each row is in one of the ranges.
        texts.append(
            f"SELECT {selection.order.alias}.facets FROM {counted(selection, where)} WHERE {where}"
        )
        parameters += values
    sql = (
        # Many items have the same facets: counted together before they are taken apart.
        "WITH same AS MATERIALIZED (SELECT own.facets, count(*) AS many"
        f" FROM ({' UNION ALL '.join(texts)}) own GROUP BY own.facets)"
        " SELECT NULL, sum(many)::bigint FROM same UNION ALL"
        " SELECT one.facet, sum(same.many)::bigint FROM same, unnest(same.facets) AS one(facet)"
        " GROUP BY one.facet"
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    total = 0
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        for facet, count in cursor.fetchall():
            if facet is None:
                total = count or 0
                continue
            name, _equals, value = facet.partition("=")
            found[name][value] = count
    return Counts(total, dict(found))


def kind_counts(selection: Selection) -> Mapping[str, int]:
    """Return {kind: how many items of the selection are of it}; one statement. Kept."""
    return while_unchanged("kinds", selection, lambda: _kind_counts(selection))


def _kind_counts(selection: Selection) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    with connection.cursor() as cursor:
        for where, values in ranges(selection):
            text = f"SELECT p.kind, count(*) FROM {source(selection)} WHERE {where} GROUP BY 1"
            cursor.execute(text, values)
            for kind, count in cursor.fetchall():
                counts[kind] += count
    return dict(counts)
