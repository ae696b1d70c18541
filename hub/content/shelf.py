"""The shelf: what the texts of a batch of pages refer to, read ahead in a fixed number of queries.

Without it each page would ask for its pictures, documents, contacts and linked pages by itself.
What is not on the shelf is fetched when asked for; the shelf makes building fast, never different.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextvars import ContextVar
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import prefetch_related_objects
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex

READ_AHEAD: Final = (
    "wagtailcore.page",
    "content.hubimage",
    "wagtaildocs.document",
    "content.contact",
)

_current: ContextVar["Shelf | None"] = ContextVar("hub_content_shelf", default=None)


class Shelf:
    """Objects by model and key, for one batch; keep it no longer.

    `ahead` is what document parts have read for it, by their keys.
    """

    def __init__(self) -> None:
        self._objects: dict[type[models.Model], dict[int, Any]] = defaultdict(dict)
        self.ahead: dict[str, Any] = {}

    @cached_property
    def restricted_collections(self) -> frozenset[int]:
        """Return the keys of the collections that are not public, or stand in one that is not."""
        closed = tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
        if not closed:
            return frozenset()
        every = Collection.objects.values_list("pk", "path")
        return frozenset(pk for pk, path in every if path.startswith(closed))

    def get(self, model: type[models.Model], keys: Iterable[Any]) -> dict[int, Any]:
        """Return {key: object} of those that exist; asks the database only for unknown ones."""
        wanted = [int(one) for one in keys if str(one).isdigit()]
        known = self._objects[model]
        missing = {one for one in wanted if one not in known}
        if missing:
            known.update(dict.fromkeys(missing))
            known.update(model._default_manager.in_bulk(missing))
        return {one: known[one] for one in wanted if known[one] is not None}

    def put(self, items: Iterable[models.Model | None]) -> None:
        """Keep objects that have been read already."""
        for item in items:
            if item is not None:
                self._objects[type(item)][item.pk] = item

    def pages(self) -> set[UUID]:
        """Return the ids of the pages that the batch names: in its fields, and linked in texts."""
        return {
            page.translation_key
            for model, objects in self._objects.items()
            if issubclass(model, Page)
            for page in objects.values()
            if page is not None
        }

    def is_public(self, item: Any) -> bool:
        """Whether an image or document stands in a public collection."""
        return item.collection_id not in self.restricted_collections


class ReadAhead:
    """Mixin of chooser blocks: values come from the shelf while `prefetch` fills the pages."""

    def bulk_to_python(self, values: Sequence[Any]) -> list[Any]:
        """Return the objects of the keys, None for those that are gone."""
        shelf = _current.get()
        if shelf is None:
            return list(super().bulk_to_python(values))  # type: ignore[misc]
        model = self.model_class  # type: ignore[attr-defined]
        found = shelf.get(model, [one for one in values if one is not None])
        return [found.get(int(one)) if one is not None else None for one in values]


def prefetch(sources: Sequence[Any]) -> Shelf:
    """Read all that building these pages and records needs; give the shelf to their contexts.

    The number of queries does not depend on the number of sources. A kind with relations of its own
    names them in `prefetch_paths` (as for `prefetch_related`).
    """
    shelf = Shelf()
    by_class: dict[type[Any], list[Any]] = defaultdict(list)
    for source in sources:
        by_class[type(source)].append(source)
    for model, group in by_class.items():
        fields = _content_fields(model)
        prefetch_related_objects(group, *_paths(model, fields))
        for source in group:
            shelf.put(getattr(source, field.name) for field in fields)
            shelf.put(_pages_read(source))
    _read_references(shelf, [one for one in sources if isinstance(one, Page)])
    token = _current.set(shelf)
    try:
        for source in sources:
            for child in getattr(source, "body", None) or ():
                _ = child.value
    finally:
        _current.reset(token)
    return shelf


def _content_fields(model: type[models.Model]) -> list[Any]:
    """Return the foreign keys of a page or record to places, pictures, contacts …"""
    return [
        field
        for field in model._meta.get_fields()
        if field.many_to_one
        and isinstance(field.related_model, type)
        and field.related_model._meta.app_label == "content"
    ]


def _pages_read(source: Any) -> Iterator[Any]:
    """Yield the pages that fields of a page or record name, where they have been read already."""
    for field in source._meta.concrete_fields:
        is_of_page = isinstance(field.related_model, type) and issubclass(field.related_model, Page)
        if field.many_to_one and is_of_page and field.is_cached(source):
            yield getattr(source, field.name)


def _paths(model: type[models.Model], fields: Sequence[Any]) -> list[Any]:
    topics: Any = model._meta.get_field("topics").related_model
    with_names = topics._default_manager.select_related("parent").prefetch_related("labels")
    paths: list[Any] = [models.Prefetch("topics", with_names)]
    for field in fields:
        related = field.related_model
        with_district = ["district"] if related._meta.model_name == "place" else []
        found = related._default_manager.select_related(*with_district)
        paths.append(models.Prefetch(field.name, found))
    return [*paths, *(_own_path(model, one) for one in getattr(model, "prefetch_paths", ()))]


def _own_path(model: type[models.Model], path: str) -> Any:
    """Return what a path reads: a document names other pages by their ids alone."""
    field = model._meta.get_field(path.partition("__")[0])
    related = field.related_model
    if not field.many_to_one or not isinstance(related, type) or not issubclass(related, Page):
        return path
    return models.Prefetch(path, related._default_manager.only("translation_key"))


def _read_references(shelf: Shelf, pages: Sequence[Page]) -> None:
    if not pages:
        return
    # A foreign key's path is its bare name; those are not followed by way of the shelf.
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(one.pk) for one in pages],
        content_path_hash__isnull=False,
        model_path__contains=".",
    ).values_list("to_content_type_id", "to_object_id")
    keys: dict[int, set[str]] = defaultdict(set)
    for content_type, key in rows.distinct():
        keys[content_type].add(key)
    for content_type, found in keys.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None and model._meta.label_lower in READ_AHEAD:
            shelf.get(model, found)
