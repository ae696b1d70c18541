"""Template tags of this theme: icons, the drawn pictures, the tiles of a page that is missing."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from themes.stadt import tile as drawing

register = template.Library()

FRIEZE_PIECES = 4
GAP_PIECES = 16


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon of the theme's sheet; it says nothing by itself, a word stands beside it."""
    sheet = static("stadt/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>', sheet, name
    )


@register.simple_tag
def tile(key: str, topic: str = "") -> SafeString:
    """Return the picture of an id in the colours of a topic."""
    return mark_safe(drawing.tile(key, topic))  # noqa: S308  drawn here, from nothing but numbers


@register.simple_tag
def tile_of(document: Mapping[str, Any]) -> SafeString:
    """Return the picture of a document."""
    topics = document.get("topics") or [{"key": ""}]
    return mark_safe(drawing.tile(document["id"], topics[0]["key"]))  # noqa: S308


@register.simple_tag
def frieze(key: str, topic: str = "", count: int = FRIEZE_PIECES) -> SafeString:
    """Return pictures that belong to one id, the id's own first."""
    keys = [key, *(f"{key}-{number}" for number in range(1, count))]
    return mark_safe("".join(drawing.tile(one, topic) for one in keys))  # noqa: S308


@register.simple_tag
def wall(count: int = GAP_PIECES) -> SafeString:
    """Return a wall of pictures in all colours, always the same."""
    topics = list(drawing.TOPICS)
    made = (drawing.tile(f"wall-{n}", topics[n % len(topics)]) for n in range(count))
    return mark_safe("".join(made))  # noqa: S308


@register.filter
def topic_key(document: Mapping[str, Any]) -> str:
    """Return the key of a document's first topic, or ""."""
    topics = document.get("topics") or []
    return str(topics[0]["key"]) if topics else ""
