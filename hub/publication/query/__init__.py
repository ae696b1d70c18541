"""The one query language: API, feeds, embeds and portal ask with the same words."""

from hub.publication.query.counts import counts_of, facet_counts, kind_counts
from hub.publication.query.distribution import DayEntry, day_counts, day_entries, first_letters
from hub.publication.query.parse import parameters_for, parse
from hub.publication.query.position import position_of
from hub.publication.query.rows import Row
from hub.publication.query.run import Result, run, total
from hub.publication.query.selection import Problem, QueryError, Selection, SiteFacts
from hub.publication.query.shared_filters import filters_for

__all__ = [
    "DayEntry",
    "Problem",
    "QueryError",
    "Result",
    "Row",
    "Selection",
    "SiteFacts",
    "counts_of",
    "day_counts",
    "day_entries",
    "facet_counts",
    "filters_for",
    "first_letters",
    "kind_counts",
    "parameters_for",
    "parse",
    "position_of",
    "run",
    "total",
]
