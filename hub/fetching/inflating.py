"""The bytes of an answer, unpacked without ever holding more of them than allowed."""

import zlib
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from hub.fetching.problems import Unreadable

# What zlib is told to expect, by the name that servers use.
_WINDOWS: Final = {"gzip": 31, "x-gzip": 31, "deflate": 47}
_FRAME: Final = b"\x78"


def inflate(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Join the chunks of an answer, unpacked by its Content-Encoding.

    Raises:
        Unreadable: more than `most` bytes would come out, or they cannot be unpacked.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return _joined(chunks, most)
    if encoding not in _WINDOWS:
        raise Unreadable(_("The server packs its answer in a way that nobody asked for."))
    unpacked = bytearray()
    unpacker = zlib.decompressobj(_WINDOWS[encoding])
    received = 0
    try:
        for chunk in chunks:
            if not received and encoding == "deflate" and chunk[:1] != _FRAME:
                # Some servers leave the frame away that the standard asks for.
                unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
            received += len(chunk)
            packed = chunk
            while packed and not unpacker.eof:
                unpacked += unpacker.decompress(packed, most + 1 - len(unpacked))
                packed = unpacker.unconsumed_tail
                if max(len(unpacked), received) > most:
                    raise Unreadable(_too_much(most))
    except zlib.error:
        raise Unreadable(_("The server's answer is damaged: it cannot be unpacked.")) from None
    if received and not unpacker.eof:
        raise Unreadable(_("The server's answer ends in the middle."))
    return bytes(unpacked)


def _joined(chunks: Iterable[bytes], most: int) -> bytes:
    joined = bytearray()
    for chunk in chunks:
        joined += chunk
        if len(joined) > most:
            raise Unreadable(_too_much(most))
    return bytes(joined)


def _too_much(most: int) -> str:
    size = {"size": max(1, most // 1_048_576)}
    return _("The server's answer is larger than %(size)s MB.") % size
