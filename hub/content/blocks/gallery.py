"""Several pictures side by side."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.content.blocks.picture import Picture
from hub.content.blocks.struct import DocumentBlock

# How wide a picture is shown: columns of at least 14em, on a phone the whole screen.
SIZES: Final = "(min-width: 32em) 20em, 100vw"


class Gallery(DocumentBlock):
    """Two to twenty-four pictures, each with caption and credit."""

    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=160,
        help_text=_("Says what the pictures have in common, e.g. “Summer festival 2026”."),
    )
    pictures = blocks.ListBlock(Picture(), label=_("Pictures"), min_num=2, max_num=24)

    def facts(self, value: Any, hub: Any, anchors: Any) -> dict[str, Any] | None:
        """Return the drawn figures, without those that may not be shown."""
        surroundings = {"hub": hub, "anchors": anchors, "picture_sizes": SIZES}
        figures = [child.render(surroundings) for child in value["pictures"].bound_blocks]
        shown = [one for one in figures if one]
        return {"figures": shown} if shown else None

    class Meta:
        label = _("Gallery")
        icon = "image"
        template = "hub/blocks/gallery.html"
