"""Texts that every format can hold."""

import re
from typing import Final

# XML 1.0 §2.2 knows no other characters below the space, and neither surrogates nor FFFE, FFFF.
UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Return the text without the control characters that XML, iCalendar and XLSX cannot hold."""
    return UNWRITABLE.sub("", text)
