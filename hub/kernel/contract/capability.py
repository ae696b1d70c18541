"""What a capability is: one AppConfig that declares what it brings."""

import re
from dataclasses import is_dataclass
from typing import Any, ClassVar

from django.apps import AppConfig
from django.conf import settings

from hub.kernel.contract.parts import Part
from hub.kernel.contract.sources import Translated

HUB_VERSION = (1, 0)


class Capability(AppConfig):
    """A Django app that brings parts to the hub.

    A subclass sets `name`, `title`, `summary` and overrides `provides()`. Models, menus, templates
    and translations are plain Django and Wagtail; there is no wrapper for them.
    """

    title: ClassVar[Translated] = ""
    summary: ClassVar[Translated] = ""
    works_with: ClassVar[str] = ">=1.0,<2"
    requires: ClassVar[tuple[str, ...]] = ()
    settings: ClassVar[Any] = None
    # Django takes the one AppConfig of an `apps.py` that is marked so; this base stands there too.
    default = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Mark the subclass as the app's configuration."""
        super().__init_subclass__(**kwargs)
        cls.default = True

    @property
    def key(self) -> str:
        """The capability's short name, e.g. `events`; the first half of each part's key."""
        return self.label

    def provides(self) -> tuple[Part, ...]:
        """Return the parts this capability brings, in the order they are to be used."""
        return ()

    def configuration(self) -> Any:
        """Return the frozen settings, with what `HUB_CAPABILITY_SETTINGS` says under the key.

        Raises TypeError for a name the dataclass does not have; a system check reports it first.
        """
        if not is_dataclass(self.settings) or not isinstance(self.settings, type):
            return None
        return self.settings(**settings.HUB_CAPABILITY_SETTINGS.get(self.key, {}))

    def works_with_hub(self, version: tuple[int, int] = HUB_VERSION) -> bool:
        """Whether `works_with` (comparisons of MAJOR[.MINOR], joined by commas) allows it."""
        return all(_holds(clause.strip(), version) for clause in self.works_with.split(","))


def _holds(clause: str, version: tuple[int, int]) -> bool:
    match = re.fullmatch(r"(>=|<=|<|>|==)\s*(\d+)(?:\.(\d+))?", clause)
    if match is None:
        return False
    operator, wanted = match[1], (int(match[2]), int(match[3] or 0))
    return {
        ">=": version >= wanted,
        "<=": version <= wanted,
        "<": version < wanted,
        ">": version > wanted,
        "==": version == wanted,
    }[operator]
