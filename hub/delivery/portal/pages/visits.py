"""Pages of the portal that capabilities answer themselves: forms that anybody may send.

Readers get no cookie, so Django's token against foreign senders is not there. Instead a form is
taken only from a page of the same host, as the browser says (`Sec-Fetch-Site`, `Origin`).
"""

import re
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote, urlsplit

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.utils.cache import patch_cache_control
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub.delivery.portal.addresses import absolute
from hub.delivery.portal.conditional import alone
from hub.delivery.portal.metadata import Metadata
from hub.delivery.portal.pages.rendering import languages, render
from hub.delivery.portal.pages.uploads import files_of, most_bytes
from hub.delivery.portal.pages.view import context_of, page, templates_of
from hub.delivery.portal.sites import locale_for, site_for
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Owned, PortalPage
from hub.kernel.contract.visits import Elsewhere, Shown, Uploads, Values, Visit
from hub.kernel.networks import address_of
from hub.looks.engines import template
from hub.publication.query import SiteFacts

# What a token may hold unescaped: signed values have colons (RFC 3986, pchar).
SAFE: Final = ":~"
PERMANENT_REDIRECT: Final = 308
SEE_OTHER: Final = 303
FORBIDDEN: Final = 403
TOO_LARGE: Final = 413


def addresses() -> list[URLPattern]:
    """Return the addresses of each such page below the language: its word there, then all others,
    which lead on."""
    found: list[URLPattern] = []
    for one in registry.owned(PortalPage):
        given = {"key": one.key}
        found.append(path(_route(one.part), answer, given, name=f"visit-{one.key}"))
        if one.part.takes_token:
            route = _route(one.part, "<str:token>/")
            found.append(path(route, answer, given, name=f"visit-{one.key}-token"))
    for one in registry.owned(PortalPage):
        words = "|".join(re.escape(word) for word in sorted(one.part.words))
        found.append(re_path(rf"^(?:{words})/(?:(?P<token>[^/]+)/)?$", moved, {"key": one.key}))
    return found


def _route(part: PortalPage, rest: str = "") -> Any:
    """Return the address of a page in whatever language is active."""
    return lazy(lambda: f"{part.path_in(get_language() or '')}/{rest}", str)()


def _owned(key: str) -> Owned[PortalPage]:
    return next(one for one in registry.owned(PortalPage) if one.key == key)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def moved(request: HttpRequest, key: str, token: str = "") -> HttpResponseBase:
    """Lead on from another language's word for the page, or from a former one; a form as well."""
    site = site_for(request)
    part: PortalPage = _owned(key).part
    locale = locale_for(site)
    if _owned(key).owner.label in site.facts["off"] or (token and not part.takes_token):
        return page(request, request.path.removeprefix(f"/{locale}/"))
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(
        _address(part, locale, token) + (f"?{query}" if query else "")
    )
    if request.method == "POST":
        response.status_code = PERMANENT_REDIRECT
    return response


def _address(part: PortalPage, locale: str, token: str) -> str:
    rest = f"{quote(token, safe=SAFE)}/" if token else ""
    return f"/{locale}/{quote(part.path_in(locale))}/{rest}"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: str, token: str = "") -> HttpResponseBase:
    """Answer a capability's own page in the theme's frame; nothing is kept by any cache.

    Where the site has the capability switched off, the address is like any other.
    """
    site = site_for(request)
    locale = locale_for(site)
    owned = _owned(key)
    if owned.owner.label in site.facts["off"]:
        return page(request, request.path.removeprefix(f"/{locale}/"))
    response = _answer(request, site, locale, owned, token)
    patch_cache_control(response, private=True, no_store=True)
    return alone(request, response)


def _answer(
    request: HttpRequest, site: SiteFacts, locale: str, owned: Owned[PortalPage], token: str
) -> HttpResponse:
    is_sent = request.method == "POST"
    if is_sent and not is_from_here(request):
        return _refusal(site, locale, owned, token, FORBIDDEN)
    uploads: Uploads | None = owned.part.uploads
    if is_sent and _length(request) > most_bytes(uploads):
        return _refusal(site, locale, owned, token, TOO_LARGE)
    files, refused = files_of(request, uploads) if is_sent and uploads else ({}, {})
    outcome = owned.part.answer(
        Visit(
            site_id=site.site_id,
            site=site.facts,
            locale=locale,
            path=request.path,
            query=Values(dict(request.GET.lists())),
            form=Values(dict(request.POST.lists())) if is_sent else None,
            address=address_of(request),
            token=token,
            page_key=owned.key,
            files=files,
            refused=refused,
        )
    )
    if isinstance(outcome, Elsewhere):
        response = HttpResponseRedirect(outcome.url)
        response.status_code = SEE_OTHER
        return response
    is_plain = not (is_sent or request.GET or token)
    return _framed(site, locale, owned, token, outcome, is_plain=is_plain)


def is_from_here(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of this host.

    https://www.w3.org/TR/fetch-metadata/; browsers before 2023 send `Origin` only (RFC 6454).
    Who sends neither is no browser, and needs none of a reader's rights.
    """
    sender = request.headers.get("Sec-Fetch-Site")
    if sender is not None:
        return sender in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:
        # An address such as `http://[::1` is no page's.
        return False


def _length(request: HttpRequest) -> int:
    stated = request.headers.get("Content-Length", "")
    return int(stated) if stated.isascii() and stated.isdigit() else 0


def _framed(
    site: SiteFacts,
    locale: str,
    owned: Owned[PortalPage],
    token: str,
    shown: Shown,
    *,
    is_plain: bool,
) -> HttpResponse:
    part: PortalPage = owned.part
    context: dict[str, Any] = {
        "action": _address(part, locale, token),
        "heading": shown.heading,
        "meta": Metadata(
            title=shown.heading,
            description=shown.description,
            # A token is somebody's own: it stands in no address that others are told.
            canonical=absolute(_address(part, locale, ""), site),
            is_indexed=is_plain,
        ),
        "languages": tuple(
            replace(one, url=_address(part, one.code, token))
            for one in languages(site, locale, None)
        ),
    }
    if shown.document is not None:
        drawn_by = template(site.facts["theme"], templates_of(dict(shown.document)))
        own = context_of(site, locale, dict(shown.document), ())
        context = {**own, **context, "page_template": drawn_by}
    return render([shown.template], site, locale, {**context, **shown.context}, status=shown.status)


def _refusal(
    site: SiteFacts, locale: str, owned: Owned[PortalPage], token: str, status: int
) -> HttpResponse:
    if status == FORBIDDEN:
        heading = _("This form was sent from another website")
        words = _("Open the form here and send it again.")
    elif owned.part.uploads:
        heading = _("These files are too large for the form")
        words = _("Go back in your browser: what you wrote is still there. Choose smaller files.")
    else:
        heading = _("This is too much text for the form")
        words = _("Go back in your browser: what you wrote is still there. Make it shorter.")
    shown = Shown(
        template="portal/refused.html", heading=heading, context={"words": words}, status=status
    )
    return _framed(site, locale, owned, token, shown, is_plain=False)
