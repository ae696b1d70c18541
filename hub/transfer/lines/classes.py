"""Which page or record class a line is for, and how a line names an organisation."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from hub.content.models import HubPage, IndexPage, Record
from hub.kernel.contract import registry


def organisation_name(given: Any) -> str:
    """Return the title by which a line names its organisation; empty where it gives an id."""
    if isinstance(given, dict):
        return "" if given.get("id") else str(given.get("title") or "").strip()
    if not isinstance(given, str) or is_uuid(given):
        return ""
    return given.strip()


def is_uuid(given: Any) -> bool:
    """Whether the value is the text of a UUID."""
    try:
        UUID(given)
    except (ValueError, TypeError, AttributeError):
        return False
    return True


def models_by_label() -> dict[str, type[Any]]:
    """Return the page and record classes of the installed capabilities by `app_label.model`."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models()
        if issubclass(model, HubPage | Record) and model is not HubPage
    }


def default_model(wanted: str, content: Any) -> type[Any] | None:
    """Return the class of a line that does not say one: the kind's, or its standard page."""
    kind = registry.kind(wanted)
    if kind is None or kind.model is not HubPage:
        return kind.model if kind else None
    facts = content.get(kind.document_key) or {}
    layout = facts.get("template") if isinstance(facts, dict) else None
    found = {
        getattr(model, "layout", "standard"): model
        for model in models_by_label().values()
        if _is_plain_page(model, wanted)
    }
    return found.get(layout or "standard")


def _is_plain_page(model: Any, wanted: str) -> bool:
    is_page = issubclass(model, HubPage) and not issubclass(model, IndexPage)
    return bool(is_page and model.is_creatable and kind_name(model) == wanted)


def kind_name(model: type[Any]) -> str | None:
    """Return the key of the kind a class belongs to."""
    kind = registry.kind_of(model())
    return kind.name if kind else None


def label_of(model: type[models.Model] | None) -> str:
    """Return `app_label.Model` for messages."""
    return model._meta.label if model else "a class that is gone"
