"""Colours as people see them: contrast, and the nearest colour that has enough of it.

A colour is a text like `#c5301d`. Contrast: WCAG 2.2, success criteria 1.4.3 and 1.4.11. Lightness
is changed in OKLCH (Björn Ottosson, 2020; CSS Color 4), where it looks even and keeps the hue.
"""

import re
from collections.abc import Iterable
from math import atan2, cbrt, cos, hypot, sin
from typing import Final

TEXT: Final = 4.5
EDGE: Final = 3.0
BLACK: Final = "#000000"
WHITE: Final = "#ffffff"
# Where the curve of sRGB leaves its straight beginning (IEC 61966-2-1).
LINEAR: Final = 0.04045
ENCODED: Final = 0.0031308
# How far beyond 0 and 1 rounding alone may lead.
SLACK: Final = 0.0005
COLOUR: Final = re.compile(r"#[0-9a-f]{6}")

Triple = tuple[float, float, float]


def is_colour(text: str) -> bool:
    """Whether the text is a colour as this module reads it."""
    return COLOUR.fullmatch(text) is not None


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def suffices(colour: str, grounds: Iterable[str], minimum: float) -> bool:
    """Whether the colour has that contrast on every ground."""
    return all(ratio(colour, ground) >= minimum for ground in grounds)


def partner(ground: str, candidates: Iterable[str]) -> str:
    """Return the first candidate that can be read on the ground; else black or white."""
    readable = (one for one in candidates if ratio(one, ground) >= TEXT)
    return next(readable, max((BLACK, WHITE), key=lambda one: ratio(one, ground)))


def nearest(colour: str, grounds: Iterable[str], minimum: float) -> str:
    """Return the colour, made just so much lighter or darker that it suffices on every ground.

    Black or white, whichever has more contrast, where no lightness of its hue suffices.
    """
    wanted = tuple(grounds)
    if suffices(colour, wanted, minimum):
        return colour
    light, chroma, hue = oklch(colour)
    steps = (light + sign * step / 200 for step in range(1, 201) for sign in (-1, 1))
    tried = (from_oklch(one, chroma, hue) for one in steps if 0 <= one <= 1)
    found = (one for one in tried if suffices(one, wanted, minimum))
    worst = {one: min(ratio(one, ground) for ground in wanted) for one in (BLACK, WHITE)}
    return next(found, max(worst, key=lambda one: worst[one]))


def _channels(colour: str) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= LINEAR else float(((value + 0.055) / 1.055) ** 2.4)


def _encoded(value: float) -> float:
    return 12.92 * value if value <= ENCODED else float(1.055 * value ** (1 / 2.4) - 0.055)


def _luminance(colour: str) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def oklch(colour: str) -> Triple:
    """Return lightness (0 to 1), chroma and hue (radians)."""
    red, green, blue = _channels(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    light = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return light, hypot(a, b), atan2(b, a)


def from_oklch(light: float, chroma: float, hue: float) -> str:
    """Return the colour; with less chroma where a screen cannot show that much."""
    while True:
        values = _rgb(light, chroma * cos(hue), chroma * sin(hue))
        if chroma <= 0 or all(-SLACK <= one <= 1 + SLACK for one in values):
            break
        chroma = max(0.0, chroma - 0.004)
    figures = (round(255 * _encoded(min(1.0, max(0.0, one)))) for one in values)
    return "#" + "".join(f"{one:02x}" for one in figures)


def _rgb(light: float, a: float, b: float) -> Triple:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
