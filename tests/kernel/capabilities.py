"""Capabilities made for one test."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from django.apps import apps

from hub.kernel.contract import registry
from hub.kernel.contract.capability import Capability
from hub.kernel.contract.parts import Kind, Part
from hub.kernel.documents.facts import Built


class Nothing:
    """A model of no page and no record."""


def kind(**fields: Any) -> Kind:
    """Return a kind that no real page has."""
    defaults: dict[str, Any] = {
        "name": "thing",
        "plural": "things",
        "title": "thing",
        "title_plural": "things",
        "model": Nothing,
        "build_document": lambda source, context: Built(facts={}),
        "schema": {"type": "object"},
    }
    return Kind(**{**defaults, **fields})


def capability(key: str = "dummy", parts: tuple[Part, ...] = (), **fields: Any) -> Capability:
    """Return a capability of that key with these parts; `fields` replace class attributes."""
    members = {"name": key, "label": key, "path": "/nowhere", "title": "A", "summary": "B"}
    made = type("Made", (Capability,), {**members, "provides": lambda self: parts, **fields})
    module = ModuleType(key)
    module.__path__ = []
    return made(key, module)


@contextmanager
def installed(*configs: Capability) -> Iterator[None]:
    """Have these among the installed apps while it lasts, after all others."""
    for one in configs:
        one.apps, one.models = apps, {}
        apps.app_configs[one.label] = one
        sys.modules[one.name] = one.module
    registry.forget()
    try:
        yield
    finally:
        for one in configs:
            del apps.app_configs[one.label], sys.modules[one.name]
        registry.forget()
