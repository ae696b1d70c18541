"""One matter, one set of facts: which page is the original of each id, and what follows from it.

The original (the page wagtail-localize translated from) owns the facts and the state; a translation
owns words. Pages that no translation source names stand for themselves.
"""

from collections import defaultdict
from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Page, Revision, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, TranslationSource

# What Wagtail keeps of each page for itself: its place in the tree, its revisions, its times.
PAGE_FIELDS: Final = frozenset(field.name for field in Page._meta.get_fields())


@dataclass(frozen=True)
class Original:
    """The page whose facts a translation shows; `overridden` are fields an editor set apart."""

    page: Any
    overridden: frozenset[str] = frozenset()


def original_locales(ids: Collection[UUID]) -> dict[UUID, int]:
    """Return {id: key of the original's locale} of what has been translated. One query.

    Where a translation was translated on, the first of the chain is the original.
    """
    links: dict[UUID, list[tuple[int, int | None]]] = defaultdict(list)
    rows = TranslationSource.objects.filter(object_id__in=ids).order_by("pk")
    for key, *link in rows.values_list("object_id", "locale_id", "translations__target_locale_id"):
        links[key].append((link[0], link[1]))
    found = {}
    for key, pairs in links.items():
        targets = {target for _source, target in pairs}
        sources = [source for source, _target in pairs]
        found[key] = next((one for one in sources if one not in targets), sources[0])
    return found


def overrides(ids: Collection[UUID]) -> dict[tuple[UUID, int], frozenset[str]]:
    """Return {(id, locale's key): fields} that editors set apart from the original. One query."""
    found: dict[tuple[UUID, int], set[str]] = defaultdict(set)
    rows = SegmentOverride.objects.filter(context__object_id__in=ids, has_error=False)
    for key, locale, path in rows.values_list("context__object_id", "locale_id", "context__path"):
        found[key, locale].add(path)
    return {key: frozenset(names) for key, names in found.items()}


def published_by_themselves(pages: Collection[Page]) -> frozenset[int]:
    """Return the keys of the pages that somebody published; an alias shows another's revision."""
    wanted = [page.live_revision_id for page in pages if page.live_revision_id]
    owners = dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "object_id"))
    return frozenset(page.pk for page in pages if owners.get(page.live_revision_id) == str(page.pk))


def take_facts(page: Any, original: Original) -> None:
    """Give the translated page, in memory, the facts of its original; its words stay.

    Facts are the fields that wagtail-localize synchronises and those that no editor sees. Nothing
    is saved. Safe to repeat.
    """
    source = original.page
    if type(source) is not type(page):
        return
    ends = [one for one in (page.expire_at, source.expire_at) if one]
    page.expire_at = min(ends, default=None)
    for fact in get_translatable_fields(type(source)):
        field = fact.get_field(type(source))
        if _is_child_relation(field) and issubclass(field.related_model, TranslatableMixin):
            _take_children(page, source, field)
        elif isinstance(fact, SynchronizedField) and not (
            fact.overridable and fact.field_name in original.overridden
        ):
            _take(page, source, field)
    for field in type(source)._meta.concrete_fields:
        if not field.editable and not field.primary_key and field.name not in PAGE_FIELDS:
            setattr(page, field.attname, getattr(source, field.attname))


def _is_child_relation(field: Any) -> bool:
    return isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey)


def _take_children(page: Any, source: Any, field: Any) -> None:
    """Give the page the original's items, each with the words it has in the page's language.

    What has no words yet keeps silent: a new item stands without them, and one that cannot do
    without is left out.
    """
    model = field.related_model
    words = [
        one.get_field(model)
        for one in get_translatable_fields(model)
        if not isinstance(one, SynchronizedField)
    ]
    translated = {one.translation_key: one for one in getattr(page, field.name).all()}
    children = []
    for item in getattr(source, field.name).all():
        own = translated.get(item.translation_key)
        if own is None and not all(word.blank for word in words):
            continue
        child = copy(item)
        child.pk, child.locale_id = own and own.pk, page.locale_id
        for word in words:
            setattr(child, word.attname, getattr(own, word.attname) if own else "")
        children.append(child)
    setattr(page, field.name, children)


def _take(page: Any, source: Any, field: Any) -> None:
    if _is_child_relation(field):
        source.copy_child_relation(field.name, page)
    elif isinstance(field, ParentalManyToManyField):
        setattr(page, field.name, list(getattr(source, field.name).all()))
    elif isinstance(field, models.ForeignKey):
        # With the object that was read ahead, not only its key.
        setattr(page, field.name, getattr(source, field.name))
    else:
        setattr(page, field.attname, getattr(source, field.attname))
