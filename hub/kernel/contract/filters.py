"""Filters: the words by which a list is narrowed, declared as values.

A filter says what it compares, never how: each engine compiles it, PostgreSQL's SQL in
`hub/publication/query/compiled.py`. Every filter has a parameter of its name, a range has two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hub.kernel.contract.sources import Translated


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One word of the query language. `title` is what readers read, `description` what
    programmers read."""

    name: str
    description: str
    title: Translated = ""
    example: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names under which its values come in."""
        return (self.name,)


@dataclass(frozen=True, kw_only=True)
class Worded(Filter):
    """A filter with keys for values: any of those given. `labels` are their words for readers."""

    values: tuple[str, ...] | None = None
    labels: Mapping[str, Translated] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Facet(Worded):
    """Items that have one of the values as facet `facet` (else: of its own name).

    `values`, where they are a closed list. With `excludes` items that have none of them.
    """

    facet: str = ""
    excludes: bool = False

    @property
    def key(self) -> str:
        """Return the name of the facet."""
        return self.facet or self.name


@dataclass(frozen=True, kw_only=True)
class Flag(Filter):
    """Items whose facet of that name is `true`; `false` leaves the others."""

    example: str = "true"

    @property
    def key(self) -> str:
        """Return the name of the facet."""
        return self.name


@dataclass(frozen=True, kw_only=True)
class OnDate(Worded):
    """Items with a single date that is so, within `from` and `to`; for lists ordered by dates.

    `of` is what of the date is compared; a weekday's `values` begin with Monday.
    """

    of: Literal["status", "weekday"]
    values: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Range(Filter):
    """A filter with a parameter for each of its two ends."""

    @property
    def ends(self) -> tuple[str, str]:
        """Return what is added to the name for the lower and the upper end."""
        raise NotImplementedError

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the two parameters, the lower one first."""
        return tuple(f"{self.name}{end}" for end in self.ends)


@dataclass(frozen=True, kw_only=True)
class NumberRange(Range):
    """Items whose number of that name (`Kind.numbers`) is at least `<name>_min`, at most
    `<name>_max`."""

    @property
    def ends(self) -> tuple[str, str]:
        """Return the two ends of a number."""
        return "_min", "_max"


@dataclass(frozen=True, kw_only=True)
class DateRange(Range):
    """Items with a date of that role from `<name>_from` on, up to `<name>_to`."""

    role: str

    @property
    def ends(self) -> tuple[str, str]:
        """Return the two ends of a time."""
        return "_from", "_to"


@dataclass(frozen=True, kw_only=True)
class Open(Filter):
    """Items that have a date of that role to come, or never had one; `false`: all are over.

    True to the second: what is over when it is asked counts, not when it was written.
    """

    role: str
    example: str = "true"


@dataclass(frozen=True, kw_only=True)
class Text(Filter):
    """Items in which the search engine finds the words."""
