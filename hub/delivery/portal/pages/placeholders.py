"""Editors' texts as the portal shows them: addresses of this host, "items from the hub" filled."""

import re
from collections.abc import Callable
from html import unescape
from typing import Final
from urllib.parse import parse_qs

from hub.delivery.portal.lists.items import Item
from hub.delivery.portal.lists.listing import select
from hub.kernel.contract import registry
from hub.publication.query import SiteFacts

PLACE: Final = re.compile(
    r'<div data-hub="(?P<kind>[^"]*)" data-hub-query="(?P<query>[^"]*)">(?P<inside>.*?)</div>',
    re.DOTALL,
)
# Each costs a query; editors' pages have one or two.
FILLED_MAXIMUM: Final = 4
ITEMS_MAXIMUM: Final = 12

Draw = Callable[[str, list[Item]], str]


def fill(html: str, site: SiteFacts, locale: str, draw: Draw) -> str:
    """Return the HTML with each place filled; `draw(kind, items)` makes the list.

    What stands inside (the link to all items) comes after the list; alone where there is nothing.
    """
    left = FILLED_MAXIMUM

    def one(match: re.Match[str]) -> str:
        nonlocal left
        kind = registry.kind(unescape(match["kind"]))
        is_on = kind is not None and registry.capability_of(kind.name) not in site.facts["off"]
        if kind is None or not is_on or left == 0:
            return match["inside"]
        left -= 1
        query = unescape(match["query"])
        limit = parse_qs(query).get("limit", ["3"])[0]
        count = min(int(limit), ITEMS_MAXIMUM) if limit.isascii() and limit.isdigit() else 3
        items, _since = select(kind, site, locale, query, count)
        return (draw(kind.name, items) if items else "") + match["inside"]

    return PLACE.sub(one, html)


def of_this_host(html: str, site: SiteFacts) -> str:
    """Return HTML whose links and pictures of this site have no host, whatever the reader typed."""
    return re.sub(rf'((?:href|src)="|srcset="|, ){re.escape(site.facts["url"])}/', r"\1/", html)
