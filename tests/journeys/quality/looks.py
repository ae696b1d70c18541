"""In what a page is looked at: language, width, scheme, and what a reader did to its letters.

All twenty-four views of a page would take half an hour. In each theme it is opened in one language
and one of the halves of everything else, and then made narrow or wide, dark or light, without being
opened again. In the next theme all is the other way round, and the next pages, which are made of
the same parts, are opened in the other halves: the bits of the page's number say in which."""

from dataclasses import dataclass
from typing import Final

from tests.journeys.quality import probes

LOCALES: Final = ("de", "ar")
SCHEMES: Final = ("light", "dark")
WIDE: Final = 1280
NARROW: Final = (320, 390)
# (what is said of it, the reader's style, width, smallest letters in pixels): big letters in half
# a window are what a window of 320 pixels is without them.
STRETCHES: Final = (
    (("spacing at 320", probes.SPACING, 320, 0), ("200 % at 1280", probes.BIG, 1280, 26)),
    (("spacing at 1280", probes.SPACING, 1280, 0), ("200 % at 640", probes.BIG, 640, 26)),
)


@dataclass(frozen=True)
class Look:
    """How a page is looked at: opened in the first window, which then becomes the second."""

    locale: str
    windows: tuple[tuple[int, str], tuple[int, str]]
    stretches: tuple[tuple[str, str, int, int], ...]


def look(page: int, theme: int) -> Look:
    """Return how the page of that number is looked at in the theme of that number."""
    language, width, scheme, rest = ((page >> bit) + theme & 1 for bit in range(4))
    widths = (WIDE, NARROW[rest])
    return Look(
        LOCALES[language],
        ((widths[width], SCHEMES[scheme]), (widths[1 - width], SCHEMES[1 - scheme])),
        STRETCHES[rest],
    )
