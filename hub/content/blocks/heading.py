"""A heading with an anchor, so that others can link to it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.content.blocks.struct import DocumentBlock

LEVELS = [("2", _("Section")), ("3", _("Subsection")), ("4", _("Below a subsection"))]


class Heading(DocumentBlock):
    """Level 2 to 4; level 1 is the page's title."""

    text = blocks.CharBlock(label=_("Heading"), max_length=160)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=LEVELS,
        default="2",
        help_text=_("Levels follow each other: no subsection without a section above it."),
    )

    def facts(self, value: Any, hub: Any, anchors: Any) -> dict[str, Any]:
        """Return the anchor and the tag."""
        return {"anchor": anchors.take(value["text"]), "tag": f"h{value['level']}"}

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "hub/blocks/heading.html"
        label_format = "{text}"
