"""Pages of the portal that capabilities answer themselves: forms that anybody may send.

Readers get no cookie, so Django's token against foreign senders is not there. Instead a form is
taken only from a page of the same host, as the browser says (`Sec-Fetch-Site`, `Origin`).
"""

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub.delivery.portal.addresses import absolute
from hub.delivery.portal.metadata import Metadata
from hub.delivery.portal.pages.rendering import languages, render
from hub.delivery.portal.pages.view import page
from hub.delivery.portal.sites import locale_for, site_for
from hub.kernel import registry
from hub.kernel.networks import address_of
from hub.kernel.parts import Owned, PortalPage
from hub.kernel.visits import Elsewhere, Shown, Visit
from hub.publication.query import SiteFacts

# Ten pages of text; a form of words needs no more, and nothing longer is read at all.
MAXIMUM_BYTES: Final = 64 * 1024
SEE_OTHER: Final = 303
FORBIDDEN: Final = 403
TOO_LARGE: Final = 413


def addresses() -> list[URLPattern]:
    """Return an address for each such page, below the language."""
    return [
        path(f"{one.part.path}/", answer, {"key": one.key}, name=f"visit-{one.key}")
        for one in registry.owned(PortalPage)
    ]


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: str) -> HttpResponseBase:
    """Answer a capability's own page in the theme's frame; nothing is kept by any cache.

    Where the site has the capability switched off, the address is like any other.
    """
    site = site_for(request)
    locale = locale_for(site)
    owned = next(one for one in registry.owned(PortalPage) if one.key == key)
    if owned.owner.label in site.facts["off"]:
        return page(request, f"{owned.part.path}/")
    response = _answer(request, site, locale, owned)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _answer(
    request: HttpRequest, site: SiteFacts, locale: str, owned: Owned[PortalPage]
) -> HttpResponse:
    is_sent = request.method == "POST"
    if is_sent and not is_from_here(request):
        return _refusal(site, locale, owned, FORBIDDEN)
    if is_sent and _length(request) > MAXIMUM_BYTES:
        return _refusal(site, locale, owned, TOO_LARGE)
    found = owned.part.answer(
        Visit(
            site_id=site.site_id,
            site=site.facts,
            locale=locale,
            path=request.path,
            query=request.GET.dict(),
            form=request.POST.dict() if is_sent else None,
            address=address_of(request),
        )
    )
    if isinstance(found, Elsewhere):
        response = HttpResponseRedirect(found.url)
        response.status_code = SEE_OTHER
        return response
    return _framed(site, locale, owned, found, is_plain=not (is_sent or request.GET))


def is_from_here(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of this host.

    https://www.w3.org/TR/fetch-metadata/; browsers before 2023 send `Origin` only (RFC 6454).
    Who sends neither is no browser, and needs none of a reader's rights.
    """
    sender = request.headers.get("Sec-Fetch-Site")
    if sender is not None:
        return sender in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def _length(request: HttpRequest) -> int:
    stated = request.headers.get("Content-Length", "")
    return int(stated) if stated.isascii() and stated.isdigit() else 0


def _framed(
    site: SiteFacts, locale: str, owned: Owned[PortalPage], shown: Shown, *, is_plain: bool
) -> HttpResponse:
    address = f"/{locale}/{owned.part.path}/"
    context: dict[str, Any] = {
        "action": address,
        "heading": shown.heading,
        "meta": Metadata(
            title=shown.heading,
            description=shown.description,
            canonical=absolute(address, site),
            is_indexed=is_plain,
        ),
        "languages": tuple(
            replace(one, url=f"/{one.code}/{owned.part.path}/")
            for one in languages(site, locale, None)
        ),
    }
    return render([shown.template], site, locale, {**context, **shown.context}, status=shown.status)


def _refusal(site: SiteFacts, locale: str, owned: Owned[PortalPage], status: int) -> HttpResponse:
    if status == FORBIDDEN:
        heading = _("This form was sent from another website")
        words = _("Open the form here and send it again.")
    else:
        heading = _("This is too much text for the form")
        words = _("Go back in your browser: what you wrote is still there. Make it shorter.")
    shown = Shown(
        template="portal/refused.html", heading=heading, context={"words": words}, status=status
    )
    return _framed(site, locale, owned, shown, is_plain=False)
