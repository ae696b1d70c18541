"""Settle: make the rows say what is true now. Lock, then look, then write what differs."""

import time
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final
from uuid import UUID

import psycopg
import structlog
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from hub.content.shelf import Shelf, prefetch
from hub.kernel.wake import wake
from hub.publication.building.build import Wanted, build, read_ahead
from hub.publication.building.cut import TookTooLong
from hub.publication.building.references import EMBEDDED, Lookup, referrers
from hub.publication.deciding.candidates import Candidate, candidates_of
from hub.publication.deciding.translations import read_states
from hub.publication.deciding.tree import Tree, read_tree
from hub.publication.hinting.waiting import leave, take
from hub.publication.models import Publication
from hub.publication.reading.former import remember_former
from hub.publication.writing.failures import note_cut, note_failure, note_failures
from hub.publication.writing.lock import Pace, take_lock
from hub.publication.writing.write import Change, write

log = structlog.get_logger(__name__)

_ROWS: Final = """
    SELECT id, document_id, locale, site_id, sites_before, kind, is_deleted, slug, path, url, title,
        answers, "references", digest
    FROM publication_publication WHERE document_id = ANY(%s)"""


@dataclass
class Result:
    """What one settle did.

    `referring` are ids that show a name or address that changed, `left` those that the time under
    one lock was too short for.
    """

    written_count: int = 0
    buried_count: int = 0
    failed_count: int = 0
    referring: frozenset[UUID] = frozenset()
    left: frozenset[UUID] = frozenset()

    def __add__(self, other: "Result") -> "Result":
        return Result(
            self.written_count + other.written_count,
            self.buried_count + other.buried_count,
            self.failed_count + other.failed_count,
            self.referring | other.referring,
            self.left | other.left,
        )


@dataclass(frozen=True)
class Manner:
    """How to settle: what to leave out, and how long to wait for a lock (None: the database's)."""

    is_takedown_only: bool = False
    patience_seconds: float | None = None
    pace: Pace = field(default_factory=Pace)


def settle(
    ids: Collection[UUID],
    *,
    is_takedown_only: bool = False,
    patience_seconds: float | None = None,
) -> Result:
    """Make the rows of these ids say what is true now; then those that embed them by name.

    Safe to repeat: what is already true is not written again. Opens transactions of its own, each
    for as many ids as it can settle in a moment. A document that cannot be built or written keeps
    its old row as long as its page is public, is noted in `Failure`, and does not hold up the
    others; a builder that takes too long is cut. With `is_takedown_only` nothing is built: rows
    that are no longer public become tombstones, the rest waits. Raises OperationalError where a
    lock was not free in time or the database went away: what was hinted at then still waits.
    """
    started = time.monotonic()
    result, pending = Result(), set(ids)
    manner = Manner(is_takedown_only, patience_seconds)
    if is_takedown_only:
        # A section that is opened has nothing to take down, however large it is.
        rows = Publication.objects.filter(document_id__in=pending, is_deleted=False)
        pending = set(rows.values_list("document_id", flat=True))
    try:
        while pending:
            referring: set[UUID] = set()
            in_order = sorted(pending)
            while in_order:
                batch, in_order = in_order[: manner.pace.size], in_order[manner.pace.size :]
                settled = _batch(batch, manner)
                manner.pace.end(len(batch) - len(settled.left))
                in_order = [*sorted(settled.left), *in_order]
                referring |= settled.referring
                result += replace(settled, left=frozenset())
            # Those that show a name that changed; always whole, since their text has to change.
            pending, manner = referring, Manner(False, patience_seconds)
    finally:
        if result.written_count or result.buried_count:
            wake("hub.follow")
        log.info(
            "publication.settled",
            ids_count=len(ids),
            written_count=result.written_count,
            buried_count=result.buried_count,
            failed_count=result.failed_count,
            duration_seconds=round(time.monotonic() - started, 4),
        )
    return result


def _batch(ids: list[UUID], manner: Manner) -> Result:
    """Settle a batch; where one document takes too long, the others begin again without it.

    The lock is free in between: others wait for one such document, never for several.
    """
    result = Result()
    while ids:
        try:
            return result + _together(ids, manner)
        except TookTooLong as error:
            log.warning("publication.build_cut", document_id=str(error.document_id), exc_info=True)
            late = [document_id for document_id in ids if document_id == error.document_id]
            ids = [document_id for document_id in ids if document_id != error.document_id]
            with transaction.atomic():
                _begin(late, manner)
                note_cut(late[0], error)
                result += Result(failed_count=1) + _take_down(late)
    return result


def _together(ids: list[UUID], manner: Manner) -> Result:
    """Settle a batch in one transaction; where one document breaks it, the others in halves."""
    try:
        with transaction.atomic():
            return _settle(ids, manner, _begin(ids, manner))
    except TookTooLong:
        raise
    except Exception as error:
        if _is_of_the_database(error):
            raise
        log.warning("publication.batch_broken", ids_count=len(ids), exc_info=True)
    half = len(ids) // 2
    if half:
        return _batch(ids[:half], manner) + _batch(ids[half:], manner)
    return _alone(ids, manner)


