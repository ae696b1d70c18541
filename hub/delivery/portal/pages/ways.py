"""Pages that no editor writes: search, topics, remembered items. A row at their address goes first.

Each is a function of request, site and locale that returns a context and its template.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

from hub.delivery.portal.lists import remembered, searching, topics
from hub.delivery.portal.own import key_of
from hub.publication.query import SiteFacts

Made = Mapping[str, Any]


@dataclass(frozen=True)
class Way:
    """A page of the machinery: what makes its context, and the template that shows it.

    `kept` are the parameters that stay when the reader changes the language.
    """

    make: Callable[[HttpRequest, SiteFacts, str, str], Made]
    template: str
    kept: tuple[str, ...] = ()


WAYS: Final[Mapping[str, Way]] = {
    "search": Way(searching.context, "search.html", ("q", "kind")),
    "topics": Way(topics.context_of_all, "topics.html"),
    "remembered": Way(remembered.context, "remembered.html", ("ids",)),
}
TOPIC: Final = Way(topics.context, "topic.html")


def way_of(path: str, locale: str) -> tuple[Way, str] | None:
    """Return the page behind a path below the language and what follows its first part."""
    first, _slash, rest = path.removesuffix("/").partition("/")
    key = key_of(first, locale)
    if key == "topics" and rest:
        return (TOPIC, rest) if "/" not in rest else None
    return (WAYS[key], "") if key and key in WAYS and not rest else None
