"""Topics as pages: what of all kinds carries a topic, and which topics there are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from hub.delivery.portal import metadata
from hub.delivery.portal.frame import frame
from hub.delivery.portal.lists import items
from hub.delivery.portal.lists.filters.filter_form import link
from hub.delivery.portal.lists.filters.vocabulary import labels
from hub.delivery.portal.lists.items import Item
from hub.delivery.portal.lists.listing import select
from hub.delivery.portal.lists.searching import kinds_of
from hub.delivery.portal.lists.subscribe import feeds
from hub.delivery.portal.own import own_url
from hub.delivery.portal.rows import Document, document_of
from hub.kernel.contract.parts import Kind
from hub.publication.query import Selection, SiteFacts, facet_counts, kind_counts, parse, run
from hub.publication.reading.vocabularies import vocabulary

SHOWN: Final = 6
READ: Final = 100


@dataclass(frozen=True)
class Topic:
    """One topic with how many items carry it, and the topics that belong to it."""

    key: str
    label: str
    count: int
    url: str
    children: tuple["Topic", ...] = ()


@dataclass(frozen=True)
class Group:
    """The items of one kind; `url` is the list of all of them, empty where there is none."""

    kind: str
    title: str
    items: tuple[Item, ...]
    count: int
    url: str

    @property
    def templates(self) -> tuple[str, str]:
        """Return the templates to try for the list."""
        return f"lists/{self.kind}.html", "lists/document.html"


def context_of_all(request: HttpRequest, site: SiteFacts, locale: str, rest: str) -> dict[str, Any]:
    """Return the context of the page of all topics: `topics`, main topics with those below them."""
    known = labels(site, locale)
    counts = vocabulary(site, locale, "topic")
    title = _("Topics")
    return {
        "topics": _tree(known, counts, locale),
        "heading": title,
        "meta": metadata.of_list(title, request.path, site, is_whole=not request.GET),
    }


def context(request: HttpRequest, site: SiteFacts, locale: str, key: str) -> dict[str, Any]:
    """Return the context of one topic's page: `topic`, `total`, `parent`, `groups`, `feeds`.

    Raises Http404 for a topic that nothing public carries.
    """
    known = labels(site, locale)
    kinds = kinds_of(site)
    if key not in known["topic"]:
        raise Http404("no such topic")
    own = {"locale": [locale], "limit": [str(READ)]}
    carrying = _read(parse({"topic": [key], **own}, kinds, site))
    if not carrying.kinds:
        raise Http404("nothing has this topic")
    read = {
        name: [items.item(one, site, locale) for one in documents]
        for name, documents in carrying.documents.items()
    }
    groups = [
        _group(one, carrying.kinds, read, site, locale, key)
        for one in kinds
        if carrying.kinds.get(one.name)
    ]
    topic = _topic(key, known, carrying.topics, locale)
    parent = known["parent"].get(key)
    return {
        "topic": topic,
        "parent": _topic(parent, known, {}, locale) if parent else None,
        "groups": [one for one in groups if one.items],
        "feeds": feeds(None, {"topic": [key]}, site, locale),
        "total": sum(carrying.kinds.values()),
        "heading": topic.label,
        "meta": metadata.of_list(topic.label, request.path, site, is_whole=not request.GET),
    }


@dataclass(frozen=True)
class _Carrying:
    """The newest documents of a topic by kind; how many there are of each kind and each topic."""

    documents: Mapping[str, list[Document]]
    kinds: Mapping[str, int]
    topics: Mapping[str, int]


def _read(selection: Selection) -> _Carrying:
    """Return what carries a topic; one query, two more for the numbers where it is a lot."""
    result = run(selection)
    documents: dict[str, list[Document]] = {}
    for row in result.rows:
        documents.setdefault(row.kind, []).append(document_of(row))
    if result.next_cursor is not None:
        return _Carrying(
            documents, kind_counts(selection), facet_counts(selection).get("topic", {})
        )
    whole = [one for found in documents.values() for one in found]
    return _Carrying(
        documents,
        {kind: len(found) for kind, found in documents.items()},
        Counter(topic["key"] for one in whole for topic in one["topics"]),
    )


def _group(
    kind: Kind,
    counts: Mapping[str, int],
    read: Mapping[str, list[Item]],
    site: SiteFacts,
    locale: str,
    key: str,
) -> Group:
    # What has dates comes by its next one, which the newest items do not tell.
    found = read.get(kind.name, [])
    if kind.order == "dates":
        found, _since = select(kind, site, locale, f"topic={key}", SHOWN)
    index = frame(site, locale).indexes.get(kind.name)
    url = link(index.url, {"topic": [key]}) if index else ""
    return Group(kind.name, str(kind.title_plural), tuple(found[:SHOWN]), counts[kind.name], url)


def _topic(
    key: str, known: Mapping[str, Mapping[str, str]], counts: Mapping[str, int], locale: str
) -> Topic:
    below = [one for one, above in known["parent"].items() if above == key and counts.get(one)]
    return Topic(
        key=key,
        label=known["topic"][key],
        count=counts.get(key, 0),
        url=f"{own_url('topics', locale)}{key}/",
        children=tuple(_topic(one, known, counts, locale) for one in below),
    )


def _tree(
    known: Mapping[str, Mapping[str, str]], counts: Mapping[str, int], locale: str
) -> list[Topic]:
    return [
        _topic(key, known, counts, locale)
        for key in known["topic"]
        if counts.get(key) and key not in known["parent"]
    ]
