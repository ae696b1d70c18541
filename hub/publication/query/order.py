"""Orders: by what a list is sorted, always with the item's id as the last word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal
from uuid import UUID

from hub.kernel.contract.parts import Kind

# The date of an item that has none, in a list that is sorted by its dates: the last of all.
NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
# Dates one can go to. Those of every other role stand in lists of that role alone.
VISITED: Final = ("event", "running")
# What a search is sorted by: the best first, or like lists of all kinds together.
RANK: Final = "rank"
BY_TIME: Final = "newest"
SEARCHED: Final = (RANK, BY_TIME)
# Before all ids.
FIRST_ID: Final = UUID(int=0)
# Orders that are none of a role.
NAMED: Final = ("dates", "newest", "title")


@dataclass(frozen=True)
class Order:
    """How a list is sorted: by `column`, then by id. What has no number comes last either way.

    A list of dates reads `d`, the dates of the `roles`; any other reads `p`, the rows.
    """

    column: str
    type: Literal["moment", "text", "number"]
    is_descending: bool = False
    has_descending_ids: bool = False
    roles: tuple[str, ...] = ()

    @property
    def is_by_date(self) -> bool:
        """Whether an item stands under one of its dates."""
        return bool(self.roles)

    @property
    def alias(self) -> str:
        """Return what it reads: `d` or `p`."""
        return "d" if self.roles else "p"

    def sql(self, id_column: str, *, backwards: bool = False) -> str:
        """Return the SQL after ORDER BY, where `sort` is the sorted column."""
        sort = "DESC" if self.is_descending != backwards else "ASC"
        ids = "DESC" if self.has_descending_ids != backwards else "ASC"
        return f"sort {sort}, {id_column} {ids}"

    def merged(self, *, backwards: bool = False) -> str:
        """Return the SQL after ORDER BY for what several ranges have found together."""
        nulls = "FIRST" if backwards else "LAST"
        return self.sql("document_id", backwards=backwards).replace(",", f" NULLS {nulls},")


NEWEST: Final = Order("p.published_at", "moment", is_descending=True)
# By a search engine: its cursor is how many came before.
BEST: Final = Order("score", "number", is_descending=True)
TITLE: Final = Order("p.sort_title", "text")


def order_of(kinds: Sequence[Kind], sort: str = "") -> Order:
    """Return how a list of these kinds is sorted; kinds together come newest first.

    `sort` is the reader's wish: a number of the kind, with `-` before it the largest first.
    """
    if sort == RANK:
        return BEST
    if len(kinds) != 1 or sort == BY_TIME:
        return NEWEST
    kind = kinds[0]
    if sort:
        place = number_place(kind, sort.removeprefix("-"))
        is_descending = sort.startswith("-")
        return Order(f"p.numbers[{place}]", "number", is_descending, is_descending)
    if kind.order in {"newest", "title"}:
        return NEWEST if kind.order == "newest" else TITLE
    return Order("d.starts_at", "moment", roles=roles_of(kind))


def roles_of(kind: Kind) -> tuple[str, ...]:
    """Return the roles of the dates by which a kind is sorted; none where it is not."""
    if kind.order in {"newest", "title"}:
        return ()
    return VISITED if kind.order == "dates" else (kind.order,)


def number_place(kind: Kind, name: str) -> int:
    """Return where a number of a kind stands in `Publication.numbers`, from 1."""
    return [one.name for one in kind.numbers].index(name) + 1


def sorts(kinds: Sequence[Kind]) -> list[str]:
    """Return what `sort` may be in a list of these kinds."""
    if len(kinds) != 1:
        return []
    return [text for one in kinds[0].numbers for text in (one.name, f"-{one.name}")]
