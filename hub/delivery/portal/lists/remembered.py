"""Remembered items: a list that lives in the reader's browser, and in the address when shared.

The hub keeps nothing: the ids stand in the query. Without script a shared address works as well.
"""

from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hub.delivery.portal import metadata
from hub.delivery.portal.addresses import absolute
from hub.delivery.portal.lists import items
from hub.delivery.portal.lists.filters.filter_form import link
from hub.delivery.portal.lists.items import Item
from hub.delivery.portal.lists.subscribe import feeds
from hub.delivery.portal.rows import by_ids
from hub.publication.query import SiteFacts

IDS_MAXIMUM: Final = 100


@dataclass(frozen=True)
class RememberedItem:
    """One remembered item; `url` is the list without it."""

    item: Item
    url: str


def context(request: HttpRequest, site: SiteFacts, locale: str, rest: str) -> dict[str, Any]:
    """Return the page's context: `kept`, `gone_count`, `problem`, `share_url`, `feeds`; one query.

    What begins first comes first; what has no date stands at the end.
    """
    asked = ",".join(request.GET.getlist("ids"))
    ids, problem = _ids(asked)
    found = by_ids(site, ids, locale)
    shown = sorted((items.item(one, site, locale) for one in found.values()), key=_moment)
    keys = [one.document["id"] for one in shown]
    title = _("Remembered")
    share_url = absolute(link(request.path, _query(keys)), site)
    meta = metadata.of_list(title, request.path, site, is_whole=False)
    return {
        "kept": [
            RememberedItem(one, _without(request.path, keys, one.document["id"])) for one in shown
        ],
        "gone_count": len(ids) - len(found),
        "problem": problem,
        "is_asked": bool(asked),
        "share_url": share_url,
        "feeds": [one for one in feeds(None, _query(keys), site, locale) if one.webcal],
        "heading": title,
        # Who shares the page shares the list: its address holds the ids.
        "meta": replace(meta, canonical=share_url, is_indexed=False),
    }


def _ids(asked: str) -> tuple[list[str], str]:
    """Return the ids that can be read and what to say about the rest."""
    texts = [one.strip() for one in asked[: IDS_MAXIMUM * 80].split(",") if one.strip()]
    found = []
    for text in texts:
        try:
            found.append(str(UUID(text)))
        except ValueError:
            continue
    unique = list(dict.fromkeys(found))
    if len(unique) > IDS_MAXIMUM:
        text = _("A list holds up to %(count)d items. You see the first ones.")
        return unique[:IDS_MAXIMUM], text % {"count": IDS_MAXIMUM}
    if len(found) < len(texts):
        return unique, _("A part of the address is damaged. You see what could be read.")
    return unique, ""


def _query(keys: list[str]) -> dict[str, list[str]]:
    return {"ids": [",".join(keys)]} if keys else {}


def _without(path: str, keys: list[str], key: str) -> str:
    return link(path, _query([one for one in keys if one != key]))


def _moment(one: Item) -> tuple[bool, str, str]:
    starts_at = one.date["starts_at"] if one.date else ""
    return not starts_at, starts_at, one.document["title"].casefold()
