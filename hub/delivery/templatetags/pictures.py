"""Tags for what a theme draws: tiles, friezes, a wall. They read the context's `reader`."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import segno
from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from hub.looks import tiles
from hub.looks.themes import STANDARD

register = template.Library()

FRIEZE_PIECES: Final = 4
WALL_PIECES: Final = 16


@register.simple_tag(takes_context=True)
def tile(context: Context, key: str, topic: str = "") -> SafeString:
    """Return the picture of an id in the colours of a topic."""
    return _drawn(context, [(key, topic)])


@register.simple_tag(takes_context=True)
def tile_of(context: Context, document: Mapping[str, Any]) -> SafeString:
    """Return the picture of a document."""
    return _drawn(context, [(document["id"], tiles.topic_of(document))])


@register.simple_tag(takes_context=True)
def frieze(context: Context, key: str, topic: str = "", count: int = FRIEZE_PIECES) -> SafeString:
    """Return pictures that belong to one id, the id's own first."""
    return _drawn(
        context, [(f"{key}-{number}" if number else key, topic) for number in range(count)]
    )


@register.simple_tag(takes_context=True)
def wall(context: Context, count: int = WALL_PIECES) -> SafeString:
    """Return a wall of pictures in many colours, always the same."""
    return _drawn(context, [(f"wall-{number}", f"wall-{number}") for number in range(count)])


@register.simple_tag
def qr(address: str) -> SafeString:
    """Return an address as a QR code, for paper: who holds the sheet comes back to the page."""
    return mark_safe(_qr(address))  # noqa: S308  squares alone, written by segno


@lru_cache(maxsize=500)
def _qr(address: str) -> str:
    code = segno.make(address, error="m", micro=False)
    made: str = code.svg_inline(border=0, omitsize=True, svgclass="qr", lineclass=None)
    return made


@register.filter
def topic_key(document: Mapping[str, Any]) -> str:
    """Return the key of a document's first topic, or ""."""
    return tiles.topic_of(document)


def _drawn(context: Context, pieces: Iterable[tuple[str, str]]) -> SafeString:
    # Pages about faults know no site: they come without asking the database.
    reader = context.get("reader")
    theme = reader.site.facts["theme"] if reader else STANDARD
    made = "".join(tiles.inline(theme, key, topic) for key, topic in pieces)
    return mark_safe(made)  # noqa: S308  colours and paths alone, written by hub.looks.tiles
