"""Pieces of HTML that are drawn once and shown on many pages, within a bound of bytes.

Who keeps a piece names in its key everything the piece was drawn from.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime
from functools import cached_property
from typing import Final, NamedTuple, TypeVar

from django.utils import timezone

T = TypeVar("T")

OVERHEAD_BYTES: Final = 500
# What Python takes for a letter of most languages here.
LETTER_BYTES: Final = 2


class Steady(tuple[T, ...]):
    """What is kept and stands in many keys: its hash is worked out once."""

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        return self._hash


class Piece(NamedTuple):
    """One piece. It says what is true from `made_at` until just before `ends_at`."""

    html: str
    made_at: datetime
    ends_at: datetime


class Pieces:
    """What was drawn, least used first; what does not fit any more is forgotten."""

    def __init__(self, capacity_bytes: int) -> None:
        self.capacity_bytes, self.used_bytes = capacity_bytes, 0
        self._pieces: OrderedDict[Hashable, Piece] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> str | None:
        """Return the piece of this key, if it is there and still true."""
        with self._lock:
            piece = self._pieces.get(key)
            if piece is None or not piece.made_at <= timezone.now() < piece.ends_at:
                return None
            self._pieces.move_to_end(key)
            return piece.html

    def put(self, key: Hashable, piece: Piece) -> None:
        """Keep a piece."""
        with self._lock:
            self._forget(key)
            self._pieces[key] = piece
            self.used_bytes += _size(piece)
            while self.used_bytes > self.capacity_bytes:
                self._forget(next(iter(self._pieces)))

    def clear(self) -> None:
        """Forget all pieces."""
        with self._lock:
            for key in [*self._pieces]:
                self._forget(key)

    def _forget(self, key: Hashable) -> None:
        piece = self._pieces.pop(key, None)
        if piece is not None:
            self.used_bytes -= _size(piece)


def _size(piece: Piece) -> int:
    return OVERHEAD_BYTES + LETTER_BYTES * len(piece.html)
