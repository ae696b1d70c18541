"""The search of the admin's lists: PostgreSQL's, together with whatever filter and order.

Wagtail asks of each column that a list is filtered or ordered by that the index names it, as other
search engines need it; here the search is one more condition of the same statement.
"""

from typing import Any

from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)


class _AnyColumn:
    def _get_filters_from_queryset(self, check_only: bool = False) -> None:
        """Find nothing to object to."""

    def _get_order_by(self) -> Any:
        """Find nothing to object to."""
        return ()


class Search(_AnyColumn, PostgresSearchQueryCompiler):
    """A search for whole words."""


class Autocomplete(_AnyColumn, PostgresAutocompleteQueryCompiler):
    """A search whose last word may go on."""


class SearchBackend(PostgresSearchBackend):
    """The backend that `WAGTAILSEARCH_BACKENDS` names by its module."""

    query_compiler_class = Search
    autocomplete_query_compiler_class = Autocomplete
