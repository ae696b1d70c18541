"""When an answer last changed, said only where it cannot mislead."""

from datetime import datetime, time, timedelta
from typing import Final

from django.db import connection
from django.utils import timezone

from hub.publication.listen import known_sequence

# A row carries the time of its writing, which is a moment before its commit. An answer made in
# between would bear a time that the row then shares. After this span no such row can appear.
MATURITY: Final = timedelta(seconds=120)


class _Newest:
    sequence: int | None = None
    written_at: datetime | None = None


def newest_change() -> datetime | None:
    """Return when a list may last have changed: the newest row's time, or this day's beginning.

    Reads the database once a sequence number. None while nobody listens for new ones.
    """
    sequence = known_sequence()
    if sequence is None:
        return None
    if _Newest.sequence != sequence:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT written_at FROM publication_publication ORDER BY sequence DESC LIMIT 1"
            )
            row = cursor.fetchone()
        _Newest.written_at, _Newest.sequence = (row[0] if row else None), sequence
    if _Newest.written_at is None:
        return None
    # Lists begin today: another day is another list.
    return max(_Newest.written_at, start_of_day())


def start_of_day() -> datetime:
    """Return the first moment of this day in the city's time zone."""
    today = timezone.localdate()
    return timezone.make_aware(datetime.combine(today, time()))


def stated(changed_at: datetime | None) -> datetime | None:
    """Return the time for Last-Modified, or None while it is too young to be relied upon."""
    if changed_at is None or timezone.now() - changed_at < MATURITY:
        return None
    return changed_at
