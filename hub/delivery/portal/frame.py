"""The frame of every page: menu, legal pages, notes. Kept until a row changes."""

from dataclasses import dataclass
from typing import Any, Final

from hub.delivery.portal.addresses import here
from hub.delivery.portal.rows import COLUMNS, Document, answering, document_of, live
from hub.kernel import registry
from hub.kernel.parts import Kind
from hub.looks.themes import chosen
from hub.publication.query import SiteFacts
from hub.publication.query.rows import read_row

TOP_MAXIMUM: Final = 100
EVERYWHERE_MAXIMUM: Final = 100
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

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))


@dataclass(frozen=True)
class Frame:
    """What all pages of a site share in one language.

    `indexes` is {kind: link of the page that lists it}. `everywhere` are the documents of the kinds
    that the theme shows on every page, newest first.
    """

    home: Document | None
    menu: tuple[Link, ...]
    legal: Links
    indexes: Links
    everywhere: tuple[Document, ...]


_kept: dict[tuple[int, str], tuple[SiteFacts, Frame]] = {}


def frame(site: SiteFacts, locale: str) -> Frame:
    """Return the frame; one query after a change of rows, else none.

    `site_of` returns the same object as long as nothing changed: that is what the frame is kept by.
    """
    kept = _kept.get((site.site_id, locale))
    if kept and kept[0] is site:
        return kept[1]
    made = _read(site, locale)
    _kept[site.site_id, locale] = (site, made)
    return made


def _read(site: SiteFacts, locale: str) -> Frame:
    legal_ids = {key: one for key in LEGAL if (one := site.facts["legal"].get(key))}
    rows = answering(site, locale)
    home_id = live(site).filter(path="").values("document_id")[:1]
    parts = [
        rows.filter(path=""),
        rows.filter(parent_id=home_id).order_by("position")[:TOP_MAXIMUM],
        rows.filter(document_id__in=list(legal_ids.values())),
        rows.filter(kind__in=chosen(site.facts["theme"]).everywhere).order_by("-published_at")[
            :EVERYWHERE_MAXIMUM
        ],
    ]
    names = (*COLUMNS, "path", "position", "is_in_menu")
    found = (
        parts[0]
        .values_list(*names)
        .union(*(one.values_list(*names) for one in parts[1:]), all=True)
    )
    unique = {one[0]: one for one in sorted(found, key=lambda one: one[10])}
    return _frame(list(unique.values()), site, locale, legal_ids)


def _frame(
    rows: list[tuple[Any, ...]], site: SiteFacts, locale: str, legal_ids: dict[str, str]
) -> Frame:
    read = {str(one[0]): document_of(read_row(one[:9], locale)) for one in rows}
    links = {key: link(one, site, locale) for key, one in read.items()}
    on = {kind.name: kind for kind in registry.kinds() if is_on(kind, site)}
    # An editor's page that lists a kind is still there when the kind is switched off: it leads
    # readers nowhere, so nothing leads to it.
    listed = {key: kind for key, one in read.items() if (kind := facts_of(one).get("lists"))}
    indexes = Links({kind: links[key] for key, kind in listed.items() if kind in on})
    menu = tuple(
        links[key]
        for one in rows
        if one[11] and one[9] and listed.get(key := str(one[0]), "") in {"", *on}
    )
    for kind in on.values():
        if kind.index_page is not None:
            virtual = Link(str(kind.title_plural), f"/{locale}/{kind.plural}/")
            indexes.setdefault(kind.name, virtual)
    kinds = chosen(site.facts["theme"]).everywhere
    everywhere = [one for one in read.values() if one["kind"] in kinds]
    everywhere.sort(key=lambda one: one["published_at"] or "", reverse=True)
    return Frame(
        home=next((read[str(one[0])] for one in rows if one[9] == ""), None),
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
