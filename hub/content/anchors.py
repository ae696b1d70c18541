"""Anchors: ids of headings and accordion items, made from their titles, unique within a text."""

import re
from typing import Final

from anyascii import anyascii

GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Ids that themes use for landmarks.
RESERVED: Final = frozenset({"main", "content", "navigation", "search", "top", "footer"})


class Anchors:
    """The ids taken so far in one text. The same titles in the same order give the same ids."""

    def __init__(self) -> None:
        self._taken: set[str] = set(RESERVED)

    def take(self, title: str) -> str:
        """Return an id for a title: "Öffentlichkeitsarbeit" → oeffentlichkeitsarbeit, then …-2."""
        plain = anyascii(title.casefold().translate(GERMAN)).lower()
        base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "section"
        base = f"section-{base}" if base[0].isdigit() else base
        anchor, number = base, 1
        while anchor in self._taken:
            number += 1
            anchor = f"{base}-{number}"
        self._taken.add(anchor)
        return anchor
