"""Fingerprints: what the database itself says has changed since the sweep looked last.

PostgreSQL marks each version of a row with the transaction that wrote it (`xmin`) and with its
place (`ctid`). From the marks of all rows that a document is made of follows its fingerprint, in
one statement for all documents; who changed them, and how, does not matter.

What many documents share (a place, a topic, the settings of a website) has a fingerprint of its
own. See docs/decisions/0036-the-sweep-asks-what-can-differ.md.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from django.apps import apps
from django.db import connection, models
from modelcluster.fields import ParentalKey
from wagtail.models import Page
from wagtail_localize.models import (
    SegmentOverride,
    Translation,
    TranslationSource,
)

from hub.content.models import Record, TranslatedWords
from hub.kernel.contract import registry
from hub.publication.models import Publication

# {name: value}: a document's name is its id, that of a shared row "label:key". None: it is gone.
Fingerprints = dict[str, int | None]

PAGE: Final = "wagtailcore_page"
SOURCE: Final = "wagtail_localize_translationsource s ON s.id = t.source_id"
TEXT: Final = "wagtail_localize_translationcontext c ON c.id = t.context_id"
# (model, how its row leads to the id of a document, what is joined for that)
TRANSLATIONS: Final = (
    (TranslationSource, "t.object_id", ""),
    (Translation, "s.object_id", SOURCE),
    (TranslatedWords, "s.object_id", SOURCE),
    (SegmentOverride, "c.object_id", TEXT),
)

_CHANGED: Final = """
    WITH mark AS MATERIALIZED ({marks}), present AS (
        SELECT name, bit_xor(hashtextextended(mark, 0)) AS value FROM mark GROUP BY name
    )
    SELECT coalesce(present.name, old.name), present.value
    FROM present FULL JOIN publication_fingerprint old ON old.name = present.name
    WHERE present.value IS DISTINCT FROM old.value"""
_KEEP: Final = """
    INSERT INTO publication_fingerprint AS old (name, value)
    SELECT * FROM unnest(%s::text[], %s::bigint[])
    ON CONFLICT (name) DO UPDATE SET value = excluded.value"""
_FORGET: Final = "DELETE FROM publication_fingerprint WHERE name = ANY(%s)"


def changed(shared: Collection[type[models.Model]]) -> Fingerprints:
    """Return the fingerprints that are others than those kept. One statement.

    `shared` are the models whose rows have a fingerprint of their own.
    """
    marks = [*_own_marks(), *(_mark(model, f"'{name_of(model)}' || t.{{key}}") for model in shared)]
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED.format(marks=" UNION ALL ".join(marks)))
        return dict(cursor.fetchall())


def keep(found: Mapping[str, int | None]) -> None:
    """Keep these fingerprints: what they stand for has been looked at since they were taken."""
    there = {name: value for name, value in found.items() if value is not None}
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [list(there), list(there.values())])
        cursor.execute(_FORGET, [[name for name in found if name not in there]])


def name_of(model: type[models.Model]) -> str:
    """Return how the names of a shared model's rows begin."""
    return f"{model._meta.label_lower}:"


def row_of(name: str) -> tuple[type[models.Model], str] | None:
    """Return model and key of a shared row's name; None for that of a document."""
    label, colon, key = name.partition(":")
    return (apps.get_model(label), key) if colon else None


def _own_marks() -> Iterator[str]:
    """Yield a SELECT of (name, mark) for each table that documents have rows of their own in."""
    # What ends by the clock changes without anybody writing.
    yield _mark(Page, "t.translation_key::text", more="t.expire_at <= now()")
    yield _mark(Publication, "t.document_id::text", more="t.ends_at <= now()")
    for translation, key, join in TRANSLATIONS:
        yield _mark(translation, f"{key}::text", join)
    seen: set[type[models.Model]] = {Page}
    for kind in registry.kinds():
        for model in (kind.model._meta.model, *kind.model._meta.get_parent_list()):
            if model not in seen:
                seen.add(model)
                yield from _of_model(model)


def _of_model(model: type[Any]) -> Iterator[str]:
    """Yield the marks of a page's or record's table, its items and its choices of many."""
    is_record = issubclass(model, Record)
    key = "p.translation_key::text"
    table, column = (model._meta.db_table, model._meta.pk.column) if is_record else (PAGE, "id")
    if is_record:
        yield _mark(model, "t.translation_key::text")
    else:
        yield _mark(model, key, f"{PAGE} p ON p.id = t.{model._meta.pk.column}")
    for relation in model._meta.related_objects:
        if isinstance(relation.field, ParentalKey):
            join = f"{table} p ON p.{column} = t.{relation.field.column}"
            yield _mark(relation.related_model, key, join)
    for field in model._meta.local_many_to_many:
        join = f"{table} p ON p.{column} = t.{field.m2m_column_name()}"
        yield _mark(field.remote_field.through, key, join)


def _mark(model: type[Any], name: str, join: str = "", more: str = "NULL") -> str:
    table, key = model._meta.db_table, model._meta.pk.column
    name = name.format(key=key)
    mark = f"concat_ws(' ', '{table}', t.{key}, t.xmin, t.ctid, {more})"
    joined = f" JOIN {join}" if join else ""
    return f'SELECT {name} AS name, {mark} AS mark FROM "{table}" t{joined}'  # noqa: S608
