"""Atom 1.0 (RFC 4287) with paging (RFC 5005)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from lxml import etree

from hub.delivery.feeds.entries import FeedEntry, entry_of
from hub.delivery.feeds.formats import FeedContext, Format
from hub.publication.query import Row

ATOM: Final = "http://www.w3.org/2005/Atom"
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# An empty feed has to have a time too, and it must not be now.
BEGINNING: Final = "1970-01-01T00:00:00+00:00"


def render(rows: Sequence[Row], context: FeedContext) -> bytes:
    """Return the feed."""
    entries = [entry_of(row) for row in rows]
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set(LANGUAGE, context.locale)
    _text(root, "id", context.self_url)
    _text(root, "title", context.title)
    changed = [one.changed_at for one in entries if one.changed_at]
    _text(root, "updated", max(changed, key=datetime.fromisoformat, default=BEGINNING))
    _author(root, context.name, context.home_url)
    _link(root, context.home_url, "alternate", "text/html")
    _link(root, context.self_url, "self", "application/atom+xml")
    if context.next_url:
        _link(root, context.next_url, "next", "application/atom+xml")
    if context.licence:
        _text(root, "rights", context.licence)
    for one in entries:
        _entry(root, one)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _entry(root: etree._Element, item: FeedEntry) -> None:
    entry = etree.SubElement(root, f"{{{ATOM}}}entry")
    entry.set(LANGUAGE, item.locale)
    _text(entry, "id", item.id)
    _text(entry, "title", item.title)
    _text(entry, "updated", item.changed_at or BEGINNING)
    if item.published_at:
        _text(entry, "published", item.published_at)
    _link(entry, item.url, "alternate", "text/html")
    if item.author:
        _author(entry, item.author, item.author_url)
    for topic in item.topics:
        etree.SubElement(entry, f"{{{ATOM}}}category").set("term", topic)
    _text(entry, "summary", item.summary)
    if item.html:
        _text(entry, "content", item.html).set("type", "html")


def _text(parent: etree._Element, name: str, value: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = value
    return element


def _author(parent: etree._Element, name: str, url: str) -> None:
    author = etree.SubElement(parent, f"{{{ATOM}}}author")
    _text(author, "name", name)
    if url:
        _text(author, "uri", url)


def _link(parent: etree._Element, url: str, relation: str, media_type: str) -> None:
    link = etree.SubElement(parent, f"{{{ATOM}}}link")
    for name, value in (("href", url), ("rel", relation), ("type", media_type)):
        link.set(name, value)


ATOM_FORMAT: Final = Format(
    name="atom",
    suffix=".atom",
    title="Atom",
    media_type="application/atom+xml; charset=utf-8",
    render=render,
    description="For feed readers, with `updated` for each entry.",
)
