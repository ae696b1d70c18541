"""Texts for formats that know no HTML."""

import html
import re
from typing import Final

BLOCKS: Final = re.compile(r"</(p|li|h[1-6]|blockquote|figcaption|tr|div)>|<br ?/?>", re.IGNORECASE)
TAGS: Final = re.compile(r"<[^>]*>")
# XML 1.0 §2.2 knows no other characters below the space, and neither surrogates nor FFFE, FFFF.
UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain_text(source: str, maximum: int) -> str:
    """Return the text of sanitised HTML with its paragraphs, cut at a word before `maximum`."""
    text = html.unescape(TAGS.sub("", BLOCKS.sub("\n", source)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    found = writable("\n".join(line for line in lines if line))
    if len(found) <= maximum:
        return found
    return found[:maximum].rsplit(maxsplit=1)[0] + " …"


def writable(text: str) -> str:
    """Return the text without the control characters that XML and iCalendar cannot hold."""
    return UNWRITABLE.sub("", text)
