"""What was counted or read of a site, kept until a row changes or ends.

`site_of` returns the same object for so long: what is kept lives with it. After a change one thread
reads each thing anew; who else needs it meanwhile waits for that one.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from hub.publication.query.selection import Selection

T = TypeVar("T")

# Anybody can ask for any selection: so much of a site is kept, what was asked for last.
MAXIMUM: Final = 400
# Reading takes milliseconds; after so long each reads by itself.
WAIT_SECONDS: Final = 1.0


class Memory:
    """What is kept of one site as it is now."""

    def __init__(self) -> None:
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._turns: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, read: Callable[[], T]) -> T:
        """Return what `read()` makes, made once for all who ask for this key.

        `key` names all that it follows from, besides the site. Nobody may change what is returned.
        """
        with self._lock:
            if key in self._values:
                return self._known(key)
            turn = self._turns.setdefault(key, threading.Lock())
        is_mine = turn.acquire(timeout=WAIT_SECONDS)
        try:
            with self._lock:
                if key in self._values:
                    return self._known(key)
            value = read()
            with self._lock:
                self._values[key] = value
                if len(self._values) > MAXIMUM:
                    self._values.popitem(last=False)
            return value
        finally:
            self._turns.pop(key, None)
            if is_mine:
                turn.release()

    def _known(self, key: Hashable) -> Any:
        self._values.move_to_end(key)
        return self._values[key]


def while_unchanged(name: str, selection: "Selection", read: Callable[[], T], *more: Hashable) -> T:
    """Return what `read()` counts of a selection, read once as long as nothing has changed.

    `name` and `more` say what is counted. Nobody may change what is returned.
    """
    return selection.site.memory.get((name, *more, selection.whole), read)
