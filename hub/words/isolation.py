"""Numbers, addresses and Latin names inside right-to-left text, set apart so that they read as
written.

Without it "0340 204-1401" in an Arabic sentence is drawn as "204-1401 0340" (Unicode's
bidirectional algorithm, UAX #9: each group of figures is placed by itself).
"""

import re
from typing import Final

from hub.words.dates import RIGHT_TO_LEFT, base

# A drawing, and the icons in it: elements of HTML would not be drawn there.
INSIDE: Final = r"[^<]++|<(?!/?svg\b)"
DRAWING: Final = rf"<svg\b(?:{INSIDE}|<svg\b(?:{INSIDE})*+</svg\s*>)*+</svg\s*>"
# What shows no text, takes no elements, or is apart already; all other tags.
KEPT: Final = (
    rf"<!--.*?-->|{DRAWING}"
    r"|<(?P<name>script|style|title|textarea|option|bdi|code|pre)\b.*?</(?P=name)\s*>"
)
TAG: Final = r"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>"
MARKUP: Final = re.compile(rf"{KEPT}|(?P<tag>{TAG})", re.DOTALL)
# Figures and Latin letters, with what stands between them; references like `&amp;` are one sign.
SIGN: Final = r"(?:[0-9A-Za-zÀ-ɏ@+%€#°²³¹]|&amp;)"
BETWEEN: Final = r"(?:[ \u00a0\u202f.,:;/()\[\]'’·–—_=?!~„“«»-]|&nbsp;|&#x27;|&quot;)"
# The full stop of "e. V." is part of the name, wherever it stands.
ABBREVIATED: Final = r"(?:(?<=[ .;\u00a0][A-Za-z])\.)"
REFERENCE: Final = r"&#?\w+;"
APART: Final = r"\u2066[^\u2069]*\u2069"
RUN: Final = re.compile(
    rf"{APART}|(?!&amp;){REFERENCE}"
    rf"|(?P<run>[(„«]*{SIGN}(?:{BETWEEN}*{SIGN})*{ABBREVIATED}?(?:\.?[)“»]+)?)"
)
BRACKETS: Final = {"(": ")", "„": "“", "«": "»"}
OPENING: Final = {closing: opening for opening, closing in BRACKETS.items()}
LAST_BRACKET: Final = re.compile(r"(?:(?<![ .;\u00a0][A-Za-z])\.)?([)“»])$")
# Between figures these stand in the direction of the text around them: "2026 – 11" are two numbers.
GAP: Final = re.compile(r"(\s+[–—-]\s+|[,;:]\s+)")
LETTER: Final = re.compile(r"[A-Za-zÀ-ɏ]")
# One number by itself is placed as written.
LONE_NUMBER: Final = re.compile(r"[0-9]+")
# Those that have an end: an `<input dir="ltr">` sets no direction for what follows.
ELEMENT: Final = re.compile(r"<(/?)(?!(?:input|img|br|hr|source|wbr|meta|link)\b)([a-z][\w-]*)")
DIRECTION: Final = re.compile(r"\sdir=[\"']?(ltr|rtl|auto)")


def isolate_in_html(html: str, locale: str) -> str:
    """Return HTML of this language, a passage or a page, with its left-to-right parts in elements
    of their own.

    Text of languages that are written from left to right comes back as it is, and so does that of
    elements that say so (`dir`). `html` is well formed. Safe to repeat.
    """
    if base(locale) not in RIGHT_TO_LEFT:
        return html
    around, pieces, end = _Around(), [], 0
    for match in MARKUP.finditer(html):
        pieces += [around.isolate(html[end : match.start()]), match[0]]
        if match["tag"]:
            around.follow(match["tag"])
        end = match.end()
    return "".join([*pieces, around.isolate(html[end:])])


def _in_text(text: str) -> str:
    """Return text with its left-to-right parts in elements, and itself in one if it has others: in
    a row of boxes (`display: flex`) each would be a box of its own, without the spaces between."""
    isolated = RUN.sub(_apart, text)
    inside = isolated.strip()
    if isolated == text or (inside.startswith("<bdi") and inside.find("</bdi>") == len(inside) - 6):
        return isolated
    start = isolated.index(inside[0])
    return f"{isolated[:start]}<span>{inside}</span>{isolated[start + len(inside) :]}"


def _apart(match: re.Match[str]) -> str:
    if not match["run"]:
        return match[0]
    before, run, after = without_lone_brackets(match["run"])
    parts = [run] if LETTER.search(run) else GAP.split(run)
    parts[::2] = [
        one if LONE_NUMBER.fullmatch(one) else f'<bdi dir="ltr">{one}</bdi>' for one in parts[::2]
    ]
    return f"{before}{''.join(parts)}{after}"


def without_lone_brackets(run: str) -> tuple[str, str, str]:
    """Return brackets that the run begins with, the run, and those that it ends with: what opens or
    closes a bracket of the text around it is none of its own."""
    before = after = ""
    while run[0] in BRACKETS and run.count(run[0]) > run.count(BRACKETS[run[0]]):
        before, run = before + run[0], run[1:]
    while (end := LAST_BRACKET.search(run)) and run.count(end[1]) > run.count(OPENING[end[1]]):
        after, run = end[0] + after, run[: end.start()]
    return before, run, after


class _Around:
    """The elements around a place that set a direction, from the outermost in."""

    def __init__(self) -> None:
        # Each with its name, how many of that name are open since, and whether from right to left.
        self._open: list[tuple[str, int, bool]] = []

    @property
    def is_right_to_left(self) -> bool:
        """Whether text at this place is written from right to left."""
        return not self._open or self._open[-1][2]

    def isolate(self, text: str) -> str:
        """Return text of this place with its left-to-right parts apart."""
        return _in_text(text) if self.is_right_to_left else text

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
