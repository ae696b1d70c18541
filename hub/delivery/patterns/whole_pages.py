"""Whole pages of the pattern page that belong to no kind: errors, search, topics, embedding …

Each is made of samples, so that it shows all its parts on a website that has nothing yet.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.delivery.embeds.generator import generator
from hub.delivery.patterns.samples import samples
from hub.delivery.portal.lists import items
from hub.delivery.portal.lists.filters.filter_form import explain
from hub.delivery.portal.lists.items import Item
from hub.delivery.portal.lists.paging import Pages
from hub.delivery.portal.lists.remembered import RememberedItem
from hub.delivery.portal.lists.searching import KindChoice, Shown, TopicLink, kinds_of
from hub.delivery.portal.lists.topics import Group, Topic
from hub.delivery.portal.own import own_url
from hub.kernel.contract.parts import Kind
from hub.publication.query import Problem, SiteFacts

Context = dict[str, Any]
ERRORS: Final = ("400", "403", "404", "410", "500", "503", "password")
WORDS: Final = "Ehrenamt"
MANY: Final = 12


def _items(kind: Kind, site: SiteFacts, locale: str) -> list[Item]:
    return [items.item(one.document, site, locale) for one in samples(kind, site, locale)]


def _each(site: SiteFacts, locale: str) -> list[tuple[Kind, Item]]:
    """Return each kind's short and long item."""
    return [(kind, one) for kind in kinds_of(site) for one in _items(kind, site, locale)[:2]]


def _error(site: SiteFacts, locale: str) -> Context:
    kind = next(iter(kinds_of(site)), None)
    return {
        "was": str(kind.title) if kind else "",
        "was_kind": kind.name if kind else "",
        "deleted_at": timezone.now(),
        "words": "",
        "action_url": "",
    }


def _search(site: SiteFacts, locale: str) -> Context:
    path = own_url("search", locale)
    return {"heading": _("Search"), "path": path, "q": WORDS, "topics": [TopicLink("x", WORDS)]}


def _results(site: SiteFacts, locale: str) -> Context:
    found = _each(site, locale)
    context = _search(site, locale)
    titles = dict.fromkeys(str(kind.title_plural) for kind, _item in found)
    return {
        **context,
        "results": [Shown(one, str(kind.title)) for kind, one in found],
        "total": len(found),
        "kinds": [
            KindChoice(_("all"), len(found), context["path"], is_chosen=True),
            *(KindChoice(title, 2, context["path"], is_chosen=False) for title in titles),
        ],
        "pages": Pages(2, 3, 21, 40, context["path"], context["path"], context["path"]),
    }


def _nothing(site: SiteFacts, locale: str) -> Context:
    return {**_search(site, locale), "topics": [], "results": [], "total": 0, "kinds": []}


def _misunderstood(site: SiteFacts, locale: str) -> Context:
    asked = {"q": ["x" * 300]}
    return {**_search(site, locale), "problems": explain([Problem("q", "too long")], asked)}


def _topic(locale: str, key: str, *children: Topic) -> Topic:
    return Topic(key, WORDS, MANY, f"{own_url('topics', locale)}{key}/", children)


def _topics(site: SiteFacts, locale: str) -> Context:
    below = _topic(locale, "below")
    return {
        "heading": _("Topics"),
        "topics": [_topic(locale, key, below) for key in ("culture", "climate", "sport")],
    }


def _of_topic(site: SiteFacts, locale: str) -> Context:
    groups = [
        Group(kind.name, str(kind.title_plural), tuple(_items(kind, site, locale)), MANY, "/")
        for kind in kinds_of(site)
    ]
    topic = _topic(locale, "culture", _topic(locale, "below"))
    above = _topic(locale, "above")
    total = sum(one.count for one in groups)
    return {
        "heading": topic.label,
        "topic": topic,
        "parent": above,
        "groups": groups,
        "total": total,
    }


def _kept(site: SiteFacts, locale: str) -> Context:
    path = own_url("remembered", locale)
    return {
        "heading": _("Remembered"),
        "kept": [RememberedItem(one, path) for _kind, one in _each(site, locale)],
        "gone_count": 2,
        "problem": _("A part of the address is damaged. You see what could be read."),
        "is_asked": True,
        "share_url": path,
    }


def _embed(site: SiteFacts, locale: str, **given: list[str]) -> Context:
    path = own_url("embed", locale)
    made = generator(site, locale, given, path)
    if made is None:
        raise Http404("nothing to embed")
    return {"heading": _("Embed"), "embed": made, "path": path}


def _embed_problem(site: SiteFacts, locale: str) -> Context:
    return _embed(site, locale, limit=["0"])


# What `show` names: (template, context of a site and language).
PAGES: Final[Mapping[str, tuple[str, Callable[[SiteFacts, str], Context]]]] = {
    **{name: (f"{name}.html", _error) for name in ERRORS},
    "search": ("search.html", _search),
    "search/results": ("search.html", _results),
    "search/nothing": ("search.html", _nothing),
    "search/problem": ("search.html", _misunderstood),
    "topics": ("topics.html", _topics),
    "topics/none": ("topics.html", lambda _site, _locale: {"heading": _("Topics")}),
    "topic": ("topic.html", _of_topic),
    "remembered": ("remembered.html", _kept),
    "remembered/none": ("remembered.html", lambda _site, _locale: {"heading": _("Remembered")}),
    "remembered/gone": (
        "remembered.html",
        lambda _site, _locale: {"heading": _("Remembered"), "is_asked": True},
    ),
    "embed": ("embed.html", _embed),
    "embed/problem": ("embed.html", _embed_problem),
}
