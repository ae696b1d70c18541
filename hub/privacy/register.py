"""All personal data the hub knows of: the machinery's own and what capabilities declare."""

from dataclasses import dataclass

from django.db import transaction

from hub.kernel import registry
from hub.kernel.parts import PersonalData
from hub.privacy.machinery import REGISTERED


@dataclass(frozen=True)
class Registered:
    """One declaration with who made it, e.g. `events.registrations`."""

    key: str
    part: PersonalData


def registered() -> list[Registered]:
    """Return all declarations, the machinery's first."""
    own = [Registered(f"hub.{one.name}", one) for one in REGISTERED]
    return own + [Registered(one.key, one.part) for one in registry.owned(PersonalData)]


def declared_fields() -> dict[str, set[str]]:
    """Return {"app_label.model": fields} of everything that is declared, in lower case."""
    found: dict[str, set[str]] = {}
    for one in registered():
        found.setdefault(one.part.model.lower(), set()).update(one.part.fields)
    return found


def erase(email: str, *, is_trial: bool = False) -> dict[str, int]:
    """Remove all that belongs to an address, in one transaction; return {declaration: how many}.

    Safe to repeat: a second time finds nothing. With `is_trial` everything is taken back.
    """
    with transaction.atomic():
        counts = {one.key: one.part.eraser(email) for one in registered()}
        if is_trial:
            transaction.set_rollback(True)
    return counts
