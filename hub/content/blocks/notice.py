"""A box that stands out from the text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.content.blocks.struct import DocumentBlock
from hub.content.blocks.text import Text


class Notice(DocumentBlock):
    """A hint, or something readers must not miss."""

    tone = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("hint", _("Good to know")), ("important", _("Important"))],
        default="hint",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = Text(label=_("Text"), required=False)

    class Meta:
        label = _("Notice box")
        icon = "info-circle"
        template = "hub/blocks/notice.html"
        label_format = "{title}"
