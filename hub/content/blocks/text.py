"""Running text."""

from typing import Any, Final

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.content.links import expand

FEATURES: Final = ("bold", "italic", "ol", "ul", "link", "document-link", "hr")


class Text(blocks.RichTextBlock):
    """Paragraphs, lists and links. Headings and pictures are blocks of their own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": list(FEATURES), **options})

    def render(self, value: Any, context: Any = None) -> str:
        """Return the text with public links only; "" outside a document."""
        if not value or not context or "hub" not in context:
            return ""
        return mark_safe(expand(value.source, context["hub"]))  # noqa: S308  body.sanitise follows

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        description = _("Paragraphs, lists, links")
