"""Catch up: settle what waits longer than it should, whoever left it behind, and what the clock
brings: pages that end, pages that go live.

A worker does so every five seconds; a web process at its start and whenever no worker did. The
clock's part is done by whoever looks first.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

import structlog
from django.db import DatabaseError, InterfaceError, connection

from hub.publication.going_live import go_live, unpublish_ended
from hub.publication.hinting.everything import step
from hub.publication.hinting.waiting import due, ended_ids, is_due
from hub.publication.reading.listen import heard_edition
from hub.publication.settle import Result, settle
from hub.publication.writing.lock import BATCH, LOCK

log = structlog.get_logger(__name__)

# A web process leaves the work to the workers for so long, and looks this often.
OVERDUE_SECONDS: Final = 2.0
PAUSE_SECONDS: Final = 1.0
SHORTEST_SECONDS: Final = 0.05


def settle_waiting(overdue_seconds: float = 0.0) -> Result:
    """Settle what is due for so long, and let the clock act. Nothing where another process is doing
    the same.

    Less than nothing takes in what its own process may be settling now: harmless, and done at once.

    Safe to repeat. Raises OperationalError where a lock is not free: all of it still waits.
    """
    result = Result()
    if not is_due(overdue_seconds):
        return result
    with _only_one() as is_mine:
        if not is_mine:
            return result
        seen: dict[UUID, int] = {}
        while True:
            # The clock first: its moments are promised to the second, also while thousands wait.
            go_live()
            if ended := ended_ids():
                result += settle(ended)
            waiting = due(overdue_seconds)
            if not waiting:
                # What somebody waits for comes before all that nobody waits for.
                stepped = step()
                if stepped is None:
                    break
                result += stepped
                continue
            new = [one for one, key in waiting.items() if key != seen.get(one)]
            seen.update(waiting)
            if len(new) > BATCH:
                # Taking down never waits for building.
                result += settle(new, is_takedown_only=True)
            result += settle([*waiting][:BATCH])
        log.info("publication.caught_up", ids_count=len(seen), written_count=result.written_count)
    return result


def end_what_is_over() -> None:
    """Have Wagtail's tree say what the rows say already; nothing where others are at it."""
    with _only_one() as is_mine:
        if is_mine:
            unpublish_ended()


@contextmanager
def _only_one() -> Iterator[bool]:
    """Whether this process alone catches up; one that dies lets go by itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, 0)", [LOCK])
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, 0)", [LOCK])


def pause_seconds() -> float:
    """Return how long to wait before looking again: not beyond the moment at which a row ends.

    It is gone by itself then; its name in other documents goes with its tombstone.
    """
    edition = heard_edition()
    left = PAUSE_SECONDS if edition is None else edition.ends_at - time.time()
    return max(SHORTEST_SECONDS, min(PAUSE_SECONDS, left))


class _Keeper:
    """One thread a web process that catches up, be it that no worker lives."""

    def __init__(self) -> None:
        self._process = 0
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the thread in this process, once."""
        with self._lock:
            if self._process != os.getpid():
                self._process = os.getpid()
                threading.Thread(target=self._run, name="hub-catch-up", daemon=True).start()

    def _run(self) -> None:
        overdue_seconds = 0.0
        pause = threading.Event()
        while True:
            try:
                settle_waiting(overdue_seconds)
                overdue_seconds = OVERDUE_SECONDS
            except (DatabaseError, InterfaceError) as error:
                log.warning("publication.catch_up_failed", error=type(error).__name__)
            except Exception:
                log.exception("publication.catch_up_failed")
            finally:
                # A connection that nobody uses for seconds is one that readers may have.
                connection.close()
            pause.wait(pause_seconds())


_keeper = _Keeper()


def start() -> None:
    """Have this process catch up by itself from now on, beginning at once. Safe to repeat."""
    _keeper.start()
