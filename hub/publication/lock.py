"""The one lock under which rows are written: it makes the order of sequence numbers that of
commits."""

from typing import Final

from django.db import connection

# Any number will do, as long as nothing else in this database locks it.
LOCK: Final = 7_041_882


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
