"""Which parts exist. Asks every installed app that `provides()` some: the hub's own rooms, which
nobody can switch off, and the capabilities. Keeps nothing of its own.

Order is deterministic: the rooms, the capabilities' order in `HUB_CAPABILITIES`, then each one's
own order.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from django.apps import apps

from hub.kernel.contract.capability import Capability
from hub.kernel.contract.parts import Kind, Owned, Owner, Part
from hub.kernel.contract.sources import Source

P = TypeVar("P", bound=Part)


def capabilities() -> list[Capability]:
    """Return the installed capabilities in their order."""
    return [config for config in apps.get_app_configs() if isinstance(config, Capability)]


def capability(key: str) -> Capability | None:
    """Return the capability of that key, or None."""
    return next((one for one in capabilities() if one.key == key), None)


def configuration(key: str) -> Any:
    """Return the settings of an installed capability; raises KeyError for an unknown key."""
    one = capability(key)
    if one is None:
        raise KeyError(key)
    return one.configuration()


def owners() -> list[Owner]:
    """Return all apps that bring parts: rooms and capabilities."""
    return [config for config in apps.get_app_configs() if isinstance(config, Owner)]


@cache
def _owned() -> tuple[Owned[Part], ...]:
    return tuple(Owned(one, part) for one in owners() for part in one.provides())


def forget() -> None:
    """Ask the apps anew at the next call; for tests that install a capability."""
    _owned.cache_clear()
    _of_class.cache_clear()
    _kinds.cache_clear()


def owned(part_class: type[P]) -> list[Owned[P]]:
    """Return all parts of a class, each with who brings it."""
    key: Any = part_class
    return [*_of_class(key)]


@cache
def _of_class(part_class: type[Any]) -> tuple[Owned[Any], ...]:
    return tuple(one for one in _owned() if isinstance(one.part, part_class))


def parts(part_class: type[P]) -> list[P]:
    """Return all parts of a class."""
    return [one.part for one in owned(part_class)]


@cache
def _kinds() -> dict[str, Owned[Kind]]:
    return {one.part.name: one for one in owned(Kind)}


@contextmanager
def changed(kind_key: str, **fields: Any) -> Iterator[None]:
    """Have the kind of that key other fields until the block ends; for tests."""
    before = _kinds()[kind_key]
    _kinds()[kind_key] = replace(before, part=replace(before.part, **fields))
    try:
        yield
    finally:
        _kinds()[kind_key] = before


def kinds() -> list[Kind]:
    """Return all kinds in their order."""
    return [one.part for one in _kinds().values()]


def kind(key: str) -> Kind | None:
    """Return the kind of that key, or None."""
    one = _kinds().get(key)
    return one.part if one else None


def kind_by_plural(plural: str) -> Kind | None:
    """Return the kind of that plural, or None."""
    return next((one for one in kinds() if one.plural == plural), None)


def capability_of(kind_key: str) -> str:
    """Return the key of who brings a kind; raises KeyError for an unknown kind."""
    return _kinds()[kind_key].owner.label


def kind_of(source: Source) -> Kind | None:
    """Return the kind of a page or record: the most specific model wins."""
    found = [one for one in kinds() if isinstance(source, one.model)]
    return max(found, key=lambda one: len(one.model.__mro__), default=None)
