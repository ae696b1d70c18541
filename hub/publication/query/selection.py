"""A selection: a parsed query, whichever way it came in. Two equal selections give equal lists."""

import math
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from hub.kernel.contract.filters import Filter
from hub.kernel.contract.parts import Kind
from hub.kernel.contract.sources import Site
from hub.publication.query.memory import Memory
from hub.publication.query.order import Order, order_of


@dataclass(frozen=True)
class SiteFacts:
    """One site as delivery knows it; `facts` as in `hub.publication.deciding.sites`.

    `ends_at` (seconds since 1970) is when the first row of the edition ends: nothing that is made
    of it may be shown from then on.
    """

    site_id: int
    facts: Site = field(hash=False, compare=False)
    ends_at: float = field(default=math.inf, hash=False, compare=False)

    @cached_property
    def memory(self) -> Memory:
        """Return what is kept of it for as long as it is the newest."""
        return Memory()

    @property
    def locales(self) -> list[str]:
        """Return the site's language codes in their order."""
        return [one["code"] for one in self.facts["locales"]]

    @property
    def default_locale(self) -> str:
        """Return the office's language."""
        return str(self.facts["default_locale"])


@dataclass(frozen=True)
class Problem:
    """One parameter that was not understood, with what to do."""

    parameter: str
    message: str


class QueryError(Exception):
    """The query was not understood. `problems` names each parameter; nothing was read."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{one.parameter}: {one.message}" for one in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Asked:
    """A filter with what the reader gave: its values, or the two ends of a range (None: open)."""

    filter: Filter
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Selection:
    """What to list. `conditions` are SQL over `p` and `d` with their parameters.

    `starts_from` and `ends_before` bound the dates: a date counts if it overlaps them. What has
    begun before has to last beyond `runs_beyond`: the morning, where `starts_from` is a day.
    A list by a role of its own begins with this very moment instead, where `is_from_now`.
    `sort` is the reader's wish for another order. `after` is the last item of the page before: its
    sort value and id. `words` is that one of the conditions that looks for words in the text, which
    are `text`.

    `asked` is the same as declared values, for engines that know no SQL. Of the `kinds` a search
    may show some `only`.
    """

    site: SiteFacts
    kinds: tuple[Kind, ...]
    locale: str
    allows_fallback: bool
    limit: int
    has_count: bool
    conditions: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    date_conditions: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    words: tuple[str, tuple[Any, ...]] | None = None
    sort: str = ""
    text: str = ""
    only: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    is_from_now: bool = False
    starts_from: datetime | None = None
    runs_beyond: datetime | None = None
    ends_before: datetime | None = None
    after: tuple[Any, str] | None = None

    @cached_property
    def order(self) -> Order:
        """Return how it is sorted."""
        return order_of(self.kinds, self.sort)

    @property
    def whole(self) -> tuple[Hashable, ...]:
        """Return what all pages of the list follow from, apart from the site."""
        return (
            tuple(one.name for one in self.kinds),
            self.locale,
            self.allows_fallback,
            self.only,
            repr((self.conditions, self.date_conditions)),
            self.is_from_now,
            self.starts_from,
            self.runs_beyond,
            self.ends_before,
        )
