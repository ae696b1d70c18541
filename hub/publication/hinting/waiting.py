"""What waits: hints, remembered in PostgreSQL until the settle that dealt with them commits; what
has ended; what is to go live.

Left in the transaction of whoever changed something: a process that dies takes no hint with it.
"""

from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Now
from wagtail.models import Revision

from hub.publication.models import Hint, Publication

EVERYTHING: Final = "*"
# So long whoever hinted is left alone to settle by itself; so long who holds hints back.
DUE_SECONDS: Final = 2.0
HELD_SECONDS: Final = 60.0

_LEAVE: Final = (
    "INSERT INTO publication_hint (document_id, hinted_at, due_at)"
    " SELECT one, now(), now() + make_interval(secs => %s) FROM unnest(%s::uuid[]) AS one"
)
_TAKE: Final = (
    "WITH forgotten AS (DELETE FROM publication_hint WHERE document_id = ANY(%s))"
    " SELECT document_id FROM publication_failure WHERE document_id = ANY(%s)"
)
_DUE: Final = (
    "SELECT document_id, max(id) FROM publication_hint"
    " WHERE document_id IS NOT NULL AND due_at <= now() - make_interval(secs => %s)"
    " GROUP BY document_id ORDER BY max(id) DESC"
)

_IS_DUE: Final = (
    "SELECT EXISTS (SELECT FROM publication_hint"
    " WHERE due_at <= now() - make_interval(secs => %s))"
    " OR EXISTS (SELECT FROM publication_publication WHERE ends_at <= statement_timestamp())"
    " OR EXISTS (SELECT FROM wagtailcore_revision"
    " WHERE approved_go_live_at <= statement_timestamp())"
)


def leave(ids: Iterable[UUID | str], due_seconds: float = DUE_SECONDS) -> None:
    """Have these ids wait; `EVERYTHING` is one of them. One statement in the caller's transaction.

    After `due_seconds` anybody may settle them; until then that is the caller's.
    """
    values = [None if one == EVERYTHING else one for one in ids]
    if values:
        _execute(_LEAVE, [due_seconds, values])


def take(ids: Collection[UUID]) -> frozenset[UUID]:
    """Forget the hints of these ids; return those of which a failure is noted. Called under the
    settle lock, before looking.

    What is hinted later was not seen by the look, and stays. A transaction that is rolled back has
    forgotten nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [list(ids), list(ids)])
        return frozenset(key for (key,) in cursor.fetchall())


def everything_keys() -> list[int]:
    """Return the keys of the hints at everything; read them before looking."""
    return list(Hint.objects.filter(document_id__isnull=True).values_list("pk", flat=True))


def forget(keys: Collection[int]) -> None:
    """Forget the hints of these keys, once all they hinted at is settled or waits by itself."""
    if keys:
        _execute("DELETE FROM publication_hint WHERE id = ANY(%s)", [list(keys)])


def due(overdue_seconds: float = 0.0) -> dict[UUID, int]:
    """Return {id: key of its newest hint} of what is due for so long; hints at everything excepted.

    What was hinted at last comes first: somebody waits for that one page, and nobody for one of
    thousands that a changed website has left.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [overdue_seconds])
        return dict(cursor.fetchall())


def ended_ids() -> list[UUID]:
    """Return the ids of the rows that have ended and are no tombstones yet, the first first."""
    ended = Publication.objects.filter(ends_at__lte=Now()).order_by("ends_at")
    return list(ended.values_list("document_id", flat=True))


def scheduled() -> QuerySet[Revision]:
    """Return the revisions that ought to be live by now, the first first."""
    due = Revision.objects.filter(approved_go_live_at__lte=Now())
    return due.order_by("approved_go_live_at", "pk")


def is_due(overdue_seconds: float = 0.0) -> bool:
    """Whether any hint is due for so long, hints at everything too, or the clock brings something.

    One query that three indexes answer.
    """
    with connection.cursor() as cursor:
        cursor.execute(_IS_DUE, [overdue_seconds])
        return bool(cursor.fetchone()[0])


def _execute(sql: str, parameters: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
