"""Sitemaps (sitemaps.org 0.9): an index and, a language, files of at most 50,000 addresses."""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from hub.delivery.conditional import seconds_until
from hub.delivery.portal.addresses import absolute
from hub.delivery.portal.conditional import public
from hub.delivery.portal.rows import live
from hub.delivery.portal.sites import site_for
from hub.kernel.documents.document import utc
from hub.publication.query import SiteFacts

# The format's own limit.
ADDRESSES_MAXIMUM: Final = 50_000
CHUNK: Final = 2_000
SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
HEADER: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
TYPE: Final = "application/xml; charset=utf-8"


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """Return the list of all sitemap files of the site."""
    site = site_for(request)
    counts = dict(
        live(site)
        .order_by()
        .values_list("locale")
        .annotate(count=Count("id"))
        .values_list("locale", "count")
    )
    lines = []
    for locale in site.locales:
        parts = -(-counts.get(locale, 0) // ADDRESSES_MAXIMUM)
        for part in range(1, parts + 1):
            address = absolute(f"/sitemap-{locale}-{part}.xml", site)
            lines.append(f"<sitemap><loc>{escape(address)}</loc></sitemap>")
    body = f"{HEADER}<sitemapindex {SPACE}>\n{chr(10).join(lines)}\n</sitemapindex>\n"
    return HttpResponse(body, content_type=TYPE)


@require_safe
def part(request: HttpRequest, locale: str, number: str) -> StreamingHttpResponse:
    """Stream one file: what really exists in the language, fallbacks not included."""
    site = site_for(request)
    if locale not in site.locales or int(number) < 1:
        raise Http404(f"no sitemap for {locale}")
    response = StreamingHttpResponse(_addresses(site, locale, int(number)), content_type=TYPE)
    patch_cache_control(response, public=True, max_age=seconds_until(site.ends_at, 3600))
    return response


def _addresses(site: SiteFacts, locale: str, number: int) -> Iterator[str]:
    start = (number - 1) * ADDRESSES_MAXIMUM
    rows = live(site).filter(locale=locale).order_by("id").values_list("url", "written_at")
    yield f"{HEADER}<urlset {SPACE}>\n"
    for url, written_at in rows[start : start + ADDRESSES_MAXIMUM].iterator(chunk_size=CHUNK):
        yield f"<url><loc>{escape(url)}</loc><lastmod>{utc(written_at)}</lastmod></url>\n"
    yield "</urlset>\n"
