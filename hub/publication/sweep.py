"""Sweep: repair what no signal announced. A second sweep writes nothing."""

from collections.abc import Callable
from uuid import UUID

import structlog
from wagtail.models import Page

from hub.content.models import Record
from hub.kernel import registry
from hub.publication.models import Publication
from hub.publication.settle import BATCH, Result, settle
from hub.publication.sites import settle_sites

log = structlog.get_logger(__name__)


def all_ids() -> set[UUID]:
    """Return the ids of all live pages and records and of all rows that are no tombstones."""
    ids = set(Page.objects.filter(live=True).values_list("translation_key", flat=True))
    for kind in registry.kinds():
        if issubclass(kind.model, Record):
            live = kind.model._default_manager.filter(live=True)
            ids |= set(live.values_list("translation_key", flat=True))
    rows = Publication.objects.filter(is_deleted=False)
    return ids | set(rows.values_list("document_id", flat=True))


def sweep(progress: Callable[[int, int], None] | None = None) -> Result:
    """Settle everything, in batches that each hold the lock for a moment only.

    `progress(done, total)` is called after each batch.
    """
    settle_sites()
    in_order = sorted(all_ids())
    result = Result()
    for start in range(0, len(in_order), BATCH):
        result += settle(in_order[start : start + BATCH])
        if progress:
            progress(min(start + BATCH, len(in_order)), len(in_order))
    if result.written_count or result.buried_count:
        log.warning(
            "publication.swept",
            ids_count=len(in_order),
            written_count=result.written_count,
            buried_count=result.buried_count,
        )
    return result
