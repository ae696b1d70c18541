"""A series in words, in the language of the page: "jeden 2. Dienstag im Monat bis Juni".

What is said stands in the capability's catalogues under "repetition": a language is added, or
mended, there.
"""

from functools import cache
from pathlib import Path
from typing import Final

from django.utils import translation

from hub.words.dates import base
from plugins.events.recurrence.series import Series
from plugins.events.recurrence.wording.sentences import say
from plugins.events.recurrence.wording.shape import shape_of

CATALOGUES: Final = Path(__file__).resolve().parents[2] / "locale"


def in_words(series: Series, locale: str) -> str:
    """Return the repetition as a person would say it; English where the language is not known."""
    with translation.override(_spoken(locale)):
        return say(shape_of(series))


@cache
def _spoken(locale: str) -> str:
    """Return the language or its base, whichever has a catalogue here, else English."""
    for code in (locale, base(locale)):
        if (CATALOGUES / translation.to_locale(code)).is_dir():
            return code
    return "en"
