"""Cards: one item of a list as HTML, drawn once for all pages that show it; and other parts.

A card shows its item and its reader's site and language, and is given nothing else: so the text of
its row, these and the day are all that it can change with.
"""

import hashlib
import re
from collections.abc import Callable, Hashable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.template import Context
from django.template.engine import Engine
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from hub.delivery.portal.lists.items import Item
from hub.delivery.portal.lists.pieces import Piece, Pieces
from hub.delivery.portal.rows import RowDocument
from hub.kernel.document import serialise
from hub.publication.query import SiteFacts

Names = tuple[str, ...]

CAPACITY_BYTES: Final = 16 * 1024 * 1024
# What such a template has of the page around it, besides the values it is given.
SHARED: Final = ("reader", "site", "locale", "direction", "is_easy", "home_url", "api_url")
MOMENT: Final = re.compile(rb'"(\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:\d\d))"')

_pieces = Pieces(CAPACITY_BYTES)
_facts: dict[int, tuple[SiteFacts, str]] = {}


def card(engine: Engine, page: Context, item: Item, level: int) -> SafeString:
    """Return an item of a list by its kind's template, for the reader of the page."""
    values = {
        "item": item,
        "document": item.document,
        "level": level,
        "with_day": bool(page.get("with_day")),
    }
    return _of_items(engine, page, item.template, values, [item])


def listed(engine: Engine, page: Context, found: list[Item]) -> SafeString:
    """Return items of one kind by their kind's list template."""
    names = (f"lists/{found[0].document['kind']}.html", "lists/document.html")
    return _of_items(engine, page, names, {"items": found}, found)


def forget() -> None:
    """Know nothing that was drawn, as a process that has just begun."""
    _pieces.clear()


def _of_items(
    engine: Engine, page: Context, names: Names, values: Mapping[str, Any], found: list[Item]
) -> SafeString:
    documents = [one.document for one in found if isinstance(one.document, RowDocument)]
    if len(documents) < len(found):
        # A draft says nothing about when it changes.
        return _draw(engine, page, names, values)
    shown = tuple(
        (document.etag, one.url, one.lang, repr(one.date))
        for document, one in zip(documents, found, strict=True)
    )
    more = values.get("level"), values.get("with_day")
    return _kept(engine, page, names, values, (*shown, *more), lambda now: _ends_at(documents, now))


def drawn(engine: Engine, page: Context, name: str, values: Mapping[str, Any]) -> SafeString:
    """Return a template that is given these values alone, drawn once a day for equal ones."""
    shown = tuple(values.items())
    try:
        hash(shown)
    except TypeError:
        # What can be changed cannot stand in a key.
        return _draw(engine, page, (name,), values)
    return _kept(engine, page, (name,), values, shown, _in_a_day)


def _kept(
    engine: Engine,
    page: Context,
    names: Names,
    values: Mapping[str, Any],
    shown: tuple[Hashable, ...],
    ends_at: Callable[[datetime], datetime],
) -> SafeString:
    reader, now = page["reader"], timezone.now()
    today, facts = timezone.localdate(now), _facts_digest(reader.site)
    key = (engine, names, shown, reader.locale, facts, today)
    html = _pieces.get(key)
    if html is None:
        html = _draw(engine, page, names, values)
        # Whoever works on a theme sees each change at once.
        if not settings.DEBUG:
            _pieces.put(key, Piece(html, now, ends_at(now)))
    return mark_safe(html)  # noqa: S308  a rendered template


def _draw(engine: Engine, page: Context, names: Names, values: Mapping[str, Any]) -> SafeString:
    shared = {name: page[name] for name in SHARED if name in page}
    return engine.select_template(list(names)).render(Context({**shared, **values}))


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
    kept = _facts.get(site.site_id)
    if kept and kept[0] is site:
        return kept[1]
    made = hashlib.sha256(serialise(site.facts).encode()).hexdigest()
    _facts[site.site_id] = (site, made)
    return made
