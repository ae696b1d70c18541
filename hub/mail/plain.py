"""The text part of a mail, made of its HTML: nothing is missing in it, links stand as addresses."""

import re
from typing import Final

from lxml import html
from lxml.html import HtmlElement

BLOCKS: Final = {
    *("address", "article", "blockquote", "body", "dd", "div", "dl", "dt", "footer", "h1", "h2"),
    *("h3", "header", "hr", "li", "main", "ol", "p", "section", "table", "td", "tr", "ul"),
}
UNSEEN: Final = {"head", "style", "script", "title", "template"}
SPACE: Final = re.compile(r"[ \t\r\n\f]+")
# Hebrew, Arabic and their forms for presentation.
FROM_RIGHT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, END_OF_ISOLATE = "\u2068", "\u2066", "\u2069"


def text_of(source: str) -> str:
    """Return the text of an HTML page: paragraphs with an empty line between, lists with dashes.

    A link is its words and then its address in brackets, a button its words and the address in a
    line of its own, so that no sign beside it becomes part of the address.
    """
    writer = _Writer()
    writer.write(html.document_fromstring(source))
    return writer.text()


def line_of(source: str) -> str:
    """Return the text of a passage of HTML in one line."""
    return SPACE.sub(" ", text_of(f"<div>{source}</div>")).strip()


class _Writer:
    """Collects lines; `gap` is how many empty lines the next one has before it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line = ""
        self._gap = 0
        self._mark = ""

    def text(self) -> str:
        """Return all lines."""
        self._end_line()
        return "\n".join(self._lines).strip("\n") + "\n"

    def write(self, element: HtmlElement) -> None:
        """Add an element with all that is in it, not what follows it."""
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            return
        if element.tag == "a" and element.get("href"):
            self._link(element)
        elif element.tag == "bdi":
            self._add(_isolated(element))
        elif element.tag == "br":
            self._end_line()
        elif element.tag in BLOCKS:
            self._block(element)
        else:
            self._inside(element)

    def _inside(self, element: HtmlElement) -> None:
        self._add(element.text)
        for child in element:
            self.write(child)
            self._add(child.tail)

    def _block(self, element: HtmlElement) -> None:
        # What belongs together stands together: entries of a list, a word and what it means.
        is_close = element.tag in {"li", "dd", "dt", "tr", "td"}
        self._end_line()
        self._gap = max(self._gap, 0 if is_close else 1)
        if element.tag == "li":
            self._mark = "- "
        if element.tag == "dd" and self._lines:
            self._line, self._gap = f"{self._lines.pop()}: ", 0
        self._inside(element)
        self._end_line()
        self._gap = max(self._gap, 0 if is_close else 1)

    def _link(self, element: HtmlElement) -> None:
        words, address = SPACE.sub(" ", element.text_content()).strip(), element.get("href")
        is_same = words in {address, address.partition(":")[2].removeprefix("//").rstrip("/")}
        if "button" in (element.get("class") or "").split():
            self._add(f"{words}:")
            self._end_line()
            self._add(address)
            self._end_line()
        elif is_same or not address.startswith("http"):
            self._add(address if address.startswith("http") else words)
        else:
            self._add(f"{words} ({address})")

    def _add(self, text: str | None) -> None:
        self._line += text or ""

    def _end_line(self) -> None:
        line, self._line = SPACE.sub(" ", self._line).strip(" "), ""
        if line:
            self._lines += [""] * (self._gap if self._lines else 0)
            self._lines.append(self._mark + line)
            self._gap, self._mark = 0, ""


def _isolated(element: HtmlElement) -> str:
    """Return the text with the signs that set it apart (UAX #9), where its surroundings need it."""
    text = SPACE.sub(" ", element.text_content())
    if element.get("dir") == "ltr" and not text.startswith("http"):
        return f"{LEFT_TO_RIGHT_ISOLATE}{text}{END_OF_ISOLATE}"
    return f"{FIRST_STRONG_ISOLATE}{text}{END_OF_ISOLATE}" if FROM_RIGHT.search(text) else text
