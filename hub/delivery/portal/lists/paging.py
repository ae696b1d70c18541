"""Pages of a list: which one this is, of how many, and the ways to the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hub.delivery.portal.lists.filters.filter_form import link
from hub.publication.query import Result, Selection, position_of


@dataclass(frozen=True)
class Pages:
    """Page `number` of `count`, with the items `first` to `last`; an empty address leads nowhere.

    Who jumped to a letter stands between two pages: the first items then count as a page.
    """

    number: int
    count: int
    first: int
    last: int
    first_url: str
    previous_url: str
    next_url: str


def pages(
    selection: Selection,
    result: Result,
    total: int,
    path: str,
    kept: Mapping[str, Sequence[str]],
) -> Pages:
    """Return the pages around a result; one statement more where it is not the first.

    `kept` are the parameters that all pages have.
    """
    earlier = position_of(selection)
    limit = selection.limit
    number = 1 + -(-earlier.count // limit)
    rest = max(1, -(-(total - earlier.count) // limit))

    def at(cursor: str | None) -> str:
        return link(path, {**kept, "cursor": [cursor]} if cursor else kept)

    is_first = selection.after is None
    return Pages(
        number=number,
        count=number + rest - 1,
        first=earlier.count + 1,
        last=earlier.count + len(result.rows),
        first_url="" if is_first else at(None),
        previous_url="" if is_first else at(earlier.cursor),
        next_url=at(result.next_cursor) if result.next_cursor else "",
    )
