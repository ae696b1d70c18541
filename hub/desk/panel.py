"""The dashboard's first panel: what needs attention, then what capabilities bring."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import structlog
from django.forms import Media
from django.utils.safestring import mark_safe
from wagtail.admin.ui.components import Component

from hub.desk.matters import SECTIONS
from hub.desk.section import Entry, Section
from hub.kernel import registry
from hub.kernel.parts import DeskPanel

log = structlog.get_logger(__name__)

SHOWN: Final = 10


@dataclass(frozen=True)
class Shown:
    """A section with its first entries; `more_count` is how many there are beside them."""

    section: Section
    entries: list[Entry]
    total: int

    @property
    def more_count(self) -> int:
        """Return how many the panel leaves out."""
        return self.total - len(self.entries)


class Attention(Component):
    """Sections that have something to show; words where none has."""

    name = "attention"
    order = 10
    template_name = "hub/desk/attention.html"
    media: ClassVar[Any] = Media(css={"all": ["hub/desk.css"]})

    def get_context_data(self, parent_context: Any) -> Mapping[str, Any]:
        """Return the sections of this user."""
        request = parent_context["request"]
        return {"shown": shown_to(request.user), "request": request}


class FromCapability(Component):
    """A panel that a capability renders. One that fails says so and leaves the others alone."""

    template_name = "hub/desk/from_capability.html"

    def __init__(self, part: DeskPanel) -> None:
        self.part, self.order = part, 20

    def get_context_data(self, parent_context: Any) -> Mapping[str, Any]:
        """Return the part's HTML, or that it has failed."""
        try:
            html = self.part.render(parent_context["request"])
        except Exception:
            log.exception("desk.panel_failed", panel=self.part.name)
            return {"has_failed": True}
        return {"html": mark_safe(html)}  # noqa: S308  rendered by a capability's own template


def shown_to(user: Any) -> list[Shown]:
    """Return the sections that have something for this user, ten entries of each."""
    found = []
    for section in SECTIONS:
        rows = section.rows(user)
        first = list(rows[: SHOWN + 1])
        if not first:
            continue
        total = len(first) if len(first) <= SHOWN else rows.count()
        found.append(Shown(section, section.entries(first[:SHOWN]), total))
    return found


def panels() -> list[Component]:
    """Return the panels of the desk in their order."""
    parts = sorted(registry.parts(DeskPanel), key=lambda one: one.order)
    return [Attention(), *(FromCapability(one) for one in parts)]
