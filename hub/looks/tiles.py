"""The drawn picture of an item without one of its own: by its theme, as SVG and as PNG.

A theme's drawing function gives `(degrees, [(colour, path)…])` on a field of 8 × 8 units; the first
form is the ground. It is a look, not content: the document's `image` stays null.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from io import BytesIO
from typing import Any, Final

from django.utils.module_loading import import_string
from PIL import Image, ImageDraw

from hub.looks.paths import FIELD, outlines
from hub.looks.themes import ThemeError, chosen

Drawing = tuple[int, list[tuple[str, str]]]
Drawer = Callable[[str, str], Drawing]

NO_TOPIC: Final = "none"
# What social networks show beside a link (https://ogp.me, Facebook's and LinkedIn's 1.91 : 1). Some
# cut the square out of its middle: there stands the picture.
SHARED_WIDTH: Final = 1200
SHARED_HEIGHT: Final = 630
SHARED_TILE: Final = 450
FINENESS: Final = 3
COLOURS_MAXIMUM: Final = 64


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


@lru_cache(maxsize=256)
def png(theme: str, key: str, topic: str) -> bytes:
    """Return the picture for sharing, 1200 × 630 pixels: the tile in the middle of its own colour.

    Drawn from the same forms, three times as large and made smaller, so that edges are smooth. Same
    item, same bytes with the same Pillow; about 15 milliseconds.
    """
    turn, forms = drawer(theme)(key, topic)
    scale = SHARED_TILE * FINENESS / FIELD
    large = Image.new("RGB", (SHARED_TILE * FINENESS,) * 2)
    pen = ImageDraw.Draw(large)
    for colour, path in forms:
        for outline in outlines(path, turn):
            pen.polygon([(x * scale, y * scale) for x, y in outline], fill=colour)
    # Quantised with a column of the ground beside it, whose index is then the canvas's colour.
    tile = Image.new("RGB", (SHARED_TILE + 1, SHARED_TILE), forms[0][0])
    tile.paste(large.reduce(FINENESS))
    few = tile.quantize(COLOURS_MAXIMUM, dither=Image.Dither.NONE)
    whole = Image.new("P", (SHARED_WIDTH, SHARED_HEIGHT), few.getpixel((SHARED_TILE, 0)))
    whole.putpalette(few.getpalette() or [])
    whole.paste(few, ((SHARED_WIDTH - SHARED_TILE) // 2, (SHARED_HEIGHT - SHARED_TILE) // 2))
    out = BytesIO()
    whole.save(out, "PNG")
    return out.getvalue()


def topic_of(document: Mapping[str, Any]) -> str:
    """Return the key of the topic that colours a document's picture, or ""."""
    topics = document.get("topics") or []
    return str(topics[0]["key"]) if topics else ""


def address(document: Mapping[str, Any], kind: str = "svg") -> str:
    """Return the path of a document's drawn picture: `svg`, or `png` for sharing."""
    return f"/-/tiles/{topic_of(document) or NO_TOPIC}/{document['id']}.{kind}"
