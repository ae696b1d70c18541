"""Sweep: repair what no signal announced. A second sweep writes nothing."""

from collections.abc import Callable, Collection
from typing import Final
from uuid import UUID

import structlog

from hub.publication.deciding.sites import settle_sites
from hub.publication.hinting.everything import all_ids
from hub.publication.hinting.hints import ids_for, shared_models
from hub.publication.hinting.waiting import EVERYTHING
from hub.publication.settle import Result, settle
from hub.publication.writing.failures import due_failures
from hub.publication.writing.fingerprints import Fingerprints, changed, keep, row_of

log = structlog.get_logger(__name__)

# After so many their fingerprints are kept; `settle` lets editors in between.
STEP: Final = 200
# So many shared rows are looked up one by one; after more, everything is looked at.
SHARED_MAXIMUM: Final = 200

Progress = Callable[[int, int], None]


def sweep(progress: Progress | None = None) -> Result:
    """Settle everything, in steps that each hold the lock for a moment only.

    For nights, deploys and restored databases. `progress(done, total)` is called after each step.
    """
    return _sweep(all_ids(), changed(shared_models()), progress)


def sweep_changed() -> Result:
    """Settle what differs by its fingerprint, and what could not be built or written.

    What changes with the program or the calendar alone is left to `sweep`.
    """
    fingerprints = changed(shared_models())
    return _sweep(_ids_of(fingerprints), fingerprints)


def _sweep(
    ids: Collection[UUID], fingerprints: Fingerprints, progress: Progress | None = None
) -> Result:
    settle_sites()
    in_order = sorted(ids)
    result = Result()
    for start in range(0, len(in_order), STEP):
        batch = in_order[start : start + STEP]
        result += settle(batch)
        # Taken before the look: what has changed since differs from it.
        names = {str(one) for one in batch} & fingerprints.keys()
        keep({name: fingerprints.pop(name) for name in names})
        if progress:
            progress(min(start + STEP, len(in_order)), len(in_order))
    # Those of shared rows, and of pages that nobody need look at.
    keep(fingerprints)
    if result.written_count or result.buried_count:
        log.warning(
            "publication.swept",
            ids_count=len(in_order),
            written_count=result.written_count,
            buried_count=result.buried_count,
        )
    return result


def _ids_of(fingerprints: Fingerprints) -> set[UUID]:
    """Return the ids of what differs, and of what shows a shared row that does."""
    rows = [one for one in map(row_of, fingerprints) if one is not None]
    if len(rows) > SHARED_MAXIMUM:
        return all_ids()
    ids = {UUID(name) for name in fingerprints if row_of(name) is None}
    ids |= due_failures()
    for model, key in rows:
        row = model._default_manager.filter(pk=key).first()
        for one in (EVERYTHING,) if row is None else ids_for(row):
            if not isinstance(one, UUID):
                return all_ids()
            ids.add(one)
    return ids
