"""What may be shown of one event in five languages, said as plainly as it can be said.

`Matter.shown()` is what the hub has to show; `test_random_walk` compares it with the rows.
"""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

LANGUAGES: Final = ("en", "uk", "ar", "de-x-ls")
# A translator's texts: the title, and why an event is cancelled ("" while it takes place).
Texts = tuple[str, str]


class Version(NamedTuple):
    """What an editor's version of the event says."""

    title: str = "Werkstatt"
    slug: str = "werkstatt"
    hour: int = 10
    cents: int = 0
    reason: str = ""
    has_end: bool = False

    @property
    def texts(self) -> Texts:
        """Return what translators have to translate."""
        return self.title, self.reason

    @property
    def status(self) -> str:
        """Return whether it takes place."""
        return "cancelled" if self.reason else "scheduled"


FIRST: Final = Version()


class Shown(NamedTuple):
    """What readers of a language see."""

    title: str
    hour: int
    cents: int
    status: str
    topic: str
    locale: str
    is_outdated: bool = False
    is_complete: bool = True


@dataclass
class Words:
    """What one language has of the event."""

    page: str = ""  # "", "alias", "converted" or "ordered"
    place: int = 0
    is_live: bool = False
    is_closed: bool = False
    title: str = ""
    made_from: Texts = ("", "")
    is_complete: bool = False


@dataclass
class Matter:
    """An event, its languages, and the two lists that it may stand in.

    The first list's section may be moved into a third section, the collection. Lists and sections
    exist in other languages from the moment in which the event is ordered there.
    """

    live: Version = FIRST
    draft: Version = FIRST
    scheduled: Version | None = None
    is_live: bool = True
    is_closed: bool = False
    is_deleted: bool = False
    is_off: bool = False
    place: int = 0
    closed_places: set[int] = field(default_factory=set)
    is_inside: bool = False
    is_collection_closed: bool = False
    words: dict[str, Words] = field(default_factory=lambda: {one: Words() for one in LANGUAGES})
    # The lists that a language has, those of it that stand in its collection.
    places: set[tuple[str, int]] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)
    collections: set[str] = field(default_factory=set)
    # What translators work from, and what they wrote of it: {(language, text): words}.
    source: Texts = ("", "")
    memory: dict[tuple[str, str], str] = field(default_factory=dict)
    topic: str = "Thema"
    topic_in: dict[str, str] = field(default_factory=dict)

    def shown(self) -> dict[str, Shown]:
        """Return what each language shows: its own words, else German; nothing while the original
        is not to be seen."""
        if self.is_off or self.is_deleted or not self.is_live or self.is_closed:
            return {}
        if self.place in self.closed_places:
            return {}
        if self.place == 0 and self.is_inside and self.is_collection_closed:
            return {}
        one = self.live
        german = Shown(one.title, one.hour, one.cents, one.status, self.topic, "de")
        shown = dict.fromkeys(("de", *LANGUAGES), german)
        for code, own in self.words.items():
            if own.title and own.is_live and not own.is_closed and not self._is_place_closed(code):
                shown[code] = german._replace(
                    title=own.title,
                    topic=self.topic_in.get(code, self.topic),
                    locale=code,
                    is_outdated=own.made_from != one.texts,
                    is_complete=own.is_complete,
                )
        return shown

    def _is_place_closed(self, code: str) -> bool:
        """Whether words stay behind in a list that is closed, while their original left it."""
        place = self.words[code].place
        is_inside = place == 0 and code in self.inside
        return place in self.closed_places or (is_inside and self.is_collection_closed)

    def publish(self, version: Version) -> None:
        """Show this version from now on; what was scheduled is so no more."""
        self.live, self.is_live, self.scheduled = version, True, None

    def unpublish(self) -> None:
        """Show it no more."""
        self.is_live, self.scheduled = False, None

    def make_place(self, code: str) -> None:
        """Give a language the list that the event stands in, and all above it."""
        own = self.words[code]
        own.place = self.place
        if (code, self.place) in self.places:
            return
        self.places.add((code, self.place))
        if self.place == 0 and self.is_inside:
            self.inside.add(code)
            self.collections.add(code)

    def move(self) -> None:
        """Take the event to the other list, and each language that has that list."""
        self.place = 1 - self.place
        for code, own in self.words.items():
            if own.page and (code, self.place) in self.places:
                own.place = self.place

    def move_section(self) -> None:
        """Take the first list's section into the collection or out again, in each language that
        has both."""
        self.is_inside = not self.is_inside
        for code in {code for code, place in self.places if place == 0}:
            if not self.is_inside:
                self.inside.discard(code)
            elif code in self.collections:
                self.inside.add(code)

    def publish_words(self, code: str) -> None:
        """Publish what translators wrote so far; what they did not write stays German."""
        own, title = self.words[code], self.source[0]
        own.title = self.memory.get((code, title), title)
        own.made_from, own.is_live = self.source, True
        own.is_complete = all((code, text) in self.memory for text in self.source if text)
