"""Numbers, addresses and Latin names inside right-to-left text, set apart so that they read as
written.

Without it "0340 204-1401" in an Arabic sentence is drawn as "204-1401 0340" (Unicode's
bidirectional algorithm, UAX #9: each group of figures is placed by itself).
"""

import re
from typing import Final

from hub.words.dates import RIGHT_TO_LEFT, base

TAG: Final = r"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>"
# Figures and Latin letters, with what stands between them; references like `&amp;` are one sign.
SIGN: Final = r"(?:[0-9A-Za-zÀ-ɏ@+%€#]|&amp;)"
BETWEEN: Final = r"(?:[ \u00a0\u202f.,:;/()\[\]'’·–—_=?!~-]|&nbsp;|&#x27;|&quot;)"
REFERENCE: Final = r"&#?\w+;"
RUN: Final = re.compile(rf"({TAG}|(?!&amp;){REFERENCE})|(\(?{SIGN}(?:{BETWEEN}*{SIGN})*\)?)")
# One number by itself is placed as written.
LONE_NUMBER: Final = re.compile(r"[0-9]+")


def isolate_in_html(html: str, locale: str) -> str:
    """Return sanitised HTML of this language with its left-to-right parts in elements of their own.

    Text of languages that are written from left to right comes back as it is.
    """
    if base(locale) not in RIGHT_TO_LEFT:
        return html
    return RUN.sub(_apart, html)


def _apart(match: re.Match[str]) -> str:
    tag, run = match.groups()
    if tag or LONE_NUMBER.fullmatch(run):
        return match[0]
    return f'<bdi dir="ltr">{run}</bdi>'
