"""The one lock under which rows are written: it makes the order of sequence numbers that of
commits. And for how long one transaction holds it."""

import time
from typing import Final

from django.db import connection

# Any number will do, as long as nothing else in this database locks it.
LOCK: Final = 7_041_882

# So long a transaction holds the lock: an editor who changes one page waits no longer for it. After
# the first part of it nothing more is built, but for the few that pay for its own costs: on a busy
# machine all would be reading ahead otherwise.
HOLD_SECONDS: Final = 0.05
BUILD_SECONDS: Final = 0.03
BATCH: Final = 200
FIRST: Final = 15
FEWEST: Final = 8


def take_lock(patience_seconds: float | None = None) -> None:
    """Wait until no other process writes rows; held until the transaction ends.

    With patience this and every other lock of the transaction is waited for no longer: then
    PostgreSQL ends the transaction, and Django raises OperationalError.
    """
    with connection.cursor() as cursor:
        if patience_seconds is None:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            return
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true), pg_advisory_xact_lock(%s)",
            [f"{round(patience_seconds * 1000)}ms", LOCK],
        )


def take_turn(matter: str) -> None:
    """Wait until no other transaction acts on the matter; held until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [matter])


class Pace:
    """How many ids one transaction settles: as many as hold the lock for `HOLD_SECONDS`."""

    def __init__(self) -> None:
        self.size = FIRST
        self._since = 0.0

    def begin(self) -> None:
        """Count from here: the lock is held."""
        self._since = time.monotonic()

    def is_over(self, count: int) -> bool:
        """Whether, after so many, what is still to be built has to wait for the next
        transaction."""
        return count >= FEWEST and time.monotonic() - self._since > BUILD_SECONDS

    def end(self, count: int) -> None:
        """Choose the next size by how long so many have held it."""
        fitting = round(count * HOLD_SECONDS / max(time.monotonic() - self._since, 0.001))
        self.size = max(FEWEST, min(fitting, 2 * self.size, BATCH))
