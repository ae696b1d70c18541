"""What a line would change, field by field: one value, which a dry run, a moderator's side-by-side
view and "the source now says …" show each in their own way.

Field values are plain JSON, as `fields.values.values_of` gives them. Nothing here writes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from uuid import UUID

from hub.transfer.problems import Problem

# Longer values are cut where people read them in one line.
SHOWN_LETTERS: Final = 60

Outcome = Literal["new", "changed", "gone", "unchanged", "refused"]


@dataclass(frozen=True)
class Difference:
    """A field in which a line and the hub differ. `base` is what the same source said last time.

    `is_based` is False where the source never spoke of this document: then nobody knows who changed
    it, which counts as both.
    """

    field: str
    here: Any
    line: Any
    base: Any = None
    is_based: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether the field was changed here alone."""
        return self.is_based and self.line == self.base

    @property
    def is_conflict(self) -> bool:
        """Whether it was changed here and at the source."""
        return not self.is_based or self.base not in (self.line, self.here)

    def __str__(self) -> str:
        return f"{self.field}: {_short(self.here)} → {_short(self.line)}"


@dataclass(frozen=True)
class Change:
    """What one line would do. `number` counts the lines from 1; a refused one says why, and what it
    would do where only an editor's work stands against it. What is new differs from an empty page
    or record. `source` is the page or record as it would be, in memory, while a change is told."""

    number: int
    kind: str
    locale: str
    title: str
    outcome: Outcome
    document_id: UUID | None = None
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    source: Any = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        shown = "; ".join(str(one) for one in self.differences)
        what = f"line {self.number}, {self.title}: {self.outcome}"
        return f"{what} ({shown})" if shown and self.outcome != "new" else what


def differences(
    here: Mapping[str, Any], line: Mapping[str, Any], base: Mapping[str, Any] | None
) -> tuple[Difference, ...]:
    """Return the fields in which the line differs from what is here."""
    return tuple(
        Difference(name, here.get(name), value, (base or {}).get(name), name in (base or {}))
        for name, value in line.items()
        if value != here.get(name)
    )


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN_LETTERS else f"{text[: SHOWN_LETTERS - 1]}…"
