"""Texts for formats that know no HTML."""

import html
import re
from typing import Final

from hub.kernel.documents.texts import writable

BLOCKS: Final = re.compile(r"</(p|li|h[1-6]|blockquote|figcaption|tr|div)>|<br ?/?>", re.IGNORECASE)
TAGS: Final = re.compile(r"<[^>]*>")


def plain_text(source: str, maximum: int) -> str:
    """Return the text of sanitised HTML with its paragraphs, cut at a word before `maximum`."""
    text = html.unescape(TAGS.sub("", BLOCKS.sub("\n", source)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    found = writable("\n".join(line for line in lines if line))
    if len(found) <= maximum:
        return found
    return found[:maximum].rsplit(maxsplit=1)[0] + " …"
