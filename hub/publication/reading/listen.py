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
from django.db import InterfaceError, OperationalError, connection
from psycopg.abc import RV, PQGen
from psycopg.rows import TupleRow

from hub.kernel import patience
from hub.publication.query.prepared import fetch
from hub.publication.writing.write import CHANNEL

log = structlog.get_logger(__name__)

# Whoever fell silent is noticed after both together.
HEARTBEAT_SECONDS: Final = 1.0
PATIENCE_SECONDS: Final = 1.0
PAUSE_SECONDS: Final = 0.2
# So old at most is what a process knows without asking again, whoever may have fallen silent.
FRESH_SECONDS: Final = 0.08
# What Django adds for its own connections; the rest (host, certificates …) counts here too.
NOT_OURS: Final = ("cursor_factory", "context", "prepare_threshold")
# A deadline that passes changes the order of its list.
_NEWEST: Final = (
    "SELECT value, extract(epoch FROM least("
    "(SELECT min(ends_at) FROM publication_publication WHERE ends_at > statement_timestamp()),"
    " (SELECT min(ends_at) FROM publication_publicationdate"
    " WHERE NOT (role IN ('event', 'running')) AND ends_at > statement_timestamp())"
    ")) FROM publication_counter"
)


class Edition(NamedTuple):
    """All that is public between two moments: what is made of it holds as long as it is the newest.

    Its rows are those up to `sequence`. At `ends_at` (seconds since 1970) the first of them ends,
    or the first deadline passes.
    """

    sequence: int = 0
    ends_at: float = math.inf

    @property
    def is_over(self) -> bool:
        """Whether a row of it has ended since, or a deadline has passed."""
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
    """One thread a process that hears of each commit that wrote rows, within milliseconds.

    A listener that is frozen looks like one that has nothing to say. So what it heard holds for
    `FRESH_SECONDS`; who wants to know later asks the database, and so for all others too.
    """

    def __init__(self) -> None:
        self.is_listening = False
        # Whether the database says nothing at all, not even no.
        self.is_database_silent = False
        # The newest edition, and when it was asked for; None as soon as there is a newer one.
        self._known: tuple[Edition, float] | None = None
        self._notices_count = 0
        self._process = 0
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    @property
    def edition(self) -> Edition | None:
        """The newest edition this process has heard of; None while it does not hear."""
        known = self._known
        return known[0] if known and self.is_listening else None

    @property
    def last(self) -> Edition | None:
        """The edition that was the newest when the process stopped to hear; None while it hears."""
        known = self._known
        return None if known is None or self.is_listening else known[0]

    def start(self) -> None:
        """Start the thread in this process, once; a forked child starts its own."""
        with self._lock:
            if self._process == os.getpid():
                return
            self._process, self._known, self.is_listening = os.getpid(), None, False
            threading.Thread(target=self._run, name="hub-listen", daemon=True).start()

    def stop(self) -> None:
        """Let the thread end at its next heartbeat."""
        self._stopping.set()

    def newest(self) -> Edition:
        """Return the newest edition, as it was at most `FRESH_SECONDS` ago.

        Raises what Django's cursors raise where the database has to be asked and does not answer.
        """
        if (known := self._known) and self.is_listening:
            edition, asked_at = known
            if time.monotonic() - asked_at < FRESH_SECONDS and not edition.is_over:
                return edition
        notices_count, asked_at = self._notices_count, time.monotonic()
        edition = _ask()
        # What this very transaction has written is not there for others.
        if notices_count == self._notices_count and not connection.in_atomic_block:
            self._known = edition, asked_at
        return edition

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen()
            except (psycopg.Error, OSError) as error:
                self.is_database_silent = isinstance(error, psycopg.errors.ConnectionTimeout)
                log.warning("publication.listener_lost", error=type(error).__name__)
            self.is_listening = False
            self._stopping.wait(PAUSE_SECONDS)

    def _listen(self) -> None:
        # Closed without a word: a connection that fell silent cannot say goodbye.
        with closing(_Impatient.connect(**parameters(), autocommit=True)) as own:
            self.is_database_silent = False
            own.execute(f"LISTEN {CHANNEL}")
            while not self._stopping.is_set():
                asked_at = time.monotonic()
                self._known = _edition(own.execute(_NEWEST).fetchone()), asked_at
                self.is_listening = True
                for _notice in own.notifies(timeout=HEARTBEAT_SECONDS, stop_after=1):
                    # There is another one; which, and until when, is asked right away.
                    self._notices_count += 1
                    self._known = None


def parameters() -> dict[str, Any]:
    """Return how to reach the database: as Django does, but soon tired of waiting."""
    found = connection.get_connection_params()
    return {
        **{key: value for key, value in found.items() if key not in NOT_OURS},
        "connect_timeout": 2,
    }


_listener = Listener()


def _ask() -> Edition:
    """Ask the database, by a new connection where it has closed the old one since."""
    # This may be what opens the connection of a thread that answers requests.
    patience.limit_own()
    try:
        return newest_edition()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or connection.connection is None or connection.is_usable():
            raise
        connection.close()
        return newest_edition()


def _started() -> Listener:
    if _listener._process != os.getpid():
        _listener.start()
    return _listener


def known_edition() -> Edition | None:
    """Return the newest edition, by which others may keep something; None where nobody listens.

    Raises what Django's cursors raise where the database has to be asked and does not answer.
    """
    return _started().newest() if settings.HUB_LISTEN else None


def heard_edition() -> Edition | None:
    """Return the newest edition this process has heard of, without asking; None while it does not
    hear, and from the moment in which that edition is over."""
    edition = _started().edition if settings.HUB_LISTEN else None
    return None if edition is None or edition.is_over else edition


def last_edition() -> Edition | None:
    """Return what was the newest edition when the database stopped to answer; else None."""
    return _listener.last if settings.HUB_LISTEN else None


def edition_at_once() -> Edition | None:
    """Return `known_edition`; raises OperationalError while the database lets everybody wait."""
    if settings.HUB_LISTEN and _listener.is_database_silent:
        raise OperationalError("The database is silent. Whoever asks it would wait.")
    return known_edition()


def latest_edition() -> Edition:
    """Return the newest edition: known, else asked for (one small query)."""
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
