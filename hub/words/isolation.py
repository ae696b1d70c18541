"""Numbers, addresses and Latin names inside right-to-left text, set apart so that they read as
written.

Without it "0340 204-1401" in an Arabic sentence is drawn as "204-1401 0340" (Unicode's
bidirectional algorithm, UAX #9: each group of figures is placed by itself).
"""

import re
from typing import Final

from hub.words.dates import RIGHT_TO_LEFT, base

# What shows no text, takes no elements, or is apart already.
KEPT: Final = (
    r"<!--.*?-->|<(?P<name>script|style|title|textarea|option|svg|bdi|code|pre)\b.*?</(?P=name)\s*>"
    r"|\u2066[^\u2069]*\u2069"
)
TAG: Final = r"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>"
# Figures and Latin letters, with what stands between them; references like `&amp;` are one sign.
SIGN: Final = r"(?:[0-9A-Za-zÀ-ɏ@+%€#]|&amp;)"
BETWEEN: Final = r"(?:[ \u00a0\u202f.,:;/()\[\]'’·–—_=?!~-]|&nbsp;|&#x27;|&quot;)"
REFERENCE: Final = r"&#?\w+;"
RUN: Final = re.compile(
    rf"{KEPT}|(?P<tag>{TAG})|(?!&amp;){REFERENCE}|(?P<run>\(?{SIGN}(?:{BETWEEN}*{SIGN})*\)?)",
    re.DOTALL,
)
# Those that have an end: an `<input dir="ltr">` sets no direction for what follows.
ELEMENT: Final = re.compile(r"<(/?)(?!(?:input|img|br|hr|source|wbr|meta|link)\b)([a-z][\w-]*)")
DIRECTION: Final = re.compile(r"\sdir=[\"']?(ltr|rtl|auto)")
# One number by itself is placed as written.
LONE_NUMBER: Final = re.compile(r"[0-9]+")


def isolate_in_html(html: str, locale: str) -> str:
    """Return HTML of this language, a passage or a page, with its left-to-right parts in elements
    of their own.

    Text of languages that are written from left to right comes back as it is, and so does that of
    elements that say so (`dir`). `html` is well formed. Safe to repeat.
    """
    if base(locale) not in RIGHT_TO_LEFT:
        return html
    around = _Around()

    def apart(match: re.Match[str]) -> str:
        if match["tag"]:
            around.follow(match["tag"])
        run = match["run"]
        if not run or not around.is_right_to_left or LONE_NUMBER.fullmatch(run):
            return match[0]
        return f'<bdi dir="ltr">{run}</bdi>'

    return RUN.sub(apart, html)


class _Around:
    """The elements around a place that set a direction, from the outermost in."""

    def __init__(self) -> None:
        # Each with its name, how many of that name are open since, and whether from right to left.
        self._open: list[tuple[str, int, bool]] = []

    @property
    def is_right_to_left(self) -> bool:
        """Whether text at this place is written from right to left."""
        return not self._open or self._open[-1][2]

    def follow(self, tag: str) -> None:
        """Step past a tag."""
        element = ELEMENT.match(tag)
        if element is None:
            return
        is_end, name = bool(element[1]), element[2]
        if not is_end and (direction := DIRECTION.search(tag)):
            self._open.append((name, 1, direction[1] == "rtl"))
        elif self._open and self._open[-1][0] == name:
            _name, count, is_right_to_left = self._open.pop()
            count += -1 if is_end else 1
            if count:
                self._open.append((name, count, is_right_to_left))
