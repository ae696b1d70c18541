"""Items from the hub: a place that the portal fills from rows, a link for everybody else."""

from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from hub.content.blocks.choosers import PageChooser
from hub.content.blocks.struct import DocumentBlock
from hub.content.links import page_address
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind


def kind_choices() -> list[tuple[str, Any]]:
    """Return the kinds that are installed."""
    return [(one.name, one.title_plural) for one in registry.kinds()]


def _lists(page: Any, kind: Kind) -> bool:
    """Whether the page is the list of this kind, which understands the same words."""
    return kind.index_page is not None and issubclass(page.specific_class, kind.index_page)


class Items(DocumentBlock):
    """The newest, or next, items of a kind that match the words of the API."""

    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=120, help_text=_("e.g. “Next in Roßlau”")
    )
    kind = blocks.ChoiceBlock(label=_("What"), choices=kind_choices)
    query = blocks.CharBlock(
        label=_("Filter"),
        required=False,
        max_length=300,
        help_text=_(
            "The words of the API, joined by &, e.g. topic=sport&district=rosslau&free=true. "
            "Empty: all of them."
        ),
    )
    limit = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)
    page = PageChooser(
        label=_("Page with all of them"),
        help_text=_("The link below the list. Other websites show only this link."),
    )

    def clean(self, value: Any) -> Any:
        """Let the query language read the filter, now, and not when readers come."""
        cleaned = super().clean(value)
        check = import_string(settings.HUB_QUERY_CHECK)
        problems = check(cleaned["kind"], parse_qsl(cleaned["query"], keep_blank_values=True))
        if problems:
            raise StructBlockValidationError({"query": ValidationError(problems)})
        return cleaned

    def facts(self, value: Any, hub: Any, anchors: Any) -> dict[str, Any] | None:
        """Return kind, query and the link; None where the kind is gone."""
        kind = registry.kind(value["kind"])
        if kind is None:
            return None
        asked = value["query"].strip("&? ")
        words = [asked, f"limit={value['limit']}"]
        address = page_address(value["page"], hub)
        # The page of all of them shows what the list was about, not everything there is.
        if asked and address and _lists(value["page"], kind):
            address = f"{address}?{asked}"
        return {
            "kind": kind,
            "query": "&".join(word for word in words if word),
            "address": address,
        }

    class Meta:
        label = _("Items from the hub")
        icon = "list-ul"
        template = "hub/blocks/items.html"
