"""The alphabet above a list of titles: each letter leads to the first of its titles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from hub.delivery.portal.lists.filters.filter_form import link
from hub.publication.building.build import sort_text
from hub.publication.query import Selection, first_letters
from hub.publication.query.cursor import encode

BEFORE_ALL: Final = UUID(int=0)


@dataclass(frozen=True)
class LetterLink:
    """A letter of the alphabet; without items `url` is empty."""

    letter: str
    url: str


def letter_of(title: str) -> str:
    """Return the letter a title is found under."""
    letter = sort_text(title)[:1].upper()
    return letter if letter.isalpha() else "#"


def alphabet(
    selection: Selection, path: str, chosen: Mapping[str, list[str]]
) -> tuple[LetterLink, ...]:
    """Return the letters that titles of a selection begin with, in their order."""
    links = []
    for first_letter in filter(None, first_letters(selection)):
        # The cursor just before the first title of this letter.
        cursor = encode(first_letter, BEFORE_ALL)
        url = link(path, {**chosen, "cursor": [cursor]})
        links.append(LetterLink(letter_of(first_letter), url))
    return tuple({entry.letter: entry for entry in reversed(links)}.values())[::-1]
