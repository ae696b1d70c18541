"""Everything there is to settle."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page

from hub.content.models import Record
from hub.kernel import registry
from hub.publication.models import Publication


def all_ids() -> set[UUID]:
    """Return the ids of all live pages and records and of all rows that are no tombstones."""
    return {one for ids in _every_id() for one in ids}


def is_more_than(maximum: int) -> bool:
    """Whether `all_ids` would be more than about so many; cheap, however many there are."""
    return any(len(ids[: maximum + 1]) > maximum for ids in _every_id())


def _every_id() -> Iterator[QuerySet[Any, UUID]]:
    yield Page.objects.filter(live=True).order_by().values_list("translation_key", flat=True)
    for kind in registry.kinds():
        if issubclass(kind.model, Record):
            live = kind.model._default_manager.filter(live=True).order_by()
            yield live.values_list("translation_key", flat=True)
    rows = Publication.objects.filter(is_deleted=False).order_by()
    yield rows.values_list("document_id", flat=True)
