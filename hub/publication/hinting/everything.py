"""Everything there is to settle. A hint at all of it is a marker, not a list of ids: what must go
is taken down first, the rest is built in steps, and the marker says how far that has come."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q, QuerySet
from wagtail.models import Page

from hub.content.models import Record
from hub.kernel.contract import registry
from hub.publication.deciding.sites import settle_sites
from hub.publication.deciding.tree import Root, read_tree
from hub.publication.hinting.waiting import everything_keys, forget
from hub.publication.models import Hint, Publication
from hub.publication.settle import Result, settle

# After so many the clock, and whoever waits for one page, have their turn.
STEP: Final = 200


def all_ids() -> set[UUID]:
    """Return the ids of all live pages and records and of all rows that are no tombstones."""
    return {key for ids in _every_id() for key in ids}


def is_more_than(maximum: int) -> bool:
    """Whether `all_ids` would be more than about so many; cheap, however many there are."""
    return any(len(ids[: maximum + 1]) > maximum for ids in _every_id())


def take_down_first(patience_seconds: float | None = None) -> Result:
    """Make the sites' facts true, and take down what stands where nothing is public any more.

    One query finds the rows outside every website and its languages, and those of capabilities that
    are switched off there. Builds nothing. Safe to repeat; raises as `settle` does.
    """
    settle_sites(patience_seconds)
    inside = reduce(or_, map(_inside, read_tree().roots), Q(pk__in=[]))
    outside = Publication.objects.filter(is_deleted=False).exclude(inside)
    ids = set(outside.values_list("document_id", flat=True))
    return settle(ids, is_takedown_only=True, patience_seconds=patience_seconds)


def step() -> Result | None:
    """Settle the next few of everything; None where no marker waits.

    The oldest marker keeps the position, so that whoever comes after one who died goes on there. It
    stands for all that were left before its run began; later ones have a run of their own.
    """
    markers = Hint.objects.filter(document_id__isnull=True).order_by("pk")
    marker = markers.first()
    if marker is None:
        return None
    result = Result()
    if marker.total_count is None:
        answered = [key for key in everything_keys() if key != marker.pk]
        result += take_down_first()
        markers.filter(pk=marker.pk).update(total_count=len(all_ids()))
        forget(answered)
    ids = _ids_after(marker.position)
    result += settle(ids)
    if len(ids) < STEP:
        forget([marker.pk])
    else:
        done_count = F("done_count") + len(ids)
        markers.filter(pk=marker.pk).update(position=ids[-1], done_count=done_count)
    return result


def _inside(root: Root) -> Q:
    """Return what is true of the rows that may stand in this tree, and of its website's records."""
    off = [kind.name for kind in registry.kinds() if registry.capability_of(kind.name) in root.off]
    page = Q(locale=root.locale, position__startswith=root.path)
    record = Q(locale__in=root.locales, position="")
    return Q(site_id=root.site_id) & (page | record) & ~Q(kind__in=off)


def _ids_after(position: UUID | None) -> list[UUID]:
    """Return the next of all ids in their order."""
    ids: set[UUID] = set()
    for every in _every_id():
        following = every.filter(matter_id__gt=position) if position else every
        ids.update(following.order_by("matter_id").distinct()[:STEP])
    return sorted(ids)[:STEP]


def _every_id() -> Iterator[QuerySet[Any, UUID]]:
    yield _ids_of(Page.objects.filter(live=True), "translation_key")
    for kind in registry.kinds():
        if issubclass(kind.model, Record):
            yield _ids_of(kind.model._default_manager.filter(live=True), "translation_key")
    yield _ids_of(Publication.objects.filter(is_deleted=False), "document_id")


def _ids_of(rows: QuerySet[Any], name: str) -> QuerySet[Any, UUID]:
    return rows.order_by().annotate(matter_id=F(name)).values_list("matter_id", flat=True)
