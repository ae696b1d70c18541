"""How many items each facet value would leave: for filters that show their counts."""

from collections import defaultdict
from collections.abc import Mapping

from django.db import connection

from hub.publication.query.kept import kept
from hub.publication.query.ranges import counted, ranges, source
from hub.publication.query.selection import Selection


def facet_counts(selection: Selection) -> Mapping[str, Mapping[str, int]]:
    """Return {facet: {value: how many items of the selection have it}}; one statement.

    An item is counted once, however many of its dates lie in the range. Kept.
    """
    return kept("facets", selection, lambda: _facet_counts(selection))


def _facet_counts(selection: Selection) -> dict[str, dict[str, int]]:
    texts, parameters = [], []
    for where, values in ranges(selection):
        # A date has its row's facets, and one date of each row is in one of the ranges.
        texts.append(
            f"SELECT {selection.order.alias}.facets FROM {counted(selection, where)} WHERE {where}"
        )
        parameters += values
    sql = (
        # Many items have the same facets: counted together before they are taken apart.
        "SELECT one.facet, sum(same.many)::bigint FROM ("
        f"SELECT own.facets, count(*) AS many FROM ({' UNION ALL '.join(texts)}) own"
        " GROUP BY own.facets) same, unnest(same.facets) AS one(facet) GROUP BY one.facet"
    )
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        for facet, count in cursor.fetchall():
            name, _equals, value = facet.partition("=")
            counts[name][value] = count
    return dict(counts)


def kind_counts(selection: Selection) -> Mapping[str, int]:
    """Return {kind: how many items of the selection are of it}; one statement. Kept."""
    return kept("kinds", selection, lambda: _kind_counts(selection))


def _kind_counts(selection: Selection) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    with connection.cursor() as cursor:
        for where, values in ranges(selection):
            text = f"SELECT p.kind, count(*) FROM {source(selection)} WHERE {where} GROUP BY 1"
            cursor.execute(text, values)
            for kind, count in cursor.fetchall():
                counts[kind] += count
    return dict(counts)
