"""Which sequence number is the newest: known from LISTEN, or asked for while nobody listens."""

import os
import threading
from contextlib import closing
from typing import Any, Final

import psycopg
import structlog
from django.conf import settings
from django.db import connection
from psycopg.abc import RV, PQGen
from psycopg.rows import TupleRow

from hub.publication.query.prepared import fetch
from hub.publication.write import CHANNEL

log = structlog.get_logger(__name__)

# Whoever fell silent is noticed after both together.
HEARTBEAT_SECONDS: Final = 1.0
PATIENCE_SECONDS: Final = 1.0
PAUSE_SECONDS: Final = 1.0
# What Django adds for its own connections; the rest (host, certificates …) counts here too.
NOT_OURS: Final = ("cursor_factory", "context", "prepare_threshold")


class _Impatient(psycopg.Connection[TupleRow]):
    """A connection that waits for no answer longer than `PATIENCE_SECONDS`.

    TCP alone would wait for minutes: for a network that drops every packet, and for ever for a
    proxy that takes them and says nothing.
    """

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Raise OperationalError where no answer comes in time."""
        return super().wait(gen, interval, PATIENCE_SECONDS if timeout is None else timeout)


class Listener:
    """One thread a process that hears of each commit that wrote rows, within milliseconds."""

    def __init__(self) -> None:
        self.sequence: int | None = None
        self._process = 0
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    def start(self) -> None:
        """Start the thread in this process, once; a forked child starts its own."""
        with self._lock:
            if self._process == os.getpid():
                return
            self._process, self.sequence = os.getpid(), None
            threading.Thread(target=self._run, name="hub-listen", daemon=True).start()

    def stop(self) -> None:
        """Let the thread end at its next heartbeat."""
        self._stopping.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen()
            except (psycopg.Error, OSError) as error:
                log.warning("publication.listener_lost", error=type(error).__name__)
            self.sequence = None
            self._stopping.wait(PAUSE_SECONDS)

    def _listen(self) -> None:
        # Closed without a word: a connection that fell silent cannot say goodbye.
        with closing(_Impatient.connect(**parameters(), autocommit=True)) as own:
            own.execute(f"LISTEN {CHANNEL}")
            while not self._stopping.is_set():
                row = own.execute("SELECT value FROM publication_counter").fetchone()
                self.sequence = row[0] if row else 0
                for notice in own.notifies(timeout=HEARTBEAT_SECONDS):
                    self.sequence = max(int(notice.payload), self.sequence or 0)


def parameters() -> dict[str, Any]:
    """Return how to reach the database: as Django does, but soon tired of waiting."""
    found = connection.get_connection_params()
    return {
        **{key: value for key, value in found.items() if key not in NOT_OURS},
        "connect_timeout": 2,
    }


_listener = Listener()


def known_sequence() -> int | None:
    """Return the newest sequence this process has heard of, or None while it does not hear."""
    if not settings.HUB_LISTEN:
        return None
    if _listener._process != os.getpid():
        _listener.start()
    return _listener.sequence


def latest_sequence() -> int:
    """Return the newest sequence: heard of, else asked for (one small query)."""
    known = known_sequence()
    return newest_sequence() if known is None else known


def newest_sequence() -> int:
    """Return the newest sequence as the database has it."""
    found = fetch("SELECT value FROM publication_counter", ())
    return int(found[0][0]) if found else 0
