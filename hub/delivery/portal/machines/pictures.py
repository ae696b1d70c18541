"""The drawn pictures at addresses of their own: for embeds, feeds, newsletters."""

import hashlib
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from hub.delivery.portal.sites import site_for
from hub.looks import tiles
from hub.looks.themes import chosen

TOPIC_LENGTH: Final = 60
FOREVER: Final = "public, max-age=31536000, immutable"
# An SVG opened by itself is a document: nothing in it may run or load, whatever a theme draws.
POLICY: Final = "default-src 'none'; sandbox"


@require_safe
def svg(request: HttpRequest, topic: str, key: UUID) -> HttpResponseBase:
    """Answer the picture of an id in the colours of a topic.

    Whether there is such an item is not asked: any id has a picture, and none says anything.
    """
    if len(topic) > TOPIC_LENGTH or topic != topic.lower():
        raise Http404(f"{topic[:TOPIC_LENGTH]} is no topic's key")
    theme = site_for(request).facts["theme"]
    body = tiles.svg(theme, str(key), "" if topic == tiles.NO_TOPIC else topic)
    etag = f'"{hashlib.sha256(body).hexdigest()[:22]}"'
    response = HttpResponse(body, content_type="image/svg+xml")
    response["ETag"] = etag
    response["Cache-Control"] = FOREVER
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return get_conditional_response(request, etag=etag, response=response) or response


@require_safe
def png(request: HttpRequest, topic: str, key: UUID) -> HttpResponseBase:
    """Lead from the address of what was once drawn for a shared link to the theme's picture."""
    response = HttpResponsePermanentRedirect(
        static(chosen(site_for(request).facts["theme"]).picture)
    )
    # The file may have another name with the next release.
    response["Cache-Control"] = "public, max-age=86400"
    return response
