"""Pages as cards: each with what happens, who takes part and what is new on its topics."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Final
from urllib.parse import urlencode

from hub.delivery.portal.lists.filters.vocabulary import labels
from hub.delivery.portal.lists.items import Item
from hub.delivery.portal.lists.listing import select
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.publication.query import SiteFacts

LINES: Final = 3
# All cards of a page share what one query of each kind brings.
READ: Final = 40
# What happens comes first, then what has a date of its own and what is new, then who takes part.
ORDERS: Final = {"dates": 0, "title": 2}


@dataclass(frozen=True)
class Card:
    """A page, and up to three items that carry one of its topics."""

    item: Item
    lines: tuple[Item, ...]


def cards(pages: Sequence[Item], site: SiteFacts, locale: str) -> list[Card]:
    """Return the pages as cards; one query for each kind that has lists, none without topics."""
    keys = sorted({key for page in pages for key in _topics(page)})
    if not keys:
        return [Card(page, ()) for page in pages]
    query = urlencode({"topic": keys}, doseq=True)
    found = [select(kind, site, locale, query, READ)[0] for kind in _listed(site)]
    above = labels(site, locale)["parent"]
    return [Card(page, _lines(page, found, above)) for page in pages]


def _listed(site: SiteFacts) -> list[Kind]:
    off = site.facts["off"]
    kinds = [one for one in registry.kinds() if one.index_page is not None]
    on = [one for one in kinds if registry.capability_of(one.name) not in off]
    return sorted(on, key=lambda one: ORDERS.get(one.order, 1))


def _lines(
    page: Item, found: Sequence[Sequence[Item]], above: Mapping[str, str]
) -> tuple[Item, ...]:
    """Return one item of each kind in turn, until there are enough."""
    wanted = _topics(page)

    def fitting(items: Sequence[Item]) -> Iterator[Item]:
        for one in items:
            own = _topics(one)
            if wanted & (own | {above[key] for key in own if key in above}):
                yield one

    turns = zip_longest(*(fitting(items) for items in found))
    mixed = [one for one in chain.from_iterable(turns) if one is not None]
    return tuple(mixed[:LINES])


def _topics(one: Item) -> set[str]:
    return {topic["key"] for topic in one.document["topics"]}
