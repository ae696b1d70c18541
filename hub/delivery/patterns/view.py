"""The pattern page for the office's staff: every part of a page in every state, in any theme.

It is made of the theme's own templates with sample documents; there is no markup of its own to
keep in step. `show` names a whole page, e.g. `event/long` or `event/list/empty`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from hub.delivery.patterns.samples import Sample, sample, samples
from hub.delivery.patterns.whole_pages import PAGES
from hub.delivery.portal import metadata
from hub.delivery.portal.lists import items
from hub.delivery.portal.lists.page import context_of_list
from hub.delivery.portal.pages.rendering import render
from hub.delivery.portal.pages.view import context_of, templates_of
from hub.delivery.portal.sites import site_for
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.looks import themes
from hub.publication.query import SiteFacts

SCHEMES: Final = ("", "light", "dark")
# What a reader may have asked a list for: {state: parameters}.
LISTS: Final[Mapping[str, Mapping[str, list[str]]]] = {
    "list": {},
    "list/month": {"view": ["month"]},
    "list/map": {"view": ["map"]},
    "list/empty": {"q": ["xqzwv"]},
    "list/problem": {"from": ["31.13."], "month": ["13"], "cursor": ["-"], "q": ["xqzwv"]},
}


@dataclass(frozen=True)
class Asked:
    """What the page is asked to show; unknown values count as the first that there is."""

    theme: str
    locale: str
    scheme: str
    show: str

    def url(self, **changed: str) -> str:
        """Return the address of the same with something else."""
        query = {
            "theme": self.theme,
            "locale": self.locale,
            "scheme": self.scheme,
            "show": self.show,
            **changed,
        }
        return f"{reverse('patterns')}?{urlencode(query)}"


@require_safe
@require_admin_access
def patterns(request: HttpRequest) -> HttpResponse:
    """Answer the pattern page, or the page that `show` names."""
    site = site_for(request)
    asked = _asked(request.GET, site)
    dressed = SiteFacts(site.site_id, {**site.facts, "theme": asked.theme})
    with translation.override(asked.locale):
        names, context = content(dressed, asked)
    meta = metadata.Metadata(title="", description="", canonical="", is_indexed=False)
    context = {"meta": meta, **context}
    context |= {"scheme": asked.scheme, "asked": asked}
    response = render(names, dressed, asked.locale, context, request=request)
    add_never_cache_headers(response)
    return response


def _asked(given: Mapping[str, str], site: SiteFacts) -> Asked:
    def one(name: str, allowed: Any, default: str) -> str:
        value = given.get(name, "")
        return value if value in allowed else default

    return Asked(
        theme=one("theme", themes.installed(), site.facts["theme"]),
        locale=one("locale", site.locales, site.default_locale),
        scheme=one("scheme", SCHEMES, ""),
        show=given.get("show", ""),
    )


def content(site: SiteFacts, asked: Asked) -> tuple[list[str], dict[str, Any]]:
    """Return templates and context of what is asked for; raises Http404 for what there is not."""
    if not asked.show:
        return ["patterns.html"], _overview(site, asked)
    if asked.show in PAGES:
        name, context_of_page = PAGES[asked.show]
        return [name], context_of_page(site, asked.locale)
    name, _slash, state = asked.show.partition("/")
    kind = registry.kind(name)
    if kind is not None and state in LISTS and kind.index_page is not None:
        context = _list(kind, site, asked, LISTS[state])
        return ["index.html"], {**context, "heading": str(kind.title_plural)}
    known = samples(kind, site, asked.locale) if kind else ()
    for one in known:
        if one.name == state:
            return templates_of(one.document), context_of(site, asked.locale, one.document, ())
    raise Http404("no such pattern")


def shows(site: SiteFacts, locale: str) -> Iterator[str]:
    """Yield all that `show` may name."""
    for kind in registry.kinds():
        yield from (f"{kind.name}/{one.name}" for one in samples(kind, site, locale))
        if kind.index_page is not None:
            yield from (f"{kind.name}/{state}" for state in LISTS)
    yield from PAGES


def _list(
    kind: Kind, site: SiteFacts, asked: Asked, given: Mapping[str, list[str]]
) -> dict[str, Any]:
    path = f"/{asked.locale}/{kind.plural}/"
    return context_of_list(kind, site, asked.locale, path, given, "")


def _overview(site: SiteFacts, asked: Asked) -> dict[str, Any]:
    theme = themes.chosen(asked.theme)
    kinds = [_kind(one, site, asked) for one in registry.kinds()]
    shared = [one for one in kinds if one["kind"].name in theme.everywhere]
    dated = next((one["kind"] for one in kinds if one["kind"].order == "dates"), None)
    first = kinds[0]["kind"]
    long = sample(first, site, asked.locale, "long")
    return {
        "kinds": [one for one in kinds if one not in shared],
        "everywhere": tuple(
            {**item.document, "dates": []} for one in shared for item in one["items"]
        ),
        "notes": [
            one.document
            for one in samples(first, site, asked.locale)
            if one.name.startswith("translation")
        ],
        "long": long,
        "lang": "",
        "themes": themes.installed().values(),
        "others": [(one, asked.url(show=one)) for one in PAGES],
        **(_list(dated, site, asked, LISTS["list/problem"]) if dated else {}),
    }


def _kind(kind: Kind, site: SiteFacts, asked: Asked) -> dict[str, Any]:
    found: list[Sample] = list(samples(kind, site, asked.locale))
    states = [one.name for one in found]
    states += list(LISTS) if kind.index_page is not None else []
    return {
        "kind": kind,
        "items": [items.item(one.document, site, asked.locale) for one in found],
        "pages": [(state, asked.url(show=f"{kind.name}/{state}")) for state in states],
    }
