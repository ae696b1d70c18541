"""Which site and which language a request asks for."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from django.utils import translation

from hub.publication.query import SiteFacts
from hub.publication.reading.sites import site_of


def site_for(request: HttpRequest) -> SiteFacts:
    """Return the site that answers the request's host; raises Http404 where there is none."""
    hostname, port = split_domain_port(request.get_host())
    site = site_of(hostname, int(port or (443 if request.is_secure() else 80)))
    if site is None:
        raise Http404("no site")
    return site


def locale_for(site: SiteFacts) -> str:
    """Return the active language; raises Http404 for one that the site does not have."""
    locale = translation.get_language() or settings.LANGUAGE_CODE
    if locale not in site.locales:
        raise Http404(f"no {locale} here")
    return locale


def direction(locale: str) -> str:
    """Return `rtl` or `ltr`."""
    is_right_to_left = locale.split("-", maxsplit=1)[0] in settings.LANGUAGES_BIDI
    return "rtl" if is_right_to_left else "ltr"
