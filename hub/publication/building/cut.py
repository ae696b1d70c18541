"""Cut: work of a capability has so many seconds; then it is interrupted, wherever it stands.

It builds under the lock that every editor waits for. What runs in Python is cut at its next step,
what waits for the database has its query cancelled. Work in C that never comes back to Python (one
regular expression over a long text, a power of a huge number, a library that reads a file) is not:
forms bound what leads there, and whoever asks the network sets a timeout of his own.
"""

import ctypes
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID

import psycopg
import structlog
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

log = structlog.get_logger(__name__)

Result = TypeVar("Result")

# So exactly time is kept; and after so long work that caught the first cut is cut again.
TICK_SECONDS: Final = 0.05
AGAIN_SECONDS: Final = 1.0
CANCEL_SECONDS: Final = 1.0

_set_exception = ctypes.pythonapi.PyThreadState_SetAsyncExc
_set_exception.argtypes = [ctypes.c_ulong, ctypes.py_object]
_NOTHING: Final = ctypes.py_object()


class TookTooLong(Exception):
    """Work was cut. Its text says after how long; try it again later, less and less often."""

    document_id: UUID | None = None


class _Cut(SystemExit):
    """What the working thread is interrupted by.

    No `Exception`, which a builder may catch; psycopg ends the query that a SystemExit interrupts.
    """


@dataclass(eq=False)
class _Watch:
    thread_id: int
    ends_at: float
    database: BaseDatabaseWrapper
    is_cut: bool = False

    def cut(self) -> None:
        """Interrupt the thread. Called under the mutex: its work has not ended yet."""
        self.is_cut = True
        self.ends_at += AGAIN_SECONDS
        _set_exception(self.thread_id, _Cut)
        database = self.database.connection
        if database and database.pgconn.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:
            try:
                database.cancel_safe(timeout=CANCEL_SECONDS)
            except psycopg.Error as error:
                log.warning("publication.cancel_failed", error=type(error).__name__)


class _Watcher:
    """One thread a process that looks at the clock while anybody works, and sleeps otherwise."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Begin anew: the thread stays behind where a process forks."""
        self._mutex = threading.Lock()
        self._watches: set[_Watch] = set()
        self._is_awake = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, watch: _Watch) -> None:
        """Watch from now on."""
        with self._mutex:
            self._watches.add(watch)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="hub-cut", daemon=True)
                self._thread.start()
        if not self._is_awake.is_set():
            self._is_awake.set()

    def end(self, watch: _Watch) -> None:
        """Watch no longer: afterwards nothing interrupts the thread. Safe to repeat."""
        with self._mutex:
            self._watches.discard(watch)
            if watch.is_cut:
                _set_exception(watch.thread_id, _NOTHING)

    def _run(self) -> None:
        while self._is_awake.wait():
            time.sleep(TICK_SECONDS)
            self._is_awake.clear()
            with self._mutex:
                if self._watches:
                    self._is_awake.set()
                now = time.monotonic()
                for watch in self._watches:
                    if watch.ends_at <= now:
                        watch.cut()


_watcher = _Watcher()
os.register_at_fork(after_in_child=_watcher.reset)


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """Return what the work returns. Raises TookTooLong where it took longer, else what it raises.

    The connection may be in the middle of anything then: a caller inside a transaction leaves it.
    One piece of work a thread; none inside another.
    """
    own = connections[DEFAULT_DB_ALIAS]
    watch = _Watch(threading.get_ident(), time.monotonic() + seconds, own)
    try:
        try:
            _watcher.begin(watch)
            result = work()
        finally:
            # The cut may come here too, before the mutex is taken; the next one is a second away.
            try:
                _watcher.end(watch)
            except _Cut:
                _watcher.end(watch)
    except (Exception, _Cut) as error:
        if not watch.is_cut:
            raise
        raise _too_long(seconds, own) from error
    if watch.is_cut:
        # It caught the cut and went on; others have waited for it all the same.
        raise _too_long(seconds, own)
    return result


def _too_long(seconds: float, database: BaseDatabaseWrapper) -> TookTooLong:
    if not database.in_atomic_block:
        database.close()
    return TookTooLong(f"still not done after {seconds:g} s")
