"""One picture with its caption and credit."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from hub.content.blocks.choosers import ImageChooser
from hub.content.blocks.struct import DocumentBlock
from hub.content.files.pictures import picture, sources


class Picture(DocumentBlock):
    """The alternative text is the image's own, unless this place needs another."""

    image = ImageChooser(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Alternative text here"),
        required=False,
        max_length=300,
        help_text=_(
            "Empty: the text that is saved with the picture. "
            "Fill in what matters here, e.g. “The new meeting room with ramp”."
        ),
    )
    is_decorative = blocks.BooleanBlock(
        label=_("Decorative here"),
        required=False,
        help_text=_("The picture adds nothing to this text. Screen readers then skip it."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=300,
        help_text=_("Stands below the picture. The credit is added by itself."),
    )

    def clean(self, value: Any) -> Any:
        """Refuse a decorative picture with an alternative text."""
        cleaned = super().clean(value)
        if cleaned["is_decorative"] and cleaned["alt"]:
            message = _("A decorative picture has no alternative text. Remove one of the two.")
            raise StructBlockValidationError({"alt": ValidationError(message)})
        return cleaned

    def facts(self, value: Any, hub: Any, anchors: Any) -> dict[str, Any] | None:
        """Return the picture, None where it may not be shown."""
        alt = "" if value["is_decorative"] else value["alt"] or None
        shown = picture(value["image"], hub, alt)
        return {"picture": shown, "sources": sources(shown)} if shown else None

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "hub/blocks/picture.html"
