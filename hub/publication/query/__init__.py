"""The one query language: API, feeds, embeds and portal ask with the same words."""

from hub.publication.query.counts import facet_counts
from hub.publication.query.parse import parameters_for, parse
from hub.publication.query.rows import Row
from hub.publication.query.run import Result, run, total
from hub.publication.query.selection import Problem, QueryError, Selection, SiteFacts
from hub.publication.query.spread import day_counts, first_letters
from hub.publication.query.words import words_for

__all__ = [
    "Problem",
    "QueryError",
    "Result",
    "Row",
    "Selection",
    "SiteFacts",
    "day_counts",
    "facet_counts",
    "first_letters",
    "parameters_for",
    "parse",
    "run",
    "total",
    "words_for",
]
