"""What whoever brings lines asks for, and what was done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from hub.transfer.problems import Problems

# What happens to a field that was changed both here and at its source.
OnConflict = Literal["overwrite", "refuse", "keep"]


@dataclass(frozen=True)
class Options:
    """`is_dry`: write nothing. `is_partial`: write the good lines of a file that has bad ones.

    `creates_missing`: make topics, places, organisations … that lines name. `adds_only`: leave
    everything that this hub has already as it is. `on_conflict`: "overwrite" makes true what the
    lines say, as restoring needs; the others merge by field, with what the same source said last
    as the base: "keep" leaves a field that was changed on both sides as it is here and keeps the
    source's as a proposal, "refuse" refuses the line. `ladder(line)` may find the document of a
    line whose id and key nobody knows. `may_be_nameless`: a line without any identity is new.
    `into_draft`: a change goes into the editors' newest version alone, what is public stays;
    `editor` is who the history names for that.
    """

    is_dry: bool = False
    is_partial: bool = False
    creates_missing: bool = False
    adds_only: bool = False
    on_conflict: OnConflict = "overwrite"
    ladder: Callable[[Any], UUID | None] | None = None
    may_be_nameless: bool = False
    into_draft: bool = False
    editor: Any = None


@dataclass
class Report:
    """What was done, or would be: each line is new, changed, gone, unchanged or refused."""

    line_count: int = 0
    new_count: int = 0
    changed_count: int = 0
    gone_count: int = 0
    same_count: int = 0
    proposals_count: int = 0
    words_count: int = 0
    lost_links_count: int = 0
    is_written: bool = False
    problems: Problems = field(default_factory=Problems)

    def count(self, outcome: str) -> None:
        """Count a line that was not refused."""
        name = {"unchanged": "same_count"}.get(outcome, f"{outcome}_count")
        setattr(self, name, getattr(self, name) + 1)

    @property
    def refused_count(self) -> int:
        """How many lines are refused."""
        return len(self.problems.lines)

    def summary(self) -> str:
        """Return "15 read: 12 new, 3 changed, 0 gone, 0 unchanged, 0 refused", and what else there
        is to say."""
        parts = [
            f"{self.line_count:,} read: {self.new_count:,} new, {self.changed_count:,} changed,"
            f" {self.gone_count:,} gone, {self.same_count:,} unchanged,"
            f" {self.refused_count:,} refused"
        ]
        if self.words_count:
            parts.append(
                f"{self.words_count:,} topics, districts, places, contacts or organisations written"
            )
        if self.proposals_count:
            parts.append(f"{self.proposals_count:,} fields changed on both sides are proposed")
        if self.lost_links_count:
            parts.append(f"{self.lost_links_count:,} links to pages that are not here were dropped")
        return "; ".join(parts)
