"""Finds an address of every template and state in the running demonstration, by its own API."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

Ask = Callable[[str], Any]
# States that no item stands for.
FIXED = {
    "home": "/de/",
    "missing": "/de/gibt-es-nicht/",
    "easy language": "/de-x-ls/",
    "search": "/de/suche/",
    "search, found": "/de/suche/?q=verein",
    "search, nothing found": "/de/suche/?q=xyzzy",
    "topics": "/de/themen/",
    "remembered": "/de/merkliste/",
    "report a barrier": "/de/barriere-melden/",
    "report a date": "/de/termin-melden/",
    "lines to paste": "/de/einbinden/",
}

# The first word of an address in Arabic, where the page has one of its own there.
ARABIC = {
    "suche": "albahth",
    "themen": "almawadie",
    "merkliste": "almahfuzat",
    "barriere-melden": "iblagh-an-aiq",
    "termin-melden": "iblagh-an-mawid",
    "einbinden": "altadmin",
    "veranstaltungen": "alfaaliyat",
    "aktuelles": "alakhbar",
}
# What pages answer that refuse something.
REFUSING = {"missing": 404, "events, not understood": 400}


def in_language(path: str, locale: str) -> str:
    """Return where the page of a German address is in that language; Leichte Sprache stays what it
    is. What has no translation stands below its German words, or leads to where it is."""
    if locale == "de" or not path.startswith("/de/"):
        return path
    first, slash, rest = path.removeprefix("/de/").partition("/")
    is_list = not rest or rest.startswith("?") or first == "themen"
    word = ARABIC.get(first, first) if locale == "ar" and is_list else first
    return f"/{locale}/{word}{slash}{rest}"


def addresses(ask: Ask) -> dict[str, str]:
    """Return {name: path}. Fails with KeyError or IndexError where the demonstration lacks one."""
    pages = _items(ask, "pages?limit=100")
    events = _items(ask, "events?limit=100")
    news = _items(ask, "news?limit=10")
    organisations = _items(ask, "organisations?limit=10")
    events_index = _parent(events[0])
    return {
        **FIXED,
        "section": _layout(pages, "section"),
        "standard page": _longest(pages),
        "events": events_index,
        "events, month": f"{events_index}?view=month",
        "events, map": f"{events_index}?view=map",
        "topic": f"/de/themen/{_topic(events)}/",
        "remembered, shared": f"/de/merkliste/?ids={events[0]['id']},{events[1]['id']}",
        "events, one topic": f"{events_index}?topic={_topic(events)}",
        "events, nothing found": f"{events_index}?q=xyzzy",
        "events, not understood": f"{events_index}?from=irgendwann&topic={_topic(events)}",
        "event": _longest(events),
        "event with changes": _path(_one(events, _has_changes)),
        "event online": _path(_one(events, lambda one: one["online_url"])),
        "news": _parent(news[0]),
        "article": _longest(news),
        "directory": _parent(organisations[0]),
        "organisation": _longest(organisations),
    }


def _items(ask: Ask, path: str) -> list[dict[str, Any]]:
    return list(ask(path)["items"])


def _path(document: dict[str, Any]) -> str:
    return urlsplit(document["url"]).path


def _parent(document: dict[str, Any]) -> str:
    return _path(document).rstrip("/").rpartition("/")[0] + "/"


def _one(documents: list[dict[str, Any]], is_it: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    return next(one for one in documents if is_it(one))


def _longest(documents: list[dict[str, Any]]) -> str:
    return _path(max(documents, key=lambda one: len(one["body_html"] or "")))


def _layout(pages: list[dict[str, Any]], name: str) -> str:
    return _path(_one(pages, lambda one: one["page"]["template"] == name))


def _topic(documents: list[dict[str, Any]]) -> str:
    return str(_one(documents, lambda one: one["topics"])["topics"][0]["key"])


def _has_changes(document: dict[str, Any]) -> bool:
    return any(one["status"] not in {"scheduled", "confirmed"} for one in document["dates"])
