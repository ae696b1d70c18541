"""The search engine behind the filter `q`: an interface here, the engine named in settings."""

from functools import cache
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class Engine(Protocol):
    """What a search engine gives the query language."""

    name: str

    def condition(self, words: str) -> tuple[str, list[Any]]:
        """Return SQL over the row's alias `p` that holds for rows matching `words`, and
        parameters."""


@cache
def engine() -> Engine:
    """Return the engine that `HUB_SEARCH_ENGINE` names."""
    return cast(Engine, import_string(settings.HUB_SEARCH_ENGINE)())
