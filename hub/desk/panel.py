"""The dashboard's first panel: what needs attention, by the `DeskPanel` parts of rooms and
capabilities."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

import structlog
from django.forms import Media
from django.template import Context
from wagtail.admin.ui.components import Component

from hub.kernel.contract import registry
from hub.kernel.contract.desk import DeskEntry
from hub.kernel.contract.parts import DeskPanel, Owned
from hub.kernel.contract.sources import User

log = structlog.get_logger(__name__)

SHOWN: Final = 10


@dataclass(frozen=True)
class Shown:
    """A panel with its first entries; `more_count` is how many there are beside them."""

    key: str
    panel: DeskPanel
    entries: list[DeskEntry]
    total: int = 0
    has_failed: bool = False

    @property
    def more_count(self) -> int:
        """Return how many the panel leaves out."""
        return self.total - len(self.entries)


class Attention(Component):
    """Panels that have something to show; words where none has."""

    name = "attention"
    order = 10
    template_name = "hub/desk/attention.html"
    media: ClassVar[Media] = Media(css={"all": ["hub/desk.css"]})

    def get_context_data(self, parent_context: Context) -> Mapping[str, object]:
        """Return the panels of this user."""
        request = parent_context["request"]
        return {"shown": shown_to(request.user), "request": request}


def panels() -> list[Owned[DeskPanel]]:
    """Return the panels of the desk in their order."""
    return sorted(registry.owned(DeskPanel), key=lambda one: one.part.order)


def shown_to(user: User) -> list[Shown]:
    """Return the panels that have something for this user, ten entries of each.

    One that fails says so and leaves the others alone.
    """
    shown = []
    for one in panels():
        try:
            panel = _first(one, user)
        except Exception:
            log.exception("desk.panel_failed", panel=one.key)
            panel = Shown(one.key, one.part, [], has_failed=True)
        if panel:
            shown.append(panel)
    return shown


def _first(one: Owned[DeskPanel], user: User) -> Shown | None:
    rows = one.part.rows(user)
    first = list(rows[: SHOWN + 1])
    if not first:
        return None
    total = len(first) if len(first) <= SHOWN else rows.count()
    return Shown(one.key, one.part, one.part.entries(first[:SHOWN]), total)
