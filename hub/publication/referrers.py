"""Which pages and records show something that many may show: a place, a picture, a contact."""

from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from hub.content.models import Contact, HubImage, HubPage, Record, SiteSettings
from hub.kernel import registry
from hub.publication.waiting import EVERYTHING


def is_content(model: type[models.Model]) -> bool:
    """Whether documents may show rows of the model: the hub's own, files, and a capability's."""
    label = model._meta.app_label
    is_file = issubclass(model, get_document_model())
    return is_file or label == "content" or registry.capability(label) is not None


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
