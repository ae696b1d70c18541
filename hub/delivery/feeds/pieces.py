"""Remembers what a document looks like in a format: the same document is written once a process."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final, Generic, TypeVar

from hub.publication.query import Row

T = TypeVar("T")
PIECES_MAXIMUM: Final = 4_000


class Pieces(Generic[T]):
    """Pieces by the document's ETag, which is the hash of its text; the least used go first."""

    def __init__(self, make: Callable[[Row], T]) -> None:
        self.make = make
        self._made: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def __call__(self, row: Row) -> T:
        """Return the piece of a row's document."""
        with self._lock:
            if row.etag in self._made:
                self._made.move_to_end(row.etag)
                return self._made[row.etag]
        piece = self.make(row)
        with self._lock:
            self._made[row.etag] = piece
            while len(self._made) > PIECES_MAXIMUM:
                self._made.popitem(last=False)
        return piece
