"""Followers read rows in the order of their sequence; where each one stands is kept in PostgreSQL.

Rows are read in a short transaction. `handle` runs outside of any, since it may use the network,
and under a lock of the database session: nobody else works for the same follower meanwhile, and the
lock of a process that dies is free at once. Then the cursor moves, if it is where it was.
"""

import os
import socket
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

import structlog
from django.db import connection, transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from hub.kernel.contract import registry
from hub.kernel.contract.parts import Follower, Owned
from hub.kernel.wake import wake
from hub.publication.models import Counter, Cursor, Publication

log = structlog.get_logger(__name__)

BATCH: Final = 500
# Then others who wait for the same worker have their turn.
TURN_SECONDS: Final = 60.0
FIRST_REST: Final = timedelta(seconds=30)
LONGEST_REST: Final = timedelta(hours=1)
TASK: Final = "hub.follow_one"
QUEUE: Final = "follow"
ERROR_MAXIMUM: Final = 2000
DIED: Final = "The process that worked for it ({worker}) died."


def cursors() -> QuerySet[Any]:
    """Return the cursors of all followers there are, each with `unread_since`: when the first row
    that it has not read was written, or None."""
    unread = Publication.objects.in_time().filter(sequence__gt=OuterRef("sequence"))
    first = unread.order_by("sequence").values("written_at")[:1]
    keys = [one.key for one in registry.owned(Follower)]
    return Cursor.objects.filter(pk__in=keys).annotate(unread_since=Subquery(first))


def wake_followers() -> None:
    """Ring for each follower that has rows to read and does not rest: a task each."""
    for one in registry.owned(Follower):
        _place(one)
    for key in _due().values_list("pk", flat=True):
        wake(TASK, key, queue=QUEUE)


def try_now(key: str) -> None:
    """Let a follower that rests after a failure be tried at once."""
    Cursor.objects.filter(pk=key).update(not_before=None)
    wake(TASK, key, queue=QUEUE)


def follow_on(key: str) -> None:
    """Let one follower read on for a minute; what is left then is another task's."""
    follower = next((each for each in registry.owned(Follower) if each.key == key), None)
    if follower is None:
        # Of a capability that was taken out in between.
        return
    end = time.monotonic() + TURN_SECONDS
    try:
        count = follow(follower)
        while count and time.monotonic() < end:
            count = follow(follower)
    except Exception:
        log.exception("publication.follower_failed", follower=key)
        return
    # Also where rows came in the moment between the last look and the end of the lock.
    if count is not None and _due().filter(pk=key).exists():
        wake(TASK, key, queue=QUEUE)


def follow(follower: Owned[Follower]) -> int | None:
    """Give one follower its next rows; return how many, None where it rests or another process
    works for it.

    Raises what `handle` raises, after it is noted; the same rows come again after a rest that grows
    from half a minute to an hour. So they do after a process that died in the middle.
    """
    with _alone(follower.key) as is_alone:
        if not is_alone:
            return None
        cursor, rows = _take(follower)
        if not rows:
            return None if cursor.not_before else 0
        try:
            follower.part.handle(rows)
        except Exception as error:
            if connection.errors_occurred and not connection.is_usable():
                connection.close()
            _note(cursor, f"{type(error).__name__}: {error}")
            raise
        _move(cursor, rows[-1].sequence)
        return len(rows)


def _due() -> QuerySet[Any]:
    may_work = Q(not_before__isnull=True) | Q(not_before__lte=timezone.now())
    return cursors().filter(may_work, unread_since__isnull=False)


def _place(follower: Owned[Follower]) -> None:
    """Have a new follower stand where it `starts`."""
    start = 0
    if follower.part.starts == "now":
        start = Counter.objects.values_list("value", flat=True).first() or 0
    Cursor.objects.get_or_create(pk=follower.key, defaults={"sequence": start})


def _take(follower: Owned[Follower]) -> tuple[Cursor, list[Publication]]:
    """Return a follower's next rows, none where it rests, and note who works for it."""
    _place(follower)
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update().get(pk=follower.key)
        if cursor.worker:
            # Nobody holds the lock who could still be at work.
            _note(cursor, DIED.format(worker=cursor.worker))
        if cursor.not_before and cursor.not_before > timezone.now():
            return cursor, []
        # The tombstone of what has ended comes with a number of its own.
        unread = Publication.objects.in_time().filter(sequence__gt=cursor.sequence)
        rows = list(unread.defer("vector").order_by("sequence")[:BATCH])
        if rows:
            cursor.worker = f"{socket.gethostname()}:{os.getpid()}"[:200]
            cursor.worked_since = timezone.now()
            cursor.save(update_fields=["worker", "worked_since"])
        elif cursor.not_before:
            cursor.not_before = None
            cursor.save(update_fields=["not_before"])
        return cursor, rows


def _move(cursor: Cursor, sequence: int) -> None:
    """Note that all went well; the cursor moves unless somebody has set it elsewhere meanwhile."""
    own = Cursor.objects.filter(pk=cursor.pk)
    own.update(
        worker="", worked_since=None, failed_count=0, failed_since=None, error="", not_before=None
    )
    moved_count = own.filter(sequence=cursor.sequence).update(
        sequence=sequence, moved_at=timezone.now()
    )
    if not moved_count:
        log.info("publication.cursor_was_set", follower=cursor.pk)


def _note(cursor: Cursor, error: str) -> None:
    """Note a failure for the desk, and let the follower rest."""
    now = timezone.now()
    rest = FIRST_REST * 2 ** min(cursor.failed_count, 10)
    cursor.not_before = now + min(rest, LONGEST_REST)
    cursor.failed_count += 1
    cursor.failed_since = cursor.failed_since or now
    # PostgreSQL keeps neither of these two.
    cursor.error = error[:ERROR_MAXIMUM].replace("\x00", "").encode(errors="replace").decode()
    cursor.worker, cursor.worked_since = "", None
    cursor.save(
        update_fields=[
            "not_before", "failed_count", "failed_since", "error", "worker", "worked_since"
        ]
    )  # fmt: skip


@contextmanager
def _alone(key: str) -> Iterator[bool]:
    """Say whether nobody else works for this follower; until the block ends, nobody will."""
    lock = [7041, zlib.crc32(key.encode()) - 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", lock)
        is_alone = bool(cursor.fetchone()[0])
    try:
        yield is_alone
    finally:
        # A connection that was closed meanwhile has taken the lock with it.
        if is_alone and connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", lock)
