"""The search engine: an interface here, the engine named in settings.

An engine compiles a selection: what the reader asked for stands in it as declared values
(`Selection.asked`), so that an engine that knows no SQL can read it too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    # The query language asks the engine for the condition of a word.
    from hub.publication.query.selection import Selection


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One document that was found, in the language of its row.

    A higher `score` fits better; scores of two searches cannot be compared, and a page that is not
    sorted by it has 0. `highlights` are
    {"title" or "text": HTML in which only `<mark>` is markup}, where words of the search stand.
    """

    document_id: str
    locale: str
    score: float
    highlights: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Hits:
    """One page of a search. `total` counts all pages; `facets` count them as {facet: {value: n}},
    `kind` among them; there `Selection.only` does not count, so that the others can be chosen.

    `next_cursor` is None on the last page that can be reached. `suggestion` is another way to write
    the words, where the engine has a better one.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    next_cursor: str | None = None
    suggestion: str | None = None


class Engine(Protocol):
    """What a search engine gives the hub."""

    name: str

    def condition(self, words: str) -> tuple[str, list[Any]]:
        """Return SQL over the row's alias `p` that holds for rows matching `words`, and
        parameters: for lists in which words are one filter among others."""

    def search(self, selection: "Selection", *, has_facets: bool = True) -> Hits:
        """Return a page of what has the selection's words: the best first, or newest first where
        the selection is sorted so; then nothing is marked. Without facets `kind` alone is
        counted."""


@cache
def engine() -> Engine:
    """Return the engine that `HUB_SEARCH_ENGINE` names."""
    return cast(Engine, import_string(settings.HUB_SEARCH_ENGINE)())
