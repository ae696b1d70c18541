"""The frame of every page: menu, legal pages, notes. Kept until a row changes."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from hub.delivery.portal.addresses import here
from hub.delivery.portal.lists.drawn.pieces import Steady
from hub.delivery.portal.rows import Document, Placed, on_every_page
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.looks.themes import chosen
from hub.publication.query import SiteFacts

# The database keeps no order of its own.
LEGAL: Final = ("imprint", "privacy", "accessibility", "easy", "sign_language")


@dataclass(frozen=True)
class Link:
    """An address with its words; `lang` where these are not in the reader's language."""

    title: str
    url: str
    lang: str = ""


class Links(dict[str, Link]):
    """Links by what they are for. They stand in the keys of what is drawn: nobody changes them."""

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(self.items()))

    def __hash__(self) -> int:  # type: ignore[override]
        return self._hash


@dataclass(frozen=True)
class Frame:
    """What all pages of a site share in one language.

    `indexes` is {kind: link of the page that lists it}. `everywhere` are the documents of the kinds
    that the theme shows on every page, newest first.
    """

    home: Document | None
    menu: Steady[Link]
    legal: Links
    indexes: Links
    everywhere: tuple[Document, ...]


def frame(site: SiteFacts, locale: str) -> Frame:
    """Return the frame; one query after a change of rows, else none."""
    return site.memory.get(("frame", locale), lambda: _read(site, locale))


def _read(site: SiteFacts, locale: str) -> Frame:
    legal_ids = {key: one for key in LEGAL if (one := site.facts["legal"].get(key))}
    kinds = chosen(site.facts["theme"]).everywhere
    return _frame(on_every_page(site, locale, legal_ids.values(), kinds), site, locale, legal_ids)


def _frame(rows: list[Placed], site: SiteFacts, locale: str, legal_ids: dict[str, str]) -> Frame:
    read = {one.document["id"]: one.document for one in rows}
    links = {key: link(one, site, locale) for key, one in read.items()}
    on = {kind.name: kind for kind in registry.kinds() if is_on(kind, site)}
    # An editor's page that lists a kind is still there when the kind is switched off: it leads
    # readers nowhere, so nothing leads to it.
    listed = {key: kind for key, one in read.items() if (kind := facts_of(one).get("lists"))}
    indexes = Links({kind: links[key] for key, kind in listed.items() if kind in on})
    menu = Steady(
        links[one.document["id"]]
        for one in rows
        if one.is_in_menu and one.path and listed.get(one.document["id"], "") in {"", *on}
    )
    for kind in on.values():
        if kind.index_page is not None:
            virtual = Link(str(kind.title_plural), f"/{locale}/{kind.plural}/")
            indexes.setdefault(kind.name, virtual)
    kinds = chosen(site.facts["theme"]).everywhere
    everywhere = [one for one in read.values() if one["kind"] in kinds]
    everywhere.sort(key=lambda one: one["published_at"] or "", reverse=True)
    return Frame(
        home=next((one.document for one in rows if not one.path), None),
        menu=menu,
        legal=Links({key: links[one] for key, one in legal_ids.items() if one in links}),
        indexes=indexes,
        everywhere=tuple(everywhere),
    )


def is_on(kind: Kind, site: SiteFacts) -> bool:
    """Whether the site has the kind's capability switched on."""
    return registry.capability_of(kind.name) not in site.facts["off"]


def facts_of(document: Document) -> dict[str, Any]:
    """Return the object that the document's kind adds."""
    kind = registry.kind(document["kind"])
    return document.get(kind.document_key if kind else document["kind"]) or {}


def link(document: Document, site: SiteFacts, locale: str) -> Link:
    """Return the link to a document for a reader of this language."""
    lang = document["locale"] if document["locale"] != locale else ""
    return Link(document["title"], here(document["url"], site, locale), lang)
