"""Which pages and records show something that many may show: a place, a picture, a contact."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel
from modelcluster.fields import ParentalKey
from wagtail.blocks import ChooserBlock
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex

from hub.content.models import Contact, HubImage, HubPage, Record, SiteSettings
from hub.kernel.contract import registry
from hub.publication.hinting.waiting import EVERYTHING


def is_content(model: type[models.Model]) -> bool:
    """Whether documents can show rows of the model: the hub's own or a capability's, or files."""
    is_ours = model._meta.app_label == "content" or registry.capability(model._meta.app_label)
    return model in _shown() and (bool(is_ours) or issubclass(model, get_document_model()))


@cache
def _shown() -> frozenset[type[models.Model]]:
    """Return the models that pages, records and their items name in a field or choose in a block.

    And what those name: a place its district.
    """
    found: set[type[models.Model]] = {HubImage, get_document_model()}
    new: set[type[models.Model]] = {
        one for one in apps.get_models() if issubclass(one, HubPage | Record)
    }
    while new:
        found |= new
        named = {target for model in new for target in _named_by(model)}
        new = {one for one in named - found if not issubclass(one, Page)}
    # An item is saved with what it belongs to.
    return frozenset(one for one in found if not any(map(_is_item_key, one._meta.fields)))


def _named_by(model: type[models.Model]) -> Iterator[type[models.Model]]:
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _chosen_in(field.stream_block)
        elif field.related_model and (field.concrete or _is_item_key(field.remote_field)):
            yield field.related_model


def _is_item_key(field: Any) -> bool:
    return isinstance(field, ParentalKey)


def _chosen_in(block: Any) -> Iterator[type[models.Model]]:
    if isinstance(block, ChooserBlock):
        yield block.model_class
    children = getattr(block, "child_blocks", {}).values()
    for child in (*children, *filter(None, [getattr(block, "child_block", None)])):
        yield from _chosen_in(child)


def referring(instance: models.Model, depth: int = 2) -> set[Any]:
    """Return the ids of pages and records that refer to a snippet, image or file.

    Those that refer to one that refers to it count too (district → place → event). What a website's
    settings name stands on each of its pages.
    """
    ids: set[Any] = set()
    for model, name in relations(type(instance)):
        found = model._default_manager.filter(**{name: instance.pk})
        ids |= set(found.values_list("translation_key", flat=True))
    if _is_on_every_page(instance):
        ids.add(EVERYTHING)
    for model, keys in _references_to(instance).items():
        if issubclass(model, Page | Record):
            found = model._default_manager.filter(pk__in=keys)
            ids |= set(found.values_list("translation_key", flat=True))
        elif depth > 1 and is_content(model):
            for one in model._default_manager.filter(pk__in=keys):
                ids |= referring(one, depth - 1)
    return ids


@cache
def relations(model: type[models.Model]) -> tuple[tuple[Any, str], ...]:
    """Return (page or record model, name of its field) of the fields that point to a model.

    Those with `related_name="+"` too. Wagtail's reference index knows no records.
    """
    return tuple(
        (relation.related_model, relation.field.name)
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and isinstance(relation.related_model, type)
        and issubclass(relation.related_model, HubPage | Record)
    )


def _is_on_every_page(instance: models.Model) -> bool:
    """Whether a website's settings name it; Wagtail's reference index leaves settings out."""
    if isinstance(instance, Contact):
        return SiteSettings.objects.filter(contact=instance).exists()
    return isinstance(instance, HubImage) and SiteSettings.objects.filter(logo=instance).exists()


def _references_to(instance: models.Model) -> dict[type[models.Model], set[str]]:
    """Return {model: keys} of what refers to the instance, from Wagtail's reference index."""
    rows = ReferenceIndex.get_references_to(instance).values_list(
        "base_content_type_id", "object_id"
    )
    found: dict[type[models.Model], set[str]] = {}
    for content_type, key in rows.distinct():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            found.setdefault(model, set()).add(key)
    return found
