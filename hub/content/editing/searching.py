"""The search of the admin's lists: PostgreSQL's, together with whatever filter and order.

Wagtail asks of each column that a list is filtered or ordered by that the index names it, as other
search engines need it; here the search is one more condition of the same statement.

And it divides a usual title's length by the title's own, so that a word counts more in a short one.
What is usual it works out of all titles at every save, and then looks for new ones in all rows. The
dividend is the same for all, so any will do; `update_index` works it out.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.utils import get_content_type_pk

USUAL_TERMS: Final = 4.0
_WEIGH: Final = """
    UPDATE wagtailsearch_indexentry SET title_norm = %s / length(title)
    WHERE content_type_id = %s AND object_id = ANY(%s) AND length(title) > 0"""


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


class Index(PostgresIndex):
    """Writes what is findable; weighs only the titles it has written."""

    def add_items(self, model: type[Any], objs: Sequence[Any]) -> None:
        """Make these findable, in two statements."""
        super().add_items(model, objs)
        keys = [str(one.pk) for one in objs]
        with connection.cursor() as cursor:
            cursor.execute(_WEIGH, [USUAL_TERMS, get_content_type_pk(model), keys])

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)


class SearchBackend(PostgresSearchBackend):
    """The backend that `WAGTAILSEARCH_BACKENDS` names by its module."""

    index_class = Index
    query_compiler_class = Search
    autocomplete_query_compiler_class = Autocomplete
