"""A page's text cut into sections: each second-level heading opens one, a call to action is one.

Only what stands at the top level cuts; headings inside accordions do not.
"""

from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final

VOID: Final = {"br", "hr", "img", "source", "col", "wbr"}
CALL: Final = "call-to-action"


@dataclass(frozen=True)
class Segment:
    """One section. `title` is the heading's inner HTML, `anchor` its id; `is_call` a band."""

    html: str
    title: str = ""
    anchor: str = ""
    is_call: bool = False


def segments(html: str) -> list[Segment]:
    """Return the sections of sanitised HTML in their order; what is empty is left out."""
    return [*_segments(html)]


@lru_cache(maxsize=64)
def _segments(html: str) -> tuple[Segment, ...]:
    cutter = _Cutter(html)
    cutter.feed(html)
    cutter.close()
    return tuple(cutter.segments())


class _Cutter(HTMLParser):
    """Finds where the top-level headings and calls begin and end."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.html = html
        self.depth = 0
        # (begins, inner begins, inner ends, ends, name, id)
        self.marks: list[list[int]] = []
        self.names: list[tuple[str, str]] = []
        self.is_open = False
        lines = html.splitlines(keepends=True)
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        given = dict(attrs)
        is_call = tag == "aside" and CALL in (given.get("class") or "").split()
        if self.depth == 0 and (tag == "h2" or is_call):
            begins = self._offset()
            self.marks.append([begins, begins + len(self.get_starttag_text() or ""), 0, 0])
            self.names.append(("call" if is_call else "h2", given.get("id") or ""))
            self.is_open = True
        self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1
        if self.depth == 0 and self.is_open:
            ends = self._offset()
            self.marks[-1][2:] = [ends, ends + len(f"</{tag}>")]
            self.is_open = False

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def segments(self) -> list[Segment]:
        found = []
        begins, title, anchor = 0, "", ""
        for (start, inner, inner_end, end), (name, key) in zip(self.marks, self.names, strict=True):
            found.append(Segment(self.html[begins:start].strip(), title, anchor))
            if name == "call":
                found.append(Segment(self.html[start:end], is_call=True))
                title, anchor = "", ""
            else:
                title, anchor = self.html[inner:inner_end], key
            begins = end
        found.append(Segment(self.html[begins:].strip(), title, anchor))
        return [one for one in found if one.html or one.title]