def _alone(ids: list[UUID], manner: Manner) -> Result:
    """Settle one id that broke its batch; where it fails again, note that and take down only."""
    with transaction.atomic():
        noted = _begin(ids, manner)
        try:
            with transaction.atomic():
                return _settle(ids, manner, noted)
        except Exception as error:
            if isinstance(error, OperationalError | InterfaceError | TookTooLong):
                raise
            log.warning("publication.settle_failed", document_id=str(ids[0]), exc_info=True)
            note_failure(ids[0], error)
        return Result(failed_count=1) + _take_down(ids)


def _take_down(ids: list[UUID]) -> Result:
    try:
        with transaction.atomic():
            return _settle(ids, Manner(is_takedown_only=True), frozenset())
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        # What nobody can look at stays as it is; it stands in `Failure`.
        log.exception("publication.takedown_failed", document_id=str(ids[0]))
        return Result()


def _begin(ids: list[UUID], manner: Manner) -> frozenset[UUID]:
    """Take the lock; return those of the ids that failed when they were settled last."""
    take_lock(manner.patience_seconds)
    manner.pace.begin()
    return frozenset() if manner.is_takedown_only else take(ids)


def _is_of_the_database(error: Exception) -> bool:
    """Whether no document is to blame. Of two that lock each other out one may try again."""
    if isinstance(error.__cause__, psycopg.errors.DeadlockDetected):
        return False
    return isinstance(error, OperationalError | InterfaceError)


def _settle(ids: list[UUID], manner: Manner, noted: frozenset[UUID]) -> Result:
    tree = read_tree()
    candidates_by_id = candidates_of(ids, tree)
    rows = Publication.objects.raw(_ROWS, [list(ids)])
    existing = {(row.document_id, row.locale): row for row in rows}
    lost = _lost(candidates_by_id, existing)
    failed: dict[UUID, Exception] = {}
    late: set[UUID] = set()
    changed: list[Change] = []
    if not manner.is_takedown_only:
        wanted, failed, late = _build_all(candidates_by_id, existing, tree, manner.pace)
        for row in wanted:
            old = existing.get((row.columns["document_id"], row.columns["locale"]))
            if old is None or old.is_deleted or old.digest != row.digest:
                changed.append((row, old))
        note_failures(noted - late, failed, candidates_by_id)
    now = timezone.now()
    remember_former(changed, now)
    write(changed, lost, now)
    referring = referrers(_embedded_changes(changed, lost))
    # Whoever dies now leaves them to others.
    leave(referring | late)
    return Result(len(changed), len(lost), len(failed), frozenset(referring), left=frozenset(late))


def _lost(
    candidates_by_id: dict[UUID, list[Candidate]],
    existing: dict[tuple[UUID, str], Publication],
) -> list[Publication]:
    public = {
        (document_id, candidate.locale)
        for document_id, candidates in candidates_by_id.items()
        for candidate in candidates
    }
    return [row for key, row in existing.items() if key not in public and not row.is_deleted]


def _build_all(
    candidates_by_id: dict[UUID, list[Candidate]],
    existing: dict[tuple[UUID, str], Publication],
    tree: Tree,
    pace: Pace,
) -> tuple[list[Wanted], dict[UUID, Exception], set[UUID]]:
    """Return rows, failures, and the ids that others have waited too long for already."""
    every_candidate = chain.from_iterable(candidates_by_id.values())
    states = read_states(list(candidates_by_id), [one.source for one in every_candidate])
    lookup, shelf = Lookup(), _read_ahead(candidates_by_id)
    shelf.restricted_collections = tree.closed_collections
    lookup.read({ref for row in existing.values() for ref in row.references} | shelf.pages())
    rows: list[Wanted] = []
    failed: dict[UUID, Exception] = {}
    in_order = list(candidates_by_id.items())
    while in_order and not pace.is_over(len(candidates_by_id) - len(in_order)):
        document_id, candidates = in_order.pop(0)
        try:
            rows += build(candidates, lookup, states, shelf)
        except DatabaseError:
            # The transaction is broken: the batch is done again without this one.
            raise
        except TookTooLong as error:
            error.document_id = document_id
            raise
        except Exception as error:
            failed[document_id] = error
            log.warning("publication.build_failed", document_id=str(document_id), exc_info=True)
    return rows, failed, {document_id for document_id, _candidates in in_order}


def _read_ahead(candidates_by_id: dict[UUID, list[Candidate]]) -> Shelf:
    """Return what the batch refers to; an empty shelf where one page of it is broken."""
    all_candidates = list(chain.from_iterable(candidates_by_id.values()))
    try:
        shelf = prefetch([candidate.source for candidate in all_candidates])
        read_ahead(all_candidates, shelf)
        return shelf
    except DatabaseError:
        raise
    except Exception:
        log.exception("publication.read_ahead_failed", ids_count=len(candidates_by_id))
        return Shelf()


def _embedded_changes(changed: list[Change], lost: list[Publication]) -> frozenset[UUID]:
    ids = {row.document_id for row in lost}
    for wanted, old in changed:
        before = [getattr(old, name) for name in EMBEDDED] if old else None
        after = [wanted.columns.get(name, False) for name in EMBEDDED]
        if before != after:
            ids.add(wanted.columns["document_id"])
    return frozenset(ids)
