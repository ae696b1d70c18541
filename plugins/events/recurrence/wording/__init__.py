"""A series in words, in the language of the page: "jeden 2. Dienstag im Monat bis Juni"."""

from typing import Final

from plugins.events.recurrence.series import Series
from plugins.events.recurrence.wording.arabic import Arabic
from plugins.events.recurrence.wording.easy_german import EasyGerman
from plugins.events.recurrence.wording.english import English
from plugins.events.recurrence.wording.german import German
from plugins.events.recurrence.wording.shape import shape_of
from plugins.events.recurrence.wording.ukrainian import Ukrainian
from plugins.events.recurrence.wording.words import Words

LANGUAGES: Final[dict[str, Words]] = {
    "ar": Arabic(),
    "de": German(),
    "de-x-ls": EasyGerman(),
    "en": English(),
    "uk": Ukrainian(),
}


def in_words(series: Series, locale: str) -> str:
    """Return the repetition as a person would say it; English where the language is not known."""
    base = locale.split("-", maxsplit=1)[0]
    words = LANGUAGES.get(locale) or LANGUAGES.get(base) or LANGUAGES["en"]
    return words.say(shape_of(series))
