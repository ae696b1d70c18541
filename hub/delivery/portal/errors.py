"""Pages for what is not there, not there any more, or went wrong, in the reader's words."""

from typing import Any

import structlog
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control

from hub.delivery.portal.metadata import Metadata
from hub.delivery.portal.rendering import render
from hub.delivery.portal.rows import Gone
from hub.delivery.portal.sites import direction, site_for
from hub.delivery.portal.themes import template
from hub.kernel import registry
from hub.kernel.themes import STANDARD
from hub.publication.query import SiteFacts

log = structlog.get_logger(__name__)

PLAIN = "500.html"


def gone(site: SiteFacts, locale: str, found: Gone) -> HttpResponse:
    """Answer 410: what kind of thing it was, since when it is gone; nothing else is kept."""
    kind = registry.kind(found.kind)
    context = {
        "was": str(kind.title) if kind else "",
        "was_kind": found.kind,
        "deleted_at": found.deleted_at,
        "meta": Metadata(title="", description="", canonical="", is_indexed=False),
    }
    response = render(["410.html"], site, locale, context, status=410)
    patch_cache_control(response, public=True, max_age=60)
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 in the language of the address, else in the site's."""
    try:
        site = site_for(request)
    except (Http404, DatabaseError):
        return HttpResponse("Not found", status=404, content_type="text/plain")
    locale = translation.get_language() or site.default_locale
    locale = locale if locale in site.locales else site.default_locale
    words = request.path.strip("/").rpartition("/")[2].replace("-", " ")[:80]
    meta = Metadata(title="", description="", canonical="", is_indexed=False)
    return render(["404.html"], site, locale, {"words": words, "meta": meta}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500 without asking the database, which may be what failed."""
    locale = translation.get_language() or "de"
    context: dict[str, Any] = {"locale": locale, "direction": direction(locale)}
    return HttpResponse(template(STANDARD, [PLAIN]).render(context), status=500)
