"""A document as an entry of an embed; `entry.js` makes the same of the API's answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from hub.delivery.embeds.setting import Setting
from hub.delivery.embeds.words import STATES
from hub.delivery.portal.addresses import absolute
from hub.delivery.portal.lists.items import Item
from hub.delivery.portal.sites import direction
from hub.kernel.contract.parts import Kind
from hub.looks import tiles
from hub.publication.query import SiteFacts
from hub.words import dates
from hub.words.filter_names import VALUES

PICTURE_WIDTH: Final = 480
OFF: Final = {"cancelled", "postponed"}


@dataclass(frozen=True, kw_only=True)
class EmbedEntry:
    """One entry in words. `speaks` are the attributes of a text in another language.

    `moment` is what `when` says, for machines; `state` the word for a date that is off or moved.
    """

    title: str
    url: str
    speaks: SafeString
    when: str
    moment: str
    state: str
    is_off: bool
    place: str
    is_online: bool
    summary: str
    picture: str
    picture_alt: str


def entry(item: Item, kind: Kind, site: SiteFacts, setting: Setting) -> EmbedEntry:
    """Return an item in the words of the active language."""
    document = item.document
    when, moment, status = _when(item, kind)
    picture, alt = _picture(document, site) if setting.has_pictures else ("", "")
    place = _place(document)
    return EmbedEntry(
        title=document["title"],
        url=absolute(item.url, site),
        speaks=_speaks(item.lang),
        when=when,
        moment=moment,
        state=str(VALUES["status"][status]) if status in STATES else "",
        is_off=status in OFF,
        place=place,
        is_online=not place and bool(document["online_url"]),
        summary=document["summary"],
        picture=picture,
        picture_alt=alt,
    )


def _speaks(lang: str) -> SafeString:
    return format_html(' lang="{}" dir="{}"', lang, direction(lang)) if lang else SafeString("")


def _when(item: Item, kind: Kind) -> tuple[str, str, str]:
    """Return words, moment and status: of the next date, else of the day it was published."""
    published_at = item.document["published_at"]
    if kind.order == "newest" and published_at:
        day = dates.local(published_at).date()
        return dates.day_in_words(day, is_full=True, weekday=False), published_at, ""
    if item.date is None:
        return "", "", ""
    return dates.when_in_words(item.date), item.date["starts_at"], item.date["status"]


def _place(document: Mapping[str, Any]) -> str:
    place = document["place"] or {}
    found = [text for text in (place.get("name"), place.get("district")) if text]
    return ", ".join(found) or (document["district"] or {}).get("label", "")


def _picture(document: Mapping[str, Any], site: SiteFacts) -> tuple[str, str]:
    image = document["image"]
    if image is None:
        return absolute(tiles.address(document), site), ""
    sizes = sorted(image["renditions"], key=lambda one: one["width"])
    fit = next((one for one in sizes if one["width"] >= PICTURE_WIDTH), image)
    return fit["url"], image["alt"]
