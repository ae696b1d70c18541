"""RSS 2.0 with Atom's links, full texts (content:encoded) and event dates (RSS event module)."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Final

from lxml import etree

from hub.delivery.feeds.entries import FeedEntry, entry_of
from hub.delivery.feeds.formats import FeedContext, Format
from hub.publication.query import Row

ATOM: Final = "http://www.w3.org/2005/Atom"
CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
EVENT: Final = "http://purl.org/rss/1.0/modules/event/"
NAMESPACES: Final = {"atom": ATOM, "content": CONTENT, "dc": DUBLIN_CORE, "ev": EVENT}
MINUTES_TO_LIVE: Final = "60"


def render(rows: Sequence[Row], context: FeedContext) -> bytes:
    """Return the feed."""
    entries = [entry_of(row) for row in rows]
    root = etree.Element("rss", version="2.0", nsmap=NAMESPACES)
    channel = etree.SubElement(root, "channel")
    _text(channel, "title", context.title)
    _text(channel, "link", context.home_url)
    _text(channel, "description", context.title)
    _text(channel, "language", context.locale)
    if context.licence:
        _text(channel, "copyright", context.licence)
    changed = [one.changed_at for one in entries if one.changed_at]
    if changed:
        _text(channel, "lastBuildDate", _date(max(changed, key=datetime.fromisoformat)))
    _text(channel, "ttl", MINUTES_TO_LIVE)
    _link(channel, context.self_url, "self")
    if context.next_url:
        _link(channel, context.next_url, "next")
    for one in entries:
        _item(channel, one)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _item(channel: etree._Element, entry: FeedEntry) -> None:
    item = etree.SubElement(channel, "item")
    _text(item, "title", entry.title)
    _text(item, "link", entry.url)
    _text(item, "guid", entry.id).set("isPermaLink", "false")
    _text(item, "description", entry.summary)
    if entry.html:
        _text(item, f"{{{CONTENT}}}encoded", entry.html)
    if entry.published_at:
        _text(item, "pubDate", _date(entry.published_at))
    if entry.author:
        _text(item, f"{{{DUBLIN_CORE}}}creator", entry.author)
    _text(item, f"{{{DUBLIN_CORE}}}language", entry.locale)
    for topic in entry.topics:
        _text(item, "category", topic)
    for name, value in (
        ("startdate", entry.starts_at),
        ("enddate", entry.ends_at),
        ("location", entry.place),
    ):
        if value and entry.starts_at:
            _text(item, f"{{{EVENT}}}{name}", value)


def _text(parent: etree._Element, name: str, value: str) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = value
    return element


def _link(channel: etree._Element, url: str, relation: str) -> None:
    link = etree.SubElement(channel, f"{{{ATOM}}}link")
    for name, value in (("href", url), ("rel", relation), ("type", "application/rss+xml")):
        link.set(name, value)


def _date(text: str) -> str:
    """Return RFC 822 as RSS 2.0 asks for."""
    return format_datetime(datetime.fromisoformat(text))


RSS: Final = Format(
    name="rss",
    suffix=".rss",
    title="RSS 2.0",
    media_type="application/rss+xml; charset=utf-8",
    render=render,
    description=(
        "For feed readers. `pubDate` is `published_at`, `ev:startdate` when it takes place."
    ),
)
