"""When an answer last changed, said only where it cannot mislead."""

from datetime import datetime, time, timedelta
from typing import Final

from django.db import connection
from django.utils import timezone

from hub.publication.reading.listen import Edition, known_edition

# A row carries the time of its writing, which is a moment before its commit. An answer made in
# between would bear a time that the row then shares. After this span no such row can appear.
MATURITY: Final = timedelta(seconds=120)
# Of two times one of which is missing GREATEST is the other.
_CHANGED_AT: Final = (
    "SELECT greatest("
    "(SELECT written_at FROM publication_publication ORDER BY sequence DESC LIMIT 1),"
    " (SELECT max(ends_at) FROM publication_publication WHERE ends_at <= statement_timestamp()),"
    " (SELECT max(ends_at) FROM publication_publicationdate"
    " WHERE NOT (role IN ('event', 'running')) AND ends_at <= statement_timestamp()))"
)


class _Newest:
    edition: Edition | None = None
    changed_at: datetime | None = None


def newest_change() -> datetime | None:
    """Return when a list may last have changed: the newest row's time, the last end of a row or
    of a deadline, or this day's beginning.

    Reads the database once an edition. None while nobody listens for new ones.
    """
    edition = known_edition()
    if edition is None:
        return None
    if _Newest.edition != edition:
        with connection.cursor() as cursor:
            cursor.execute(_CHANGED_AT)
            _Newest.changed_at, _Newest.edition = cursor.fetchone()[0], edition
    if _Newest.changed_at is None:
        return None
    # Lists begin today: another day is another list.
    return max(_Newest.changed_at, start_of_day())


def start_of_day() -> datetime:
    """Return the first moment of this day in the city's time zone."""
    today = timezone.localdate()
    return timezone.make_aware(datetime.combine(today, time()))


def stated(changed_at: datetime | None) -> datetime | None:
    """Return the time for Last-Modified, or None while it is too young to be relied upon."""
    if changed_at is None or timezone.now() - changed_at < MATURITY:
        return None
    return changed_at
