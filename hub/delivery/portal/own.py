"""Addresses of the hub's own pages: each language's word, as pages of editors have one."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from django.utils import translation
from django.utils.translation import pgettext_lazy

WORDS: Final[Mapping[str, Any]] = {
    "search": pgettext_lazy("address", "search"),
    "topics": pgettext_lazy("address", "topics"),
    "remembered": pgettext_lazy("address", "remembered"),
    "embed": pgettext_lazy("address", "embed"),
}
# What all languages called them until 2026: bookmarks and search engines still do.
FORMER: Final = {
    "search": "search",
    "topics": "topics",
    "remembered": "remembered",
    "einbinden": "embed",
}


@cache
def word(key: str, locale: str) -> str:
    """Return the word of one of these pages in a language."""
    with translation.override(locale):
        return str(WORDS[key])


def own_url(key: str, locale: str) -> str:
    """Return the address of one of these pages in a language."""
    return f"/{locale}/{word(key, locale)}/"


def key_of(first: str, locale: str) -> str | None:
    """Return the page that the first part of a path means in a language, by a former word too."""
    current = {word(key, locale): key for key in WORDS}
    return current.get(first) or FORMER.get(first)


def in_language(path: str, locale: str, other: str) -> str:
    """Return a path below the language, as it is called in another one."""
    first, slash, rest = path.partition("/")
    key = key_of(first, locale)
    return f"{word(key, other)}{slash}{rest}" if key else path
