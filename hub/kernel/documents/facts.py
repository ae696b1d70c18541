"""Values that pass between a kind's builder, publication and the query language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from hub.kernel.contract.sources import Facts, Translated


@dataclass(frozen=True, kw_only=True)
class DateFact:
    """One date of a document. Times are aware; `ends_at` is exclusive and never before `starts_at`.

    `role` says what the date is: `event` (a date one can go to), `running` (part of a long-running
    offer, listed apart), `deadline`. `status` is `scheduled`, `cancelled`, `moved`, ….
    """

    starts_at: datetime
    ends_at: datetime
    role: str = "event"
    all_day: bool = False
    status: str = "scheduled"


# So many numbers of a kind have an index each.
NUMBERS_MAXIMUM: Final = 3


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number that every document of a kind may have: lists filter by it and are sorted by it.

    `name` is its key in `Built.numbers` and the word after `sort=`.
    """

    name: str
    title: Translated


@dataclass(frozen=True, kw_only=True)
class Built:
    """What a kind's builder adds to the shared document.

    `facts` is the object under the kind's key. `shared` overrides shared fields (`dates`,
    `organisation`, `place`, `online_url`, `summary` …). `facets` are (name, value) pairs that
    lists filter by. `numbers` are {name: whole number} of those that the kind declares, money in
    euros or in cents, as readers shall write it in a filter. `text` is more text for the search.
    `references` are ids of embedded documents.
    `published_at` (aware) is the document's own date, where that is not its first publication: it
    stands in the document and in feeds, and lists of the newest are sorted by it.
    """

    facts: Facts
    shared: Facts = field(default_factory=dict)
    dates: tuple[DateFact, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    numbers: Mapping[str, int | None] = field(default_factory=dict)
    text: str = ""
    references: frozenset[UUID] = frozenset()
    published_at: datetime | None = None


class BadValue(ValueError):
    """A filter's value that is not understood. Its text says what was seen and what is allowed."""
