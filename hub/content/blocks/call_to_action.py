"""A call to action: one thing to do, one button."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.content.blocks.struct import DocumentBlock
from hub.content.blocks.target import Target, address_of


class CallToAction(DocumentBlock):
    """Title, a sentence, a button."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=400, rows=2)
    label = blocks.CharBlock(
        label=_("Words on the button"),
        max_length=60,
        help_text=_("A verb and a thing, e.g. “Enter an event”. Not “More” or “Click here”."),
    )
    target = Target(label=_("Leads to"))

    def facts(self, value: Any, hub: Any, anchors: Any) -> dict[str, Any] | None:
        """Return the address, None where there is nothing to lead to."""
        address = address_of(value["target"], hub)
        return {"address": address} if address else None

    class Meta:
        label = _("Call to action")
        icon = "arrow-right"
        template = "hub/blocks/call_to_action.html"
        label_format = "{title}"
