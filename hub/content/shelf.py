"""The shelf: what the texts of a batch of pages refer to, read ahead in a fixed number of queries.

Without it each page would ask for its pictures, documents, contacts and linked pages by itself.
What is not on the shelf is fetched when asked for; the shelf makes building fast, never different.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from functools import cache, cached_property
from typing import Any, Final
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import prefetch_related_objects
from wagtail.models import Page

from hub.content.items import is_of_items, read_items, read_topics

READ_AHEAD: Final = (
    "wagtailcore.page",
    "content.hubimage",
    "wagtaildocs.document",
    "content.contact",
)

RESTRICTED_COLLECTIONS: Final = """
    SELECT inside.id FROM wagtailcore_collectionviewrestriction r
    JOIN wagtailcore_collection closed ON closed.id = r.collection_id
    JOIN wagtailcore_collection inside ON starts_with(inside.path, closed.path)"""
# A foreign key's path is its bare name; those are not followed by way of the index.
_REFERENCES: Final = """
    SELECT DISTINCT to_content_type_id, to_object_id FROM wagtailcore_referenceindex
    WHERE base_content_type_id = %s AND object_id = ANY(%s) AND strpos(model_path, '.') > 0"""

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
        with connection.cursor() as cursor:
            cursor.execute(RESTRICTED_COLLECTIONS)
            return frozenset(key for (key,) in cursor.fetchall())

    def get(self, model: type[models.Model], keys: Iterable[Any]) -> dict[int, Any]:
        """Return {key: object} of those that exist; asks the database only for unknown ones."""
        wanted = [int(one) for one in keys if str(one).isdigit()]
        known = self._objects[model]
        missing = {one for one in wanted if one not in known}
        if missing:
            known.update(dict.fromkeys(missing))
            known.update((item.pk, item) for item in by_keys(model, missing))
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


def by_keys(model: type[models.Model], keys: Iterable[int], *only: str) -> list[Any]:
    """Return those of these keys that exist, in any order; with `only` these fields of them.

    The ORM writes the statement once a model, not at each call: that takes longer than asking.
    """
    wanted = list(keys)
    return list(model._default_manager.raw(_by_keys(model, only), [wanted])) if wanted else []


@cache
def _by_keys(model: type[models.Model], only: tuple[str, ...]) -> str:
    # The key of the topmost table: those of the others are the same.
    top = next(reversed(model._meta.get_parent_list()), model)._meta
    return _statement(model, f'"{top.db_table}"."{top.pk.column}" = ANY(%s)', only)


def by_translation_keys(model: type[models.Model], ids: Iterable[UUID]) -> list[Any]:
    """Return the records of these documents in all languages, in any order."""
    wanted = list(ids)
    return list(model._default_manager.raw(_by_documents(model), [wanted])) if wanted else []


@cache
def _by_documents(model: type[models.Model]) -> str:
    return _statement(model, f'"{model._meta.db_table}"."translation_key" = ANY(%s)')


def _statement(model: type[models.Model], condition: str, only: tuple[str, ...] = ()) -> str:
    found = model._default_manager.order_by().only(*only)
    sql: str = found.extra(where=[condition], params=[[]]).query.sql_with_params()[0]  # noqa: S610
    return sql


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
        read_topics(group)
        for path in _paths(model):
            if "__" not in path and is_of_items(model, path):
                read_items(group, path)
            else:
                prefetch_related_objects(group, path)
        for field in _content_fields(model):
            _read_named(shelf, field, group)
        for field in _page_fields(model):
            # A document names other pages by their ids alone.
            keys = {getattr(source, field.attname) for source in group} - {None}
            shelf.put(by_keys(field.related_model, keys, "translation_key"))
            _read_named(shelf, field, group)
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


def _page_fields(model: Any) -> list[Any]:
    """Return the foreign keys to pages that a kind wants read ahead."""
    fields = [model._meta.get_field(path) for path in _own_paths(model) if "__" not in path]
    return [one for one in fields if one.many_to_one and issubclass(one.related_model, Page)]


def _own_paths(model: Any) -> tuple[str, ...]:
    return getattr(model, "prefetch_paths", ())


def _paths(model: Any) -> list[str]:
    """Return what a kind wants read ahead besides."""
    named = {field.name for field in _page_fields(model)}
    return [path for path in _own_paths(model) if path not in named]


def _read_named(shelf: Shelf, field: Any, group: Sequence[Any]) -> None:
    """Give each of the group what its foreign key names, and that what it names: a place its
    district."""
    named = shelf.get(field.related_model, {getattr(one, field.attname) for one in group})
    for one in group:
        field.set_cached_value(one, named.get(getattr(one, field.attname)))
    if named and not issubclass(field.related_model, Page):
        for further in _content_fields(field.related_model):
            _read_named(shelf, further, list(named.values()))


def _read_references(shelf: Shelf, pages: Sequence[Page]) -> None:
    if not pages:
        return
    keys: dict[int, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        base = ContentType.objects.get_for_model(Page).pk
        cursor.execute(_REFERENCES, [base, [str(one.pk) for one in pages]])
        for content_type, key in cursor.fetchall():
            keys[content_type].add(key)
    for content_type, found in keys.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None and model._meta.label_lower in READ_AHEAD:
            shelf.get(model, found)
