"""Followers read rows in the order of their sequence and keep their cursor in PostgreSQL."""

import zlib
from typing import Final

import structlog
from django.db import connection, transaction

from hub.kernel import registry
from hub.kernel.parts import Follower, Owned
from hub.publication.models import Cursor, Publication

log = structlog.get_logger(__name__)

BATCH: Final = 500


def follow_all() -> None:
    """Let every follower read on. One that fails delays only itself and tries again later."""
    for one in registry.owned(Follower):
        try:
            while follow(one) == BATCH:
                pass
        except Exception:
            log.exception("publication.follower_failed", follower=one.key)


def follow(one: Owned) -> int:
    """Give one follower its next rows; return how many. Another process doing the same: 0.

    The cursor moves in the same transaction as what the follower writes here; what it does
    elsewhere must be safe to repeat.
    """
    with transaction.atomic():
        if not _lock(one.key):
            return 0
        cursor, _created = Cursor.objects.get_or_create(pk=one.key)
        rows = list(
            # The tombstone of what has ended comes with a number of its own.
            Publication.objects.in_time()
            .filter(sequence__gt=cursor.sequence)
            .defer("vector")
            .order_by("sequence")[:BATCH]
        )
        if rows:
            one.part.handle(rows)
            cursor.sequence = rows[-1].sequence
            cursor.save()
        return len(rows)


def _lock(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s, %s)", [7041, zlib.crc32(name.encode()) - 2**31]
        )
        return bool(cursor.fetchone()[0])
