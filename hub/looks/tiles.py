"""The drawn picture of an item without one of its own: by its theme, as SVG.

A theme's drawing function gives `(degrees, [(colour, path)…])` on a field of 8 × 8 units; the first
form is the ground. It is a look, not content: the document's `image` stays null.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from django.utils.module_loading import import_string

from hub.looks.themes import ThemeError, chosen

Drawing = tuple[int, list[tuple[str, str]]]
Drawer = Callable[[str, str], Drawing]

NO_TOPIC: Final = "none"


@cache
def drawer(theme: str) -> Drawer:
    """Return the drawing function of a theme.

    Raises ThemeError for a name that cannot be imported; the system checks report it (hub.E209).
    """
    try:
        found: Drawer = import_string(chosen(theme).tiles)
    except ImportError as error:
        raise ThemeError(f"tiles of theme {theme} cannot be imported: {error}") from error
    return found


def inline(theme: str, key: str, topic: str) -> str:
    """Return the picture for the middle of a page: decoration, that nobody reads out."""
    return _svg(drawer(theme)(key, topic), 'class="tile" viewBox="0 0 8 8" aria-hidden="true"')


def svg(theme: str, key: str, topic: str) -> bytes:
    """Return the picture as a file of its own."""
    head = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"'
    return _svg(drawer(theme)(key, topic), head).encode()


def _svg(drawing: Drawing, head: str) -> str:
    turn, (ground, *forms) = drawing
    drawn = "".join(f'<path fill="{colour}" d="{path}"/>' for colour, path in forms)
    if turn:
        drawn = f'<g transform="rotate({turn} 4 4)">{drawn}</g>'
    return f'<svg {head}><path fill="{ground[0]}" d="{ground[1]}"/>{drawn}</svg>'


def topic_of(document: Mapping[str, Any]) -> str:
    """Return the key of the topic that colours a document's picture, or ""."""
    topics = document.get("topics") or []
    return str(topics[0]["key"]) if topics else ""


def address(document: Mapping[str, Any]) -> str:
    """Return the path of a document's drawn picture."""
    return f"/-/tiles/{topic_of(document) or NO_TOPIC}/{document['id']}.svg"
