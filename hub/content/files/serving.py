"""Pictures at their addresses: what was drawn, while it may be shown. Nothing is drawn here."""

from pathlib import PurePath
from typing import Final

import structlog
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.images.utils import verify_signature

from hub.content.files.pictures import has_ended
from hub.content.models.images import HubRendition
from hub.content.shelf import Shelf

log = structlog.get_logger(__name__)

# An hour, so that a picture whose rights have ended is gone from most screens soon.
KEPT: Final = "public, max-age=3600, stale-while-revalidate=86400"
TYPES: Final = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
}
FORBIDDEN, NOT_FOUND, GONE = 403, 404, 410


@require_safe
def image(
    request: HttpRequest, signature: str, image_id: int | str, filter_spec: str
) -> HttpResponseBase:
    """Answer one size of an image. The signature proves that the hub named this address."""
    if not verify_signature(signature.encode(), int(image_id), filter_spec):
        return _said("This address was not made by the hub.", FORBIDDEN)
    rendition = (
        HubRendition.objects.select_related("image")
        .filter(image_id=image_id, filter_spec=filter_spec, focal_point_key="")
        .first()
    )
    if rendition is None or not Shelf().is_public(rendition.image):
        return _said("There is no such picture.", NOT_FOUND)
    if has_ended(rendition.image):
        return _said("The right to show this picture has ended.", GONE)
    etag = f'"{rendition.pk}-{rendition.width}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code != 200:  # noqa: PLR2004
        return _with_headers(unchanged, etag)
    try:
        file = rendition.file.open("rb")
    except FileNotFoundError:
        log.warning("content.picture_file_missing", image=rendition.image_id, spec=filter_spec)
        return _said("The file of this picture is missing.", NOT_FOUND)
    media_type = TYPES.get(PurePath(rendition.file.name).suffix, "application/octet-stream")
    return _with_headers(FileResponse(file, content_type=media_type), etag)


def _with_headers(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Cache-Control"] = KEPT
    response["Content-Security-Policy"] = "default-src 'none'"
    # Other websites may show the pictures of the events they embed.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _said(text: str, status: int) -> HttpResponse:
    response = HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
    response["Cache-Control"] = "no-cache"
    return response
