"""Settle: make the rows say what is true now. Lock, then look, then write what differs."""

import time
from collections.abc import Collection
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import structlog
from django.db import DatabaseError, transaction
from django.utils import timezone

from hub.content.shelf import Shelf, prefetch
from hub.kernel.wake import wake
from hub.publication.build import Wanted, build
from hub.publication.lock import take_lock
from hub.publication.look import Candidate, look
from hub.publication.models import Failure, Publication
from hub.publication.references import EMBEDDED, Lookup, referrers
from hub.publication.translations import read_states
from hub.publication.tree import Tree, read_tree
from hub.publication.write import write

log = structlog.get_logger(__name__)

BATCH: Final = 200


@dataclass
class Result:
    """What one settle did. `embedded` are ids whose title, address or existence changed."""

    written_count: int = 0
    buried_count: int = 0
    failed_count: int = 0
    embedded: frozenset[UUID] = frozenset()

    def __add__(self, other: "Result") -> "Result":
        return Result(
            self.written_count + other.written_count,
            self.buried_count + other.buried_count,
            self.failed_count + other.failed_count,
        )


def settle(ids: Collection[UUID], *, is_takedown_only: bool = False) -> Result:
    """Make the rows of these ids say what is true now; then those that embed them by name.

    Safe to repeat: what is already true is not written again. Opens transactions of its own, one
    for 200 ids. A document that cannot be built keeps its old row as long as its page is public, is
    noted in `Failure`, and does not hold up the others. With `is_takedown_only` nothing is built:
    rows that are no longer public become tombstones, the rest waits.
    """
    started = time.monotonic()
    result, pending = Result(), set(ids)
    while pending:
        embedded: set[UUID] = set()
        in_order = sorted(pending)
        for start in range(0, len(in_order), BATCH):
            one = _batch(in_order[start : start + BATCH], is_takedown_only)
            embedded |= one.embedded
            result += one
        # Those that show a name that changed; always whole, since their text has to change.
        pending, is_takedown_only = referrers(embedded), False
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


def _batch(ids: list[UUID], is_takedown_only: bool) -> Result:
    try:
        with transaction.atomic():
            return _settle(ids, is_takedown_only, is_careful=False)
    except DatabaseError:
        # A builder broke the transaction: try again with a savepoint around each document.
        with transaction.atomic():
            return _settle(ids, is_takedown_only, is_careful=True)


def _settle(ids: list[UUID], is_takedown_only: bool, is_careful: bool) -> Result:
    take_lock()
    tree = read_tree()
    found = look(ids, tree)
    existing: dict[tuple[UUID, str], Publication] = {
        (row.document_id, row.locale): row
        for row in Publication.objects.filter(document_id__in=ids).defer("vector")
    }
    lost = _lost(found, existing, is_takedown_only)
    failed: dict[UUID, str] = {}
    changed: list[tuple[Wanted, Publication | None]] = []
    if not is_takedown_only:
        wanted, failed = _build_all(found, tree, existing, is_careful)
        for row in wanted:
            old = existing.get((row.columns["document_id"], row.columns["locale"]))
            if old is None or old.is_deleted or old.digest != row.digest:
                changed.append((row, old))
        _note_failures(ids, failed, found)
    embedded = _embedded_changes(changed, lost)
    write(changed, lost, timezone.now())
    return Result(len(changed), len(lost), len(failed), embedded)


def _lost(
    found: dict[UUID, list[Candidate]],
    existing: dict[tuple[UUID, str], Publication],
    is_takedown_only: bool,
) -> list[Publication]:
    public = {(key, one.locale) for key, candidates in found.items() for one in candidates}
    return [row for key, row in existing.items() if key not in public and not row.is_deleted]


def _build_all(
    found: dict[UUID, list[Candidate]],
    tree: Tree,
    existing: dict[tuple[UUID, str], Publication],
    is_careful: bool,
) -> tuple[list[Wanted], dict[UUID, str]]:
    lookup, states = Lookup(), read_states(list(found))
    lookup.read({ref for row in existing.values() for ref in row.references})
    shelf = _read_ahead(found, is_careful)
    rows: list[Wanted] = []
    failed: dict[UUID, str] = {}
    for key, candidates in found.items():
        try:
            with transaction.atomic() if is_careful else nullcontext():
                rows += build(candidates, lookup, states, shelf)
        except Exception as error:
            if isinstance(error, DatabaseError) and not is_careful:
                raise
            failed[key] = f"{type(error).__name__}: {error}"[:2000]
            log.warning("publication.build_failed", document_id=str(key), exc_info=True)
    return rows, failed


def _read_ahead(found: dict[UUID, list[Candidate]], is_careful: bool) -> Shelf:
    """Return what the batch refers to; an empty shelf where one page of it is broken."""
    if is_careful:
        return Shelf()
    try:
        return prefetch([one.source for candidates in found.values() for one in candidates])
    except DatabaseError:
        raise
    except Exception:
        log.exception("publication.read_ahead_failed", ids_count=len(found))
        return Shelf()


def _note_failures(
    ids: list[UUID], failed: dict[UUID, str], found: dict[UUID, list[Candidate]]
) -> None:
    Failure.objects.filter(document_id__in=[one for one in ids if one not in failed]).delete()
    for key, error in failed.items():
        title = found[key][0].source.title
        Failure.objects.update_or_create(document_id=key, defaults={"title": title, "error": error})


def _embedded_changes(
    changed: list[tuple[Wanted, Publication | None]], lost: list[Publication]
) -> frozenset[UUID]:
    ids = {row.document_id for row in lost}
    for wanted, old in changed:
        before = [getattr(old, name) for name in EMBEDDED] if old else None
        after = [wanted.columns.get(name, False) for name in EMBEDDED]
        if before != after:
            ids.add(wanted.columns["document_id"])
    return frozenset(ids)
