"""One matter, one set of facts: which page is the original of each id, and what follows from it.

The original (the page wagtail-localize translated from) owns the facts and the state; a translation
owns words. Pages that no translation source names stand for themselves.
"""

from collections.abc import Collection
from copy import copy
from typing import Any, Final

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from hub.content.translating.originals import original_locales

# What Wagtail keeps of each page for itself: its place in the tree, its revisions, its times.
PAGE_FIELDS: Final = frozenset(field.name for field in Page._meta.get_fields())


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


def take_facts(page: Any, source: Any) -> None:
    """Give the translated page, in memory, the facts of its original; its words stay.

    Facts are the fields that wagtail-localize synchronises and those that no editor sees. Nothing
    is saved. Safe to repeat.
    """
    if type(source) is not type(page):
        return
    page.expire_at = source.expire_at
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
