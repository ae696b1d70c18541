"""A contact with all ways to get in touch."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.content.blocks.choosers import SnippetChooser
from hub.content.blocks.struct import DocumentBlock


def telephone_link(number: str) -> str:
    """Return a tel: address (RFC 3966); numbers with a leading 0 are German."""
    digits = re.sub(r"[^\d+]", "", number.replace("(0)", ""))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+49{digits[1:]}"
    return f"tel:{digits}"


class ContactBox(DocumentBlock):
    """Shows a contact from the list; a change there shows on every page."""

    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=120,
        help_text=_("For example “Questions about the network?”"),
    )
    contact = SnippetChooser("content.Contact", label=_("Contact"))

    def facts(self, value: Any, hub: Any, anchors: Any) -> dict[str, Any] | None:
        """Return the contact, None where it was deleted."""
        contact = value["contact"]
        if contact is None:
            return None
        return {"contact": contact, "telephone": telephone_link(contact.phone)}

    class Meta:
        label = _("Contact")
        icon = "user"
        template = "hub/blocks/contact_box.html"
