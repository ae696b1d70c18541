"""What all blocks of several fields share: they are drawn for a document, never without one."""

from collections.abc import Mapping
from typing import Any

from wagtail import blocks

from hub.content.anchors import Anchors


class DocumentBlock(blocks.StructBlock):
    """A block whose template gets `facts(value, hub, anchors)`; None from it: nothing is shown.

    `hub` is the `hub.content.building.Context` of the document that the text belongs to.
    """

    def facts(self, value: Any, hub: Any, anchors: Anchors) -> Mapping[str, Any] | None:
        """Return what the template needs besides `value`."""
        return {}

    def render(self, value: Any, context: Any = None) -> str:
        """Return the block's HTML, "" where there is no document or nothing to show."""
        if not context or "hub" not in context:
            return ""
        facts = self.facts(value, context["hub"], context["anchors"])
        return "" if facts is None else str(super().render(value, {**context, **facts}))
