"""What a panel of the editors' desk consists of: plain values, drawn by the desk alone."""

from collections.abc import Callable
from dataclasses import dataclass

from hub.kernel.contract.sources import Translated, User


@dataclass(frozen=True, kw_only=True)
class DeskEntry:
    """One line: what it is, where to go, what is the matter.

    `error` is for the city's IT. `key` is what the panel's action is given; without one the entry
    has no button.
    """

    title: str
    url: str = ""
    detail: str = ""
    error: str = ""
    key: str = ""


@dataclass(frozen=True)
class Outcome:
    """What an action has come to, in words; `is_done` is False where the matter remains."""

    text: str
    is_done: bool = True


@dataclass(frozen=True, kw_only=True)
class Action:
    """A button beside entries. `act(user, key)` does it; None where the user has no such entry."""

    label: Translated
    act: Callable[[User, str], Outcome | None]
