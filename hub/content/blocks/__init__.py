"""The StreamField blocks editors write with."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

BODY_BLOCKS = [
    ("rich_text", blocks.RichTextBlock(label=_("Text"))),
    ("heading", blocks.CharBlock(label=_("Heading"), form_classname="title")),
]
