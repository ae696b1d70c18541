"""Pages for what is not there, not there any more, or went wrong, in the reader's words."""

import sys
from collections.abc import Mapping
from typing import Any, Final

import structlog
from django.db import DatabaseError, DataError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext

from hub.delivery.portal.lists.items import Item
from hub.delivery.portal.lists.listing import select
from hub.delivery.portal.lists.searching import likely
from hub.delivery.portal.metadata import Metadata
from hub.delivery.portal.pages.rendering import render
from hub.delivery.portal.rows import Gone
from hub.delivery.portal.sites import direction, site_for
from hub.kernel.contract import registry
from hub.kernel.patience import EDITORS, is_cut
from hub.looks.engines import template
from hub.looks.themes import STANDARD
from hub.publication.building.cut import TookTooLong
from hub.publication.query import SiteFacts

log = structlog.get_logger(__name__)

PLAIN: Final = "500.html"
AWAY: Final = "503.html"
BUSY: Final = "busy.html"
REFUSED: Final = "400.html"
FORBIDDEN: Final = "403.html"
SIMILAR: Final = 3
RETRY_SECONDS: Final = 120
PATH_LOGGED: Final = 500
# What an address may give to a search: more is noise of robots.
WORDS_MAXIMUM: Final = 80
NOWHERE: Final = Metadata(title="", description="", canonical="", is_indexed=False)


def gone(site: SiteFacts, locale: str, former: Gone) -> HttpResponse:
    """Answer 410: what kind of thing it was, since when it is gone, and what is there instead.

    Nothing of its content is kept. `similar` are the next or newest items of its kind.
    """
    kind = registry.kind(former.kind)
    is_on = kind is not None and registry.capability_of(kind.name) not in site.facts["off"]
    similar: list[Item] = []
    if kind is not None and is_on and kind.index_page is not None:
        similar, _since = select(kind, site, locale, "", SIMILAR)
    context = {
        "was": str(kind.title) if kind else "",
        "was_kind": former.kind,
        "deleted_at": former.deleted_at,
        "similar": similar,
        "meta": NOWHERE,
    }
    response = render(["410.html"], site, locale, context, status=410)
    patch_cache_control(response, public=True, no_cache=True)
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 in the language of the address, else in the site's, with three likely pages."""
    try:
        site = site_for(request)
        locale = translation.get_language() or site.default_locale
        locale = locale if locale in site.locales else site.default_locale
        words = _words(request.path)
        context = {"words": words, "likely": likely(words, site, locale), "meta": NOWHERE}
        return render(["404.html"], site, locale, context, status=404)
    except Http404:
        return HttpResponse("Not found", status=404, content_type="text/plain")
    except DatabaseError:
        return _plain(AWAY, 503)


def _words(path: str) -> str:
    last = path.strip("/").rpartition("/")[2].rpartition(".")
    text = (last[0] or last[2]).replace("-", " ").replace("_", " ")
    return "".join(one for one in text if one.isprintable())[:WORDS_MAXIMUM]


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: the request itself is broken; says what to do, without asking the database."""
    return _plain(REFUSED, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403: there is something, for others; without asking the database."""
    return _plain(FORBIDDEN, 403)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500, 503 while the database is away, 400 where a value was none for it.

    Does not ask the database.
    """
    error = sys.exc_info()[1]
    if _is_misread(request, error):
        # Django has logged it with its traceback.
        return _plain(REFUSED, 400)
    if isinstance(error, DataError):
        # The database is there: it was asked with a value that it cannot hold.
        log.error("portal.value_refused", path=request.path[:PATH_LOGGED], error=str(error)[:200])
        return _plain(REFUSED, 400)
    if is_cut(error):
        log.warning("portal.statement_cut", path=request.path[:PATH_LOGGED])
        sentence = gettext(
            "This question takes too long to answer. Please ask for less, or try again later."
        )
        return busy(503, sentence, RETRY_SECONDS)
    if isinstance(error, TookTooLong):
        log.warning("portal.build_cut", path=request.path[:PATH_LOGGED], error=str(error))
        sentence = gettext(
            "This page takes too long to prepare. Please try again later, or tell the city's IT."
        )
        return busy(503, sentence, RETRY_SECONDS)
    if isinstance(error, DatabaseError | InterfaceError):
        log.warning("portal.database_away", error=type(error).__name__)
        return _plain(AWAY, 503)
    return _plain(PLAIN, 500)


def _is_misread(request: HttpRequest, error: BaseException | None) -> bool:
    """Whether a list of the admin could not read a parameter: Wagtail's take any as it comes."""
    is_list = request.method in {"GET", "HEAD"} and request.path.startswith(EDITORS)
    return is_list and bool(request.GET) and isinstance(error, ValueError | ArithmeticError)


def busy(status: int, sentence: str, seconds: int) -> HttpResponse:
    """Answer what was too much: in one sentence why, and after how many seconds to ask again."""
    response = _plain(BUSY, status, {"status": int(status), "sentence": sentence})
    add_never_cache_headers(response)
    response["Retry-After"] = str(seconds)
    return response


def _plain(name: str, status: int, more: Mapping[str, Any] | None = None) -> HttpResponse:
    """Return a page that needs nothing: no site, no rows, the standard theme."""
    locale = translation.get_language() or "de"
    context: dict[str, Any] = {
        "locale": locale,
        "direction": direction(locale),
        "home_url": f"/{locale}/",
        **(more or {}),
    }
    response = HttpResponse(template(STANDARD, [name]).render(context), status=status)
    if status >= 500:  # noqa: PLR2004
        add_never_cache_headers(response)
    if status == 503:  # noqa: PLR2004
        response["Retry-After"] = str(RETRY_SECONDS)
    return response
