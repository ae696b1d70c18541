"""A video of one's own: it plays from this host, and nothing of it is loaded before the click.

Also the place for a video in German Sign Language (DGS) that says what the page says.
"""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from hub.content.blocks.choosers import DocumentChooser
from hub.content.blocks.struct import DocumentBlock
from hub.content.links import document_address, document_size

# What all current browsers play (https://caniuse.com/mpeg4 and /webm, read in 2026).
TYPES: Final = {"mp4": "video/mp4", "webm": "video/webm"}
SIGNED: Final = "sign_language"


class Video(DocumentBlock):
    """A file of the library with captions and the same in words."""

    purpose = blocks.ChoiceBlock(
        label=_("What it is"),
        choices=[(SIGNED, _("Video in German Sign Language (DGS)")), ("video", _("Another video"))],
        default=SIGNED,
    )
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=160,
        help_text=_("With its length, e.g. “How to get the volunteer card (2 minutes)”."),
    )
    file = DocumentChooser(label=_("File"), help_text=_("MP4 or WebM."))
    captions = DocumentChooser(
        label=_("Captions"),
        required=False,
        help_text=_("A file ending in .vtt. Needed as soon as somebody speaks."),
    )
    text = blocks.TextBlock(
        label=_("The same in words"),
        required=False,
        rows=4,
        help_text=_("Everything that matters, for people who cannot see or hear the video."),
    )

    def clean(self, value: Any) -> Any:
        """Accept files that browsers play; a spoken video needs captions and words."""
        cleaned = super().clean(value)
        errors = {}
        if cleaned["file"] and cleaned["file"].file_extension not in TYPES:
            message = _("Browsers do not play this file. Save the video as MP4 or WebM.")
            errors["file"] = ValidationError(message)
        if cleaned["captions"] and cleaned["captions"].file_extension != "vtt":
            message = _("Captions are a file whose name ends in .vtt (WebVTT).")
            errors["captions"] = ValidationError(message)
        if cleaned["purpose"] != SIGNED and not (cleaned["captions"] and cleaned["text"]):
            message = _("People who cannot hear or see it need captions and the same in words.")
            errors["text" if cleaned["captions"] else "captions"] = ValidationError(message)
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    def facts(self, value: Any, hub: Any, anchors: Any) -> dict[str, Any] | None:
        """Return the files' addresses; None where the video is not public."""
        document = value["file"]
        address = document_address(document, hub)
        if address is None:
            return None
        return {
            "address": address,
            "type": TYPES.get(document.file_extension, ""),
            "size": document_size(document),
            "captions": document_address(value["captions"], hub),
            "language": hub.locale.split("-")[0],
            "is_signed": value["purpose"] == SIGNED,
        }

    class Meta:
        label = _("Video of your own, also in sign language")
        icon = "media"
        template = "hub/blocks/video.html"
        label_format = "{title}"
