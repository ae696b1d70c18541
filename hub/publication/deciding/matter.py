"""One matter, one set of facts: which page is the original of each id, and what follows from it.

The original (the page wagtail-localize translated from) owns the facts and the state; a translation
owns words. Pages that no translation source names stand for themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from copy import copy
from typing import Any, Final
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Page, PageLogEntry, Revision, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import TranslationSource

# What Wagtail keeps of each page for itself: its place in the tree, its revisions, its times.
PAGE_FIELDS: Final = frozenset(field.name for field in Page._meta.get_fields())


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


def originals_of(sources: Collection[Any]) -> dict[int, Any]:
    """Return {key of a translation: its original as it is stored}; others are missing.

    All are pages, or all are records of one kind.
    """
    locales = original_locales({one.translation_key for one in sources})
    wanted = {
        (one.translation_key, locales[one.translation_key]): one.pk
        for one in sources
        if locales.get(one.translation_key, one.locale_id) != one.locale_id
    }
    if not wanted:
        return {}
    first = next(iter(sources))
    stored = Page.objects.specific() if isinstance(first, Page) else type(first)._default_manager
    found = stored.filter(translation_key__in={key for key, _locale in wanted})
    keys = {(one.translation_key, one.locale_id): one for one in found}
    return {pk: keys[key] for key, pk in wanted.items() if key in keys}


def published_by_themselves(pages: Collection[Page]) -> frozenset[int]:
    """Return the keys of the pages that somebody published.

    An alias shows another's revision, and what an alias was turned into by hand the one that was
    made of that.
    """
    wanted = [page.live_revision_id for page in pages if page.live_revision_id]
    converted = PageLogEntry.objects.filter(
        action="wagtail.convert_alias", revision_id=OuterRef("pk")
    )
    revisions = Revision.objects.filter(~Exists(converted), pk__in=wanted)
    owners = dict(revisions.values_list("pk", "object_id"))
    return frozenset(page.pk for page in pages if owners.get(page.live_revision_id) == str(page.pk))


def stand_ins(pages: Collection[Page], published: frozenset[int]) -> frozenset[int]:
    """Return the keys of pages that were aliases of their original and still speak its language."""
    suspects = [
        page
        for page in pages
        if page.live_revision_id and not page.alias_of_id and page.pk not in published
    ]
    if not suspects:
        return frozenset()
    keys = [page.translation_key for page in suspects]
    found = Page.objects.filter(translation_key__in=keys)
    counts = Counter(found.values_list("translation_key", flat=True))
    return frozenset(page.pk for page in suspects if counts[page.translation_key] > 1)


def take_facts(page: Any, source: Any) -> None:
    """Give the translated page, in memory, the facts of its original; its words stay.

    Facts are the fields that wagtail-localize synchronises and those that no editor sees. Nothing
    is saved. Safe to repeat.
    """
    if type(source) is not type(page):
        return
    ends = [one for one in (page.expire_at, source.expire_at) if one]
    page.expire_at = min(ends, default=None)
    for fact in get_translatable_fields(type(source)):
        field = fact.get_field(type(source))
        if _is_child_relation(field) and issubclass(field.related_model, TranslatableMixin):
            _take_children(page, source, field)
        elif isinstance(fact, SynchronizedField):
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
