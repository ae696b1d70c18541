"""Which edition of the rows is the newest: known from LISTEN, or asked for while nobody listens."""

import math
import os
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from typing import Any, Final, NamedTuple

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
_NEWEST: Final = (
    "SELECT value, (SELECT extract(epoch FROM min(ends_at)) FROM publication_publication"
    " WHERE ends_at > statement_timestamp()) FROM publication_counter"
)


class Edition(NamedTuple):
    """All that is public between two moments: what is made of it holds as long as it is the newest.

    Its rows are those up to `sequence`. At `ends_at` (seconds since 1970) the first of them ends.
    """

    sequence: int = 0
    ends_at: float = math.inf

    @property
    def is_over(self) -> bool:
        """Whether a row of it has ended since."""
        return time.time() >= self.ends_at


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
        self.edition: Edition | None = None
        self._process = 0
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    def start(self) -> None:
        """Start the thread in this process, once; a forked child starts its own."""
        with self._lock:
            if self._process == os.getpid():
                return
            self._process, self.edition = os.getpid(), None
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
            self.edition = None
            self._stopping.wait(PAUSE_SECONDS)

    def _listen(self) -> None:
        # Closed without a word: a connection that fell silent cannot say goodbye.
        with closing(_Impatient.connect(**parameters(), autocommit=True)) as own:
            own.execute(f"LISTEN {CHANNEL}")
            while not self._stopping.is_set():
                self.edition = _edition(own.execute(_NEWEST).fetchone())
                for _notice in own.notifies(timeout=HEARTBEAT_SECONDS, stop_after=1):
                    # There is another one; which, and until when, is asked right away.
                    self.edition = None


def parameters() -> dict[str, Any]:
    """Return how to reach the database: as Django does, but soon tired of waiting."""
    found = connection.get_connection_params()
    return {
        **{key: value for key, value in found.items() if key not in NOT_OURS},
        "connect_timeout": 2,
    }


_listener = Listener()


def known_edition() -> Edition | None:
    """Return the newest edition this process has heard of.

    None while it does not hear, and from the moment in which that edition is over.
    """
    if not settings.HUB_LISTEN:
        return None
    if _listener._process != os.getpid():
        _listener.start()
    edition = _listener.edition
    return None if edition is None or edition.is_over else edition


def latest_edition() -> Edition:
    """Return the newest edition: heard of, else asked for (one small query)."""
    return known_edition() or newest_edition()


def latest_sequence() -> int:
    """Return the newest sequence: heard of, else asked for."""
    return latest_edition().sequence


def newest_edition() -> Edition:
    """Return the newest edition as the database has it."""
    found = fetch(_NEWEST, ())
    return _edition(found[0] if found else None)


def _edition(row: Sequence[Any] | None) -> Edition:
    """Return the edition of the row of _NEWEST; before the first change there is none."""
    if row is None:
        return Edition()
    sequence, ends_at = row
    return Edition(int(sequence), math.inf if ends_at is None else float(ends_at))
