"""The feeds of a selection: exactly what the reader has before their eyes, kept up to date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hub.delivery.feeds import FORMATS
from hub.delivery.portal.lists.filters.filter_form import link
from hub.kernel.contract.parts import Kind
from hub.publication.query import SiteFacts

OFFERED: Final = ("ics", "rss", "atom", "json-feed")


@dataclass(frozen=True)
class Feed:
    """One feed. `webcal` is the same address for calendar programs, else empty."""

    name: str
    title: str
    media_type: str
    url: str
    webcal: str = ""


def feeds(
    kind: Kind | None, query: Mapping[str, Sequence[str]], site: SiteFacts, locale: str
) -> tuple[Feed, ...]:
    """Return the feeds of a query; None stands for all kinds together."""
    plural = kind.plural if kind else "documents"
    made = []
    for name in OFFERED:
        one: Any = next(each for each in FORMATS if each.suffix == f".{name}")
        if not one.serves(kind):
            continue
        url = link(f"/api/v1/{plural}{one.suffix}", {**query, "locale": [locale]})
        webcal = f"webcal://{site.facts['host']}{url}" if name == "ics" else ""
        made.append(Feed(name, one.title, one.media_type.split(";")[0], url, webcal))
    return tuple(made)
