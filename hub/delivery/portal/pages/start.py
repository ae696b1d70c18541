"""`/` leads to the reader's language."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from hub.delivery.portal.sites import site_for
from hub.publication.query import SiteFacts


@require_safe
def start(request: HttpRequest) -> HttpResponseRedirect:
    """Redirect to the home page in the first language asked for that the site has one in."""
    site = site_for(request)
    asked = request.headers.get("Accept-Language", "")
    response = HttpResponseRedirect(f"/{preferred(site, asked)}/")
    patch_vary_headers(response, ["Accept-Language"])
    patch_cache_control(response, public=True, max_age=60)
    return response


def preferred(site: SiteFacts, asked: str) -> str:
    """Return the language of `Accept-Language` that has a home page, else the site's own."""
    homes: list[str] = site.facts["home_locales"] or [site.default_locale]
    for code, quality in parse_accept_lang_header(asked.lower()):
        if quality <= 0:
            continue
        for candidate in (code, code.split("-")[0]):
            if candidate in homes:
                return candidate
    return site.default_locale if site.default_locale in homes else homes[0]
