"""What the public sends by a form: how much is taken, what came, what was made of it.

Plain values between a capability and `hub.intake`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from hub.kernel.contract.visits import Elsewhere, Shown, Visit


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How many forms are taken in a day: from one network address, of one e-mail address, of this
    form and of all forms on one website. A library or a school is one network address.

    `unproved`: of those from one network whose browser did no proof of work, as without script.
    `quickest_seconds`: nobody reads and fills the form faster.
    """

    network: int = 30
    unproved: int = 10
    sender: int = 6
    form: int = 500
    site: int = 2000
    quickest_seconds: float = 3.0


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A form that passed all checks. `words` are its cleaned fields.

    `key` is the same for the same shown form with the same words: what has it is made once.
    """

    visit: Visit
    key: UUID
    words: Mapping[str, Any]


@dataclass(frozen=True)
class Received:
    """What was made of it. `is_new` is False where it had been made before; then nothing counts."""

    reference: str
    is_new: bool


def by_intake(visit: Visit) -> Shown | Elsewhere:
    """Answer a visit of a form: the room that does so stands above this one."""
    answer: Any = import_string(settings.HUB_INTAKE)
    found: Shown | Elsewhere = answer(visit)
    return found
