"""Tags of themes: lists, slots, texts, addresses. They read the context's `reader`."""

from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import Any, Final
from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.template import Context
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.html import conditional_escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from hub.delivery.portal import addresses, sites
from hub.delivery.portal.lists import items, listing
from hub.delivery.portal.lists.calendar import week
from hub.delivery.portal.lists.drawn import drawn_once
from hub.delivery.portal.lists.items import Day, Item
from hub.delivery.portal.lists.maps import overview
from hub.delivery.portal.own import own_url
from hub.delivery.portal.pages import cards, placeholders, segments
from hub.delivery.portal.rows import Document
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Slot
from hub.kernel.documents.document import ACCESSIBILITY_FACTS

register = template.Library()

ASKED: Final = {"step_free", "accessible_toilet", "accessible_parking"}


@register.simple_tag(takes_context=True)
def here(context: Context, url: str) -> str:
    """Return the address of a document, or a reference, for this reader."""
    reader = context["reader"]
    return addresses.here(url, reader.site, reader.locale)


@register.simple_tag(takes_context=True)
def own(context: Context, key: str) -> str:
    """Return the address of one of the hub's own pages: search, topics, remembered, embed."""
    return own_url(key, context["locale"])


@register.simple_tag(takes_context=True)
def speaks(
    context: Context, lang: str, document: Mapping[str, Any] | None = None, field: str = ""
) -> SafeString:
    """Return the attributes of a passage in a language that is not the reader's, else nothing.

    With a document: of its `title` or `summary`, which may not be translated yet.
    """
    locale = context["locale"]
    if not lang and document and field in document["translation"].get("untranslated", ()):
        lang = document["translation"]["source_locale"]
    if not lang or lang == locale:
        return SafeString("")
    way = sites.direction(lang)
    if way == sites.direction(locale):
        return format_html(' lang="{}"', lang)
    return format_html(' lang="{}" dir="{}"', lang, way)


@register.simple_tag(takes_context=True)
def inside(context: Context, url: str) -> str:
    """Return an address of this site without its host."""
    return addresses.inside(url, context["reader"].site)


@register.simple_tag(takes_context=True)
def srcset(context: Context, sizes: list[dict[str, Any]]) -> str:
    """Return an image's sizes in one format as HTML's `srcset` lists them."""
    site = context["reader"].site
    return ", ".join(f"{addresses.inside(one['url'], site)} {one['width']}w" for one in sizes)


@register.simple_tag(takes_context=True)
def mail_to(context: Context, title: str) -> str:
    """Return a `mailto:` address (RFC 6068) that recommends the page: no server is asked."""
    site, meta = context["reader"].site, context["meta"]
    subject = f"{title} – {site.facts['name']}"
    fields = {"subject": subject, "body": f"{title}\r\n{meta.canonical}"}
    return f"mailto:?{urlencode(fields, quote_via=quote)}"


@register.simple_tag
def language_name(code: str) -> SafeString:
    """Return a language's own name, marked as in that language."""
    return format_html('<span lang="{}">{}</span>', code, dict(settings.LANGUAGES).get(code, code))


@register.simple_tag
def street_map(place: dict[str, Any]) -> str:
    """Return the address of a place at openstreetmap.org; nothing is asked of it before a click."""
    return overview.openstreetmap(place)


@register.simple_tag(takes_context=True)
def documents(context: Context, kind: str, query: str = "", limit: int = 6) -> list[Item]:
    """Return the items of a query as in the API; [] where there is no such kind. One query."""
    reader, found = context["reader"], registry.kind(kind)
    if found is None or registry.capability_of(kind) in reader.site.facts["off"]:
        return []
    return listing.select(found, reader.site, reader.locale, query, limit)[0]


@register.simple_tag(takes_context=True)
def as_cards(context: Context, found: list[Item]) -> list[cards.Card]:
    """Return pages as cards with items of their topics. One query for each kind that has lists."""
    reader = context["reader"]
    return cards.cards(found, reader.site, reader.locale)


@register.simple_tag
def by_day(found: list[Item]) -> list[Day]:
    """Return items in the days of their next dates."""
    return items.by_day(found, None)


