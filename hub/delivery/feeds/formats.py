"""What a format is: a suffix of the list's address, a media type and a way to write rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.kernel.contract.parts import Kind
from hub.kernel.documents.texts import writable
from hub.publication.query import Row


@dataclass(frozen=True, kw_only=True)
class FeedContext:
    """Where a feed stands. `self_url` is its own address, `home_url` the same list for people.

    `next_url` is the rest, where a feed does not hold all of it.
    """

    name: str
    title: str
    locale: str
    kind: Kind | None
    self_url: str
    home_url: str
    next_url: str | None
    licence: str = ""

    def __post_init__(self) -> None:
        # Not every format can hold what a site's settings were once saved with.
        for name in ("name", "title", "licence"):
            object.__setattr__(self, name, writable(getattr(self, name)))


def _always(kind: Kind | None) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format. `render(rows, context)` returns equal bytes for equal rows and context.

    `serves(kind)` says whether a kind's lists come in this format; None means all kinds together.
    `has_single_dates` says that one document can be had reduced to its date on one day.
    """

    name: str
    suffix: str
    title: str
    media_type: str
    render: Callable[[Sequence[Row], FeedContext], bytes]
    limit_default: int = 50
    limit_maximum: int = 100
    description: str = ""
    serves: Callable[[Kind | None], bool] = _always
    has_single_dates: bool = False
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
