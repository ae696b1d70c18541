"""From what is read to HTML: the theme's template with what every page of the portal shares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from hub.delivery.portal.addresses import here, inside
from hub.delivery.portal.frame import Frame, Link, frame
from hub.delivery.portal.lists.filters.filter_form import NOTHING, link
from hub.delivery.portal.machines.style_sheet import look_of
from hub.delivery.portal.own import in_language
from hub.delivery.portal.rows import Document
from hub.delivery.portal.sites import direction
from hub.looks.engines import template
from hub.publication.query import SiteFacts
from hub.words.isolation import isolate_in_html


@dataclass(frozen=True)
class Reader:
    """Who a page is made for. Template tags read it as `reader`; templates themselves need not."""

    site: SiteFacts
    locale: str
    now: datetime

    @cached_property
    def today(self) -> date:
        """Return the day it is for this reader."""
        return timezone.localdate(self.now)


@dataclass(frozen=True)
class Language:
    """One entry of the language switcher. `is_translated` is False where a fallback is shown."""

    code: str
    name: str
    url: str
    direction: str
    is_current: bool
    is_translated: bool


def render(
    names: Iterable[str],
    site: SiteFacts,
    locale: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    request: HttpRequest | None = None,
) -> HttpResponse:
    """Return a page: the first of the templates that the site's theme has."""
    return HttpResponse(text(names, site, locale, context, request=request), status=status)


def text(
    names: Iterable[str],
    site: SiteFacts,
    locale: str,
    context: Mapping[str, Any],
    *,
    request: HttpRequest | None = None,
) -> str:
    """Return a page's HTML. `request` is given only where a form has to be signed."""
    with translation.override(locale):
        shared = shared_context(
            site,
            locale,
            context.get("page"),
            context.get("own_path", ""),
            context.get("chosen", {}),
        )
        found = template(site.facts["theme"], names)
        return isolate_in_html(found.render({**shared, **context}, request), locale)


def shared_context(
    site: SiteFacts,
    locale: str,
    document: Document | None = None,
    own_path: str = "",
    chosen: Mapping[str, Sequence[str]] = NOTHING,
) -> dict[str, Any]:
    """Return what every template of the portal has.

    `own_path` is the address below the language of a page that is no document; `chosen` what the
    reader has set in it and keeps in another language.
    """
    around: Frame = frame(site, locale)
    return {
        "reader": Reader(site, locale, timezone.now()),
        "site": site.facts,
        "look": look_of(site),
        "locale": locale,
        "direction": direction(locale),
        "is_easy": locale.endswith("-x-ls"),
        "home_url": f"/{locale}/",
        "api_url": "/api/v1",
        "menu": around.menu,
        "legal": around.legal,
        "indexes": around.indexes,
        "everywhere": around.everywhere,
        "home": around.home,
        "languages": languages(site, locale, document, own_path, chosen),
        "current_url": here(document["url"], site, locale) if document else f"/{locale}/{own_path}",
        "breadcrumb": (),
    }


def languages(
    site: SiteFacts,
    locale: str,
    document: Document | None,
    own_path: str = "",
    chosen: Mapping[str, Sequence[str]] = NOTHING,
) -> tuple[Language, ...]:
    """Return the language switcher: it leads to the same page, or to the home page without one."""
    names = dict(settings.LANGUAGES)
    available: Mapping[str, str] = document["available_locales"] if document else {}
    return tuple(
        Language(
            code=code,
            name=names.get(code, code),
            url=link(
                _address(site, code, document, available)
                if document
                else f"/{code}/{in_language(own_path, locale, code)}",
                chosen,
            ),
            direction=direction(code),
            is_current=code == locale,
            is_translated=document is None or code in available,
        )
        for code in site.locales
    )


def _address(site: SiteFacts, code: str, document: Document, available: Mapping[str, str]) -> str:
    if code in available:
        return inside(available[code], site)
    return here(document["url"], site, code) if document["url"] else f"/{code}/"


def trail(site: SiteFacts, locale: str, ancestors: Sequence[Document]) -> tuple[Link, ...]:
    """Return the breadcrumb's links, from below the home page down."""
    return tuple(
        Link(
            one["title"],
            here(one["url"], site, locale),
            "" if one["locale"] == locale else one["locale"],
        )
        for one in ancestors
        if here(one["url"], site, locale) != f"/{locale}/"
    )
