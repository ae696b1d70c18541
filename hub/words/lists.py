"""Several words as one: "Montag, Dienstag und Freitag"."""

from collections.abc import Iterable

from babel.lists import format_list

from hub.words.dates import base, language


def listed(words: Iterable[object]) -> str:
    """Return the words as a sentence lists them, joined by its language's "and"."""
    found = [str(word) for word in words]
    code = base(language())
    if code == "uk":
        # CLDR's "і" is hard to hear between two vowels ("неділю і іншу"); "та" fits everywhere.
        found[-2:] = [" та ".join(found[-2:])]
        return ", ".join(found)
    # No comma before "and", as British English has it.
    return format_list(found, locale="en_GB" if code == "en" else code)
