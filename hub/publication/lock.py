"""The one lock under which rows are written: it makes the order of sequence numbers that of
commits."""

from typing import Final

from django.db import connection

# Any number will do, as long as nothing else in this database locks it.
LOCK: Final = 7_041_882


def take_lock() -> None:
    """Wait until no other process writes rows; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
