"""Search over all kinds: the list filter `q`, newest first, and how many of each kind."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hub.delivery.portal import metadata
from hub.delivery.portal.conditional import reads
from hub.delivery.portal.frame import is_on
from hub.delivery.portal.lists import items
from hub.delivery.portal.lists.filters import filter_form
from hub.delivery.portal.lists.filters.filter_form import link
from hub.delivery.portal.lists.filters.vocabulary import labels
from hub.delivery.portal.lists.items import Item
from hub.delivery.portal.lists.paging import pages
from hub.delivery.portal.lists.subscribe import feeds
from hub.delivery.portal.rows import document_of
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.looks.themes import chosen
from hub.publication.query import Problem, QueryError, Result, Row, Selection, SiteFacts, parse, run
from hub.publication.query.order import BY_TIME
from hub.publication.reading.documents import rows_of
from hub.publication.reading.vocabularies import vocabulary
from hub.publication.search import engine

PAGE: Final = 20
LIKELY_MAXIMUM: Final = 3
TOPICS_MAXIMUM: Final = 6
# How alike two words are, from 0 to 1: a letter too many or too few in a word of five.
ALIKE: Final = 0.75


@dataclass(frozen=True)
class KindChoice:
    """A kind with how many results are of it."""

    title: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class TopicLink:
    """A topic that fits the words."""

    key: str
    label: str


@dataclass(frozen=True)
class Shown:
    """One result: an item and what its kind is called."""

    item: Item
    kind: str


def kinds_of(site: SiteFacts) -> list[Kind]:
    """Return the kinds that are searched: all that are on, but what stands on every page anyway."""
    everywhere = chosen(site.facts["theme"]).everywhere
    return [one for one in registry.kinds() if is_on(one, site) and one.name not in everywhere]


def context(request: HttpRequest, site: SiteFacts, locale: str, rest: str) -> dict[str, Any]:
    """Return the search page's context: `q`, `results`, `kinds`, `topics`, `problems`, pages.

    What is not understood is explained at its field and left out; three queries at most.
    """
    names = ("q", "kind", "cursor")
    reads(request, names)
    asked = filter_form.shown({name: request.GET.getlist(name)[:1] for name in names}, names)
    q, kind = (next(iter(asked.get(name, [])), "") for name in ("q", "kind"))
    offered = {one.name: one for one in kinds_of(site)}
    problems = [] if kind in {"", *offered} else [Problem("kind", "unknown")]
    whole, more = _selection(site, locale, list(offered.values()), asked)
    explained = filter_form.explain([*problems, *more], asked)
    answer: dict[str, Any] = {
        "q": q,
        "problems": explained,
        "path": request.path,
        "topics": _topics(q, site, locale),
        "heading": _("Search"),
        "meta": replace(
            metadata.of_list(_title(q), request.path, site, is_whole=False), is_indexed=False
        ),
    }
    if not q or "q" in explained:
        return answer
    kind = kind if kind in offered else ""
    selection = replace(whole, only=(kind,) if kind else ())
    hits = engine().search(selection, has_facets=False)
    counts = hits.facets["kind"]
    rows = rows_of(site, [(one.document_id, one.locale) for one in hits.hits], locale)
    shown = [rows[key] for one in hits.hits if (key := (one.document_id, one.locale)) in rows]
    result = Result(shown, hits.next_cursor, None)
    kept = {"q": [q], **({"kind": [kind]} if kind else {})}
    return {
        **answer,
        "results": [_shown(row, site, locale) for row in shown],
        "kinds": _choices(request.path, q, kind, offered, counts),
        "total": hits.total,
        "pages": pages(selection, result, hits.total, request.path, kept),
        "feeds": feeds(offered.get(kind), {"q": [q]}, site, locale),
    }


def _title(q: str) -> str:
    return _("Search: %(words)s") % {"words": q[:60]} if q else _("Search")


def _selection(
    site: SiteFacts, locale: str, kinds: Sequence[Kind], asked: Mapping[str, list[str]]
) -> tuple[Selection, tuple[Problem, ...]]:
    given = {name: asked[name] for name in ("q", "cursor") if name in asked}
    own = {"locale": [locale], "limit": [str(PAGE)]}
    try:
        return parse({**given, **own}, kinds, site, sort=BY_TIME), ()
    except QueryError as error:
        refused = {one.parameter for one in error.problems}
        rest = {name: one for name, one in given.items() if name not in refused}
        return parse({**rest, **own}, kinds, site, sort=BY_TIME), error.problems


def _shown(row: Row, site: SiteFacts, locale: str) -> Shown:
    document = document_of(row)
    kind = registry.kind(document["kind"])
    return Shown(items.item(document, site, locale), str(kind.title) if kind else "")


def _choices(
    path: str, q: str, kind: str, offered: Mapping[str, Kind], counts: Mapping[str, int]
) -> list[KindChoice]:
    whole = KindChoice(_("all"), sum(counts.values()), link(path, {"q": [q]}), not kind)
    made = [
        KindChoice(
            str(one.title_plural),
            counts.get(name, 0),
            link(path, {"q": [q], "kind": [name]}),
            name == kind,
        )
        for name, one in offered.items()
        if counts.get(name) or name == kind
    ]
    return [whole, *made]


def _topics(words: str, site: SiteFacts, locale: str) -> list[TopicLink]:
    found = fitting_topics(words, labels(site, locale)["topic"])
    # Only what public documents carry has a page; one more query where a name fits at all.
    used = vocabulary(site, locale, "topic") if found else {}
    return [one for one in found if one.key in used]


def fitting_topics(words: str, topics: Mapping[str, str]) -> list[TopicLink]:
    """Return the topics whose name has one of the words in it, or one that is nearly the same."""
    asked = [one for one in words.casefold().split()[:10] if len(one) > 2]  # noqa: PLR2004
    found = []
    for key, label in topics.items():
        parts = label.casefold().split()
        is_inside = any(one in label.casefold() for one in asked)
        if is_inside or any(difflib.get_close_matches(one, parts, 1, ALIKE) for one in asked):
            found.append(TopicLink(key, label))
    return found[:TOPICS_MAXIMUM]


def likely(words: str, site: SiteFacts, locale: str) -> list[Item]:
    """Return at most three items that fit an address nobody has: its last words; one query."""
    kinds = kinds_of(site)
    given = {"q": [" OR ".join(words.split()[:6])], "locale": [locale], "limit": ["3"]}
    try:
        rows = run(parse(given, kinds, site)).rows if words.strip() else []
    except QueryError:
        return []
    return [items.item_of(row, site, locale) for row in rows[:LIKELY_MAXIMUM]]
