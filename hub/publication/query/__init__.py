"""The one query language: API, feeds, embeds and portal ask with the same words."""

from hub.publication.query.before import before
from hub.publication.query.counts import counts_of, facet_counts, kind_counts
from hub.publication.query.parse import parameters_for, parse
from hub.publication.query.rows import Row
from hub.publication.query.run import Result, run, total
from hub.publication.query.selection import Problem, QueryError, Selection, SiteFacts
from hub.publication.query.spread import DayEntry, day_counts, day_entries, first_letters
from hub.publication.query.words import words_for

__all__ = [
    "DayEntry",
    "Problem",
    "QueryError",
    "Result",
    "Row",
    "Selection",
    "SiteFacts",
    "before",
    "counts_of",
    "day_counts",
    "day_entries",
    "facet_counts",
    "first_letters",
    "kind_counts",
    "parameters_for",
    "parse",
    "run",
    "total",
    "words_for",
]
