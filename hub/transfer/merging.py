"""Decides, field by field, what becomes of a document that is here already.

Unchanged at the source: ours stays. Unchanged here: the source's wins. Changed on both sides: as
`Options.on_conflict` says. Without a last word nobody knows who changed a field: that is both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from hub.transfer.compare import Difference, differences
from hub.transfer.fields.checking import check
from hub.transfer.fields.filling import Filler
from hub.transfer.fields.values import FormerContent, values_of
from hub.transfer.lines.line import Line
from hub.transfer.lines.plan import PlannedLine
from hub.transfer.problems import Problems
from hub.transfer.report import OnConflict


@dataclass(frozen=True)
class Merged:
    """What a line said, what of it stands on the page or record now, and what stayed as it was."""

    said: Mapping[str, Any]
    written: tuple[Difference, ...]
    stayed: tuple[Difference, ...]
    wants_live: bool

    @property
    def proposed(self) -> tuple[Difference, ...]:
        """What an editor has to decide on."""
        return tuple(one for one in self.stayed if one.is_conflict)

    @property
    def agreed_fields(self) -> frozenset[str]:
        """The fields that are here what the line says."""
        return frozenset(self.said) - {one.field for one in self.stayed}


class Merger:
    """Writes lines onto pages and records in memory, as far as they may; saves nothing."""

    def __init__(self, filler: Filler, on_conflict: OnConflict, problems: Problems) -> None:
        self._filler, self._on_conflict, self._problems = filler, on_conflict, problems

    def merge(
        self, source: Any, entry: PlannedLine, line: Line, base: Mapping[str, Any] | None
    ) -> Merged | None:
        """Merge a line into what is here; None where something of it is refused."""
        here, former = values_of(source), FormerContent(source)
        if not self._filler.fill(source, entry, line):
            return None
        said = self._said(source, line)
        if not entry.is_page and source.slug == here["slug"]:
            # Nobody else can have the address that it has already.
            source._check_address_is_free = _nothing
        if said != here:
            if not check(source, entry, self._problems):
                return None
            # The model's checks put some values into their usual form.
            said = self._said(source, line)
        found = differences(here, said, base)
        stayed = self._staying(found)
        if self._on_conflict == "refuse" and not self._refuse(entry, stayed):
            return None
        for one in stayed:
            former.put_back(one.field)
        if stayed and not check(source, entry, self._problems):
            return None
        written = tuple(one for one in found if one not in stayed)
        is_live_ours = any(one.field == "live" for one in stayed)
        return Merged(said, written, stayed, source.live if is_live_ours else line.wants_live)

    def _said(self, source: Any, line: Line) -> dict[str, Any]:
        """Return what the line makes of it; a page that waits or has expired does so."""
        said = values_of(source)
        waits = bool(getattr(source, "go_live_at", None) and source.go_live_at > timezone.now())
        if not waits and not getattr(source, "expired", False):
            said["live"] = line.wants_live
        return said

    def _staying(self, found: tuple[Difference, ...]) -> tuple[Difference, ...]:
        if self._on_conflict == "overwrite":
            return ()
        return tuple(one for one in found if one.is_ours or one.is_conflict)

    def _refuse(self, entry: PlannedLine, stayed: tuple[Difference, ...]) -> bool:
        conflicts = [one for one in stayed if one.is_conflict]
        for one in conflicts:
            message = "was changed here and at the source; --on-conflict says who wins"
            self._problems.add(entry.number, one.field, message)
        return not conflicts


def _nothing() -> None:
    """Stand in for a check that cannot fail."""
