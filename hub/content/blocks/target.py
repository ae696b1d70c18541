"""Where a link leads: a page of the hub or another address, exactly one of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from hub.content.blocks.choosers import PageChooser
from hub.content.links import page_address


class Target(blocks.StructBlock):
    """A page, a web address or an e-mail address."""

    page = PageChooser(label=_("Page"), required=False)
    url = blocks.URLBlock(
        label=_("or web address"),
        required=False,
        help_text=_("With https://, e.g. https://www.deutsche-stiftung-engagement-und-ehrenamt.de"),
    )
    email = blocks.EmailBlock(label=_("or e-mail address"), required=False)

    def clean(self, value: Any) -> Any:
        """Ask for exactly one."""
        cleaned = super().clean(value)
        given = [name for name in ("page", "url", "email") if cleaned[name]]
        if len(given) != 1:
            message = _("Give exactly one: a page, a web address or an e-mail address.")
            raise StructBlockValidationError({(given or ["page"])[-1]: ValidationError(message)})
        return cleaned


def address_of(target: Any, hub: Any) -> str | None:
    """Return the address a Target leads to, None where its page is not public."""
    if target["page"]:
        return page_address(target["page"], hub)
    if target["email"]:
        return f"mailto:{target['email']}"
    return target["url"] or None
