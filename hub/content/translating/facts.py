"""Facts of a page or record are the same in every language: no translator can set one apart."""

from typing import Any

from django.apps import apps
from modelcluster.fields import ParentalKey
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from hub.content.models import HubPage, Record


def bind_facts_to_the_original() -> None:
    """Close every fact of pages, their items and records to translators. Called once at start.

    wagtail-localize would offer each field that is no text as one to override for a language.
    """
    fields = {model: get_translatable_fields(model) for model in _models()}
    for model, own in fields.items():
        model.translatable_fields = [_closed(one) for one in own]


def _models() -> list[Any]:
    sources = [one for one in apps.get_models() if issubclass(one, HubPage | Record)]
    items = [
        one
        for one in apps.get_models()
        if issubclass(one, TranslatableMixin)
        and any(
            isinstance(field, ParentalKey) and issubclass(field.related_model, HubPage | Record)
            for field in one._meta.get_fields()
        )
    ]
    return [*sources, *items]


def _closed(field: Any) -> Any:
    if isinstance(field, SynchronizedField):
        return SynchronizedField(field.field_name, overridable=False)
    return field
