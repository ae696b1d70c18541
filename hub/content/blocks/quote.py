"""Somebody's words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.content.blocks.struct import DocumentBlock


class Quote(DocumentBlock):
    """A quotation and who said it."""

    text = blocks.TextBlock(
        label=_("Quotation"), rows=3, max_length=1000, help_text=_("Without quotation marks.")
    )
    person = blocks.CharBlock(
        label=_("Who said it"),
        required=False,
        max_length=160,
        help_text=_("For example “Volunteer at the repair café”"),
    )

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        template = "hub/blocks/quote.html"
