"""Template tags of this theme: its icons."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return an icon of the theme's sheet; it says nothing by itself, a word stands beside it."""
    sheet = static("stadt/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>', sheet, name
    )
