"""Everything there is to settle."""

from uuid import UUID

from wagtail.models import Page

from hub.content.models import Record
from hub.kernel import registry
from hub.publication.models import Publication


def all_ids() -> set[UUID]:
    """Return the ids of all live pages and records and of all rows that are no tombstones."""
    ids = set(Page.objects.filter(live=True).values_list("translation_key", flat=True))
    for kind in registry.kinds():
        if issubclass(kind.model, Record):
            live = kind.model._default_manager.filter(live=True)
            ids |= set(live.values_list("translation_key", flat=True))
    rows = Publication.objects.filter(is_deleted=False)
    return ids | set(rows.values_list("document_id", flat=True))
