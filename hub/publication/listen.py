"""Which sequence number is the newest: known from LISTEN, or asked for while nobody listens."""

import os
import threading
from typing import Final

import psycopg
import structlog
from django.conf import settings
from django.db import connection

from hub.publication.query.prepared import fetch
from hub.publication.write import CHANNEL

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS: Final = 2.0
PAUSE_SECONDS: Final = 1.0


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
        parameters = connection.get_connection_params()
        names = ("host", "port", "user", "password", "dbname")
        wanted = {key: parameters[key] for key in names if parameters.get(key)}
        with psycopg.connect(**wanted, autocommit=True, connect_timeout=3) as own:
            own.execute(f"LISTEN {CHANNEL}")
            while not self._stopping.is_set():
                row = own.execute("SELECT value FROM publication_counter").fetchone()
                self.sequence = row[0] if row else 0
                for notice in own.notifies(timeout=HEARTBEAT_SECONDS):
                    self.sequence = max(int(notice.payload), self.sequence or 0)


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