@register.simple_tag
def access_facts(
    place: Mapping[str, bool | None] | None, own: Mapping[str, bool | None] | None = None
) -> list[tuple[str, bool | None]]:
    """Return (fact, value): what is stated, and what most people ask for even where it is not.

    What an event itself states goes before what its place does.
    """
    merged = {
        name: (own or {}).get(name)
        if (own or {}).get(name) is not None
        else (place or {}).get(name)
        for name in ACCESSIBILITY_FACTS
    }
    return [(name, value) for name, value in merged.items() if value is not None or name in ASKED]


@register.simple_tag(takes_context=True)
def this_week(context: Context, kind: str) -> week.Week | None:
    """Return the current week of a kind's dates; None where the kind is not there. One query."""
    reader, index = context["reader"], context["indexes"].get(kind)
    if index is None:
        return None
    return week.week(reader.site, reader.locale, kind, index.url)


@register.simple_tag(takes_context=True)
def entry(context: Context, item: Item, level: int = 3) -> SafeString:
    """Return one item of a list by its kind's template; `level` is that of its heading."""
    assert context.template is not None  # noqa: S101  a context that is being rendered has one
    return drawn_once.card(context.template.engine, context, item, level)


@register.simple_tag(takes_context=True)
def drawn(context: Context, name: str, **values: Any) -> SafeString:
    """Return a template that sees these values alone; for equal ones it is drawn once a day."""
    assert context.template is not None  # noqa: S101
    return drawn_once.drawn(context.template.engine, context, name, values)


class Once(template.Node):
    """A part of a template that sees the values it names and what every part has."""

    def __init__(self, nodes: NodeList, values: Mapping[str, FilterExpression]) -> None:
        self.nodelist, self.values = nodes, values

    def render(self, context: Context) -> SafeString:
        """Return the part, drawn once a day for equal values."""
        values = {name: one.resolve(context) for name, one in self.values.items()}
        return drawn_once.block(self, self.nodelist, context, values)


@register.tag
def once(parser: Parser, token: Token) -> Once:
    """Draw what stands until `endonce` once a day for equal values.

    `{% once page feeds=list.feeds %}`: it sees these values alone. So no query belongs into it, nor
    what a capability puts in.
    """
    values = {}
    for one in token.split_contents()[1:]:
        name, equals, expression = one.partition("=")
        values[name] = parser.compile_filter(expression if equals else name)
    nodes = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(nodes, values)


@register.simple_tag(takes_context=True)
def listed(context: Context, found: list[Item]) -> SafeString:
    """Return items of one kind by their kind's list template."""
    assert context.template is not None  # noqa: S101
    return drawn_once.listed(context.template.engine, context, found)


@register.simple_tag(takes_context=True)
def body(context: Context, document: Document) -> SafeString:
    """Return a document's text with its lists filled."""
    reader = context["reader"]

    def draw(kind: str, found: list[Item]) -> str:
        assert context.template is not None  # noqa: S101
        made = drawn_once.listed(context.template.engine, context, found)
        if document["locale"] == reader.locale:
            return str(made)
        # The list is in the reader's language, even where the text around it is not.
        way = sites.direction(reader.locale)
        return format_html('<div lang="{}" dir="{}">{}</div>', reader.locale, way, made)

    html = placeholders.of_this_host(document["body_html"], reader.site)
    # Sanitised when the document was built (hub.content.body).
    return mark_safe(placeholders.fill(html, reader.site, reader.locale, draw))  # noqa: S308


@register.simple_tag(takes_context=True)
def sections(context: Context, document: Document) -> list[segments.Segment]:
    """Return a document's text in sections, each ready to be shown."""
    return [
        replace(one, html=mark_safe(one.html), title=mark_safe(one.title))  # noqa: S308
        for one in segments.segments(body(context, document))
    ]


@register.filter
def headings(document: Document) -> list[segments.Segment]:
    """Return the sections of a document's text that a link can lead to; titles are plain text."""
    found = segments.segments(document["body_html"])
    titled = [replace(one, title=unescape(strip_tags(one.title))) for one in found]
    return [one for one in titled if one.anchor and one.title]


@register.simple_tag(takes_context=True)
def slot(context: Context, gap: str) -> SafeString:
    """Return what capabilities put into a gap of the template, in their order; often nothing."""
    assert context.template is not None  # noqa: S101
    off = context["reader"].site.facts["off"]
    made = [
        conditional_escape(context.template.engine.get_template(one.part.template).render(context))
        for one in registry.owned(Slot)
        if one.part.gap == gap and one.owner.label not in off
    ]
    return mark_safe("".join(made))  # noqa: S308  rendered templates
