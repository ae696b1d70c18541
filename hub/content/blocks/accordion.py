"""An accordion: native `<details>`, each item with an anchor that opens it without script."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.content.blocks.struct import DocumentBlock
from hub.content.blocks.text import Text


class AccordionItem(blocks.StructBlock):
    """A title that opens a text."""

    title = blocks.CharBlock(
        label=_("Title"),
        max_length=160,
        help_text=_("Its link is made from these words and changes with them."),
    )
    text = Text(label=_("Text"))

    class Meta:
        label = _("Item")
        label_format = "{title}"


class Accordion(DocumentBlock):
    """Items that readers open one by one, e.g. work packages."""

    level = blocks.ChoiceBlock(
        label=_("Level of the titles"),
        choices=[("2", _("Section")), ("3", _("Subsection")), ("4", _("Below a subsection"))],
        default="3",
        help_text=_("One level below the heading that stands above the accordion."),
    )
    entries = blocks.ListBlock(AccordionItem(), label=_("Items"), min_num=1, max_num=60)

    def facts(self, value: Any, hub: Any, anchors: Any) -> dict[str, Any]:
        """Return the items with their anchors.

        The anchor stands inside `<details>`: browsers open what hides a link's target (HTML
        standard, ancestor details revealing algorithm), but not a `<details>` that is the target.
        """
        text = AccordionItem().child_blocks["text"]
        return {
            "tag": f"h{value['level']}",
            "entries": [
                {
                    "title": one["title"],
                    "anchor": anchors.take(one["title"]),
                    "text": text.render(one["text"], {"hub": hub}),
                }
                for one in value["entries"]
            ],
        }

    class Meta:
        label = _("Accordion")
        icon = "list-ul"
        template = "hub/blocks/accordion.html"
