"""Parts of pages, drawn once for all pages that show them: cards, a document's own text, the frame.

A part sees its reader's site and language and the values it is given, and nothing else: so these,
the texts of the rows among them and the day are all that it can change with.
"""

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.template import Context
from django.template.base import Node, NodeList
from django.template.engine import Engine
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from hub.delivery.portal.conditional import unindented
from hub.delivery.portal.lists.drawn.pieces import Piece, Pieces, Steady
from hub.delivery.portal.lists.items import Day, Item
from hub.delivery.portal.rows import RowDocument
from hub.kernel.documents.document import serialise
from hub.publication.query import SiteFacts

Names = tuple[str, ...]

CAPACITY_BYTES: Final = 16 * 1024 * 1024
# What such a part has of the page around it, besides the values it is given.
SHARED: Final = (
    "reader",
    "site",
    "look",
    "locale",
    "direction",
    "is_easy",
    "is_draft",
    "home_url",
    "api_url",
)
MOMENT: Final = re.compile(rb'"(\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:\d\d))"')

# Who reads all pages one after the other leaves the cards where they are.
_cards, _blocks = Pieces(CAPACITY_BYTES), Pieces(CAPACITY_BYTES)


def card(engine: Engine, page: Context, item: Item, level: int) -> SafeString:
    """Return an item of a list by its kind's template, for the reader of the page."""
    values = {
        "item": item,
        "document": item.document,
        "level": level,
        "with_day": bool(page.get("with_day")),
    }
    return _of_template(engine, page, item.template, values)


def listed(engine: Engine, page: Context, found: list[Item]) -> SafeString:
    """Return items of one kind by their kind's list template."""
    names = (f"lists/{found[0].document['kind']}.html", "lists/document.html")
    return _of_template(engine, page, names, {"items": found})


def drawn(engine: Engine, page: Context, name: str, values: Mapping[str, Any]) -> SafeString:
    """Return a template that is given these values alone, drawn once a day for equal ones."""
    return _of_template(engine, page, (name,), values)


def block(place: Node, nodes: NodeList, page: Context, values: Mapping[str, Any]) -> SafeString:
    """Return a part of a template that is given these values alone, once a day for equal ones.

    `place` is the node around it: a template is compiled once for each theme.
    """

    def draw() -> str:
        return nodes.render(page.new({**_shared(page), **values}))

    return _kept(_blocks, page, place, values, draw)


def forget() -> None:
    """Know nothing that was drawn, as a process that has just begun."""
    _cards.clear()
    _blocks.clear()


def _of_template(
    engine: Engine, page: Context, names: Names, values: Mapping[str, Any]
) -> SafeString:
    def draw() -> str:
        return engine.select_template(list(names)).render(Context({**_shared(page), **values}))

    return _kept(_cards, page, (engine, names), values, draw)


def _shared(page: Context) -> dict[str, Any]:
    return {name: page[name] for name in SHARED if name in page}


def _kept(
    pieces: Pieces,
    page: Context,
    part: Hashable,
    values: Mapping[str, Any],
    draw: Callable[[], str],
) -> SafeString:
    documents: list[RowDocument] = []
    reader = page["reader"]
    shown = _stands_for(values.values(), documents)
    key = Steady((part, shown, reader.locale, _facts_digest(reader.site), reader.today))
    # Nothing stays of a page that is not public.
    if page.get("is_draft") or not _is_steady(key):
        return mark_safe(draw())  # noqa: S308  a rendered template
    html = pieces.get(key)
    if html is None:
        now = timezone.now()
        html = unindented(draw().encode()).decode()
        # Whoever works on a theme sees each change at once.
        if not settings.DEBUG:
            pieces.put(key, Piece(html, now, _ends_at(documents, now)))
    return mark_safe(html)  # noqa: S308  a rendered template


def _is_steady(shown: Hashable) -> bool:
    """Whether it can stand in a key: what can be changed cannot, such as a draft's document."""
    try:
        hash(shown)
    except TypeError:
        return False
    return True


def _stands_for(values: Iterable[Any], documents: list[RowDocument]) -> Hashable:
    """Return what differs where one of the values does; rows' documents are noted down."""
    return tuple(_of_value(one, documents) for one in values)


def _of_value(value: Any, documents: list[RowDocument]) -> Hashable:
    if isinstance(value, RowDocument):
        documents.append(value)
        return RowDocument, value.etag
    if isinstance(value, Item):
        own = _of_value(value.document, documents)
        return own, value.url, value.lang, value.date and tuple(value.date.values())
    if isinstance(value, Day):
        return value.date, _stands_for(value.items, documents)
    if isinstance(value, Steady):
        return value
    if isinstance(value, list | tuple):
        return _stands_for(value, documents)
    found: Hashable = value
    return found


def _in_a_day(now: datetime) -> datetime:
    return now + timedelta(days=1)


def _ends_at(documents: list[RowDocument], now: datetime) -> datetime:
    """Return when their cards may say something else: at the next moment that a document names.

    "over", "until 12 o'clock" and the next date follow from the clock.
    """
    texts = (one for document in documents for one in MOMENT.findall(document.text))
    named = (datetime.fromisoformat(one.decode()) for one in texts)
    return min((one for one in named if one > now), default=_in_a_day(now))


def _facts_digest(site: SiteFacts) -> str:
    """Return what stands for all that a card may know of its site, its theme among it."""
    return site.memory.get(
        "digest", lambda: hashlib.sha256(serialise(site.facts).encode()).hexdigest()
    )
