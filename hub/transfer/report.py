"""What an import is asked to do, and what it did."""

from dataclasses import dataclass, field

from hub.transfer.problems import Problems


@dataclass(frozen=True)
class Options:
    """`is_dry`: write nothing. `is_partial`: write the good lines of a file that has bad ones.

    `creates_missing`: make topics, places, organisations … that lines name. `adds_only`: leave
    everything that this hub has already as it is.
    """

    is_dry: bool = False
    is_partial: bool = False
    creates_missing: bool = False
    adds_only: bool = False


@dataclass
class Report:
    """What an import did, or would do."""

    new_count: int = 0
    changed_count: int = 0
    gone_count: int = 0
    same_count: int = 0
    words_count: int = 0
    lost_links_count: int = 0
    line_count: int = 0
    is_written: bool = False
    problems: Problems = field(default_factory=Problems)

    def summary(self) -> str:
        """Return "12 new, 3 changed, 0 gone", and what else there is to say."""
        new, changed, gone = self.new_count, self.changed_count, self.gone_count
        parts = [f"{new:,} new, {changed:,} changed, {gone:,} gone"]
        if self.words_count:
            parts.append(f"{self.words_count:,} topics, districts, places or contacts written")
        if self.lost_links_count:
            parts.append(f"{self.lost_links_count:,} links to pages that are not here were dropped")
        if self.problems:
            parts.append(f"{len(self.problems.lines):,} lines refused")
        return "; ".join(parts)
