"""The search of the admin's lists: PostgreSQL's, together with whatever filter and order.

Wagtail asks of each column that a list is filtered or ordered by that the index names it, as other
search engines need it; here the search is one more condition of the same statement.

And it divides a usual title's length by the title's own, so that a word counts more in a short one.
What is usual it works out of all titles at every save, and then looks for new ones in all rows. The
dividend is the same for all, so any will do; `update_index` works it out.

And it has Django write each vector of each row as an expression, which takes ten times as long as
PostgreSQL takes to make it: here the texts go to the database as one JSON text.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection
from modelsearch.backends.database.postgres.postgres import (
    ObjectIndexer,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.index import AutocompleteField, SearchField
from modelsearch.utils import get_content_type_pk

USUAL_TERMS: Final = 4.0
WEIGHTS: Final = "ABCD"


def _vector(name: str, configuration: str) -> str:
    """Return SQL of the vector of the texts {weight: text} that a row of JSON holds."""
    texts = ((weight, f"coalesce(one->'{name}'->>'{weight}', '')") for weight in WEIGHTS)
    parts = (
        f"setweight(to_tsvector({configuration}, {text}), '{weight}')" for weight, text in texts
    )
    return f"{' || '.join(parts)} AS {name}"


_INDEX: Final = f"""
    INSERT INTO wagtailsearch_indexentry (content_type_id, object_id, title, autocomplete, body,
        title_norm, title_text, body_text)
    SELECT %s, id, title, autocomplete, body,
        CASE WHEN length(title) > 0 THEN %s / length(title) ELSE 1.0 END, title_text, body_text
    FROM (
        SELECT one->>'id' AS id, {_vector("title", "words")},
            {_vector("autocomplete", "starts")}, {_vector("body", "words")},
            one->>'title_text' AS title_text, one->>'body_text' AS body_text
        FROM json_array_elements(%s::json) AS one,
            CAST(%s AS regconfig) AS words, CAST(%s AS regconfig) AS starts
    ) AS new
    ON CONFLICT (content_type_id, object_id) DO UPDATE SET
        (title, autocomplete, body, title_norm, title_text, body_text) = ROW(excluded.title,
        excluded.autocomplete, excluded.body, excluded.title_norm, excluded.title_text,
        excluded.body_text)"""  # noqa: S608


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
        """Make these findable, in one statement."""
        if not objs or not model.get_search_fields():
            return
        rows = json.dumps([self._row(one) for one in objs], ensure_ascii=False)
        configurations = [self.backend.config or "simple", self.backend.autocomplete_config]
        with connection.cursor() as cursor:
            cursor.execute(_INDEX, [get_content_type_pk(model), USUAL_TERMS, rows, *configurations])

    def _row(self, source: Any) -> dict[str, Any]:
        """Return the texts of one object, each of its fields read once."""
        indexer = ObjectIndexer(source, self.backend)
        texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for field in indexer.search_fields:
            for own, weight, value in indexer.prepare_field(source, field):
                if text := value.strip():
                    texts[_place(own)].append((weight, text))
        return {
            "id": str(source.pk),
            **{name: _by_weight(texts[name]) for name in ("title", "autocomplete", "body")},
            "title_text": " ".join(text for _weight, text in texts["title"]),
            "body_text": " ".join(text for _weight, text in texts["body"]),
        }

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)


def _place(field: Any) -> str:
    if isinstance(field, AutocompleteField):
        return "autocomplete"
    is_title = isinstance(field, SearchField) and field.field_name == "title"
    return "title" if is_title else "body"


def _by_weight(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for weight, text in texts:
        found[weight].append(text)
    return {weight: " ".join(own) for weight, own in found.items()}


class SearchBackend(PostgresSearchBackend):
    """The backend that `WAGTAILSEARCH_BACKENDS` names by its module."""

    index_class = Index
    query_compiler_class = Search
    autocomplete_query_compiler_class = Autocomplete
