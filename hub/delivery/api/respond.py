"""Makes the response: validators, 304, compression, caching and the headers all reads share."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from hub.delivery.answers import KEPT_SECONDS, allow_keeping
from hub.delivery.api.freshness import stated
from hub.delivery.compression import SMALLEST_BYTES, SUFFIXES, chosen_encoding, compress
from hub.delivery.conditional import is_unchanged, seconds_until

JSON: Final = "application/json"
FRESH_SECONDS: Final = 60
STALE_SECONDS: Final = 600
POLICY: Final = "default-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is to be answered. `tag` is the inner text of its strong ETag, without encoding."""

    body: bytes
    tag: str
    media_type: str = JSON
    changed_at: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def tag_of(*parts: str) -> str:
    """Return an ETag's inner text for content that follows from these texts alone."""
    return blake2b("\n".join(parts).encode(), digest_size=11).hexdigest()


def tag_of_bytes(body: bytes) -> str:
    """Return an ETag's inner text for a body."""
    return blake2b(body, digest_size=11).hexdigest()


def respond(request: HttpRequest, content: Content) -> HttpResponse:
    """Return 200 with the body, or 304 where the reader has it already. May be kept and shared."""
    is_compressible = len(content.body) >= SMALLEST_BYTES
    encoding = ""
    if is_compressible:
        encoding = chosen_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    tag = f'"{content.tag}{SUFFIXES[encoding]}"'
    headers = {**content.headers, "ETag": tag, "Cache-Control": _caching(request)}
    changed_at = stated(content.changed_at)
    if changed_at:
        headers["Last-Modified"] = http_date(changed_at.timestamp())
    if is_compressible:
        headers["Vary"] = "Accept-Encoding"
    if is_unchanged(
        request.META.get("HTTP_IF_NONE_MATCH"),
        request.META.get("HTTP_IF_MODIFIED_SINCE"),
        tag,
        headers.get("Last-Modified"),
    ):
        response = HttpResponse(status=304, headers=headers)
        del response["Content-Type"]
        return response
    body = compress(content.body, encoding)
    if encoding:
        headers["Content-Encoding"] = encoding
    headers["Content-Length"] = str(len(body))
    response = HttpResponse(body, content_type=content.media_type, headers=headers)
    allow_keeping(response)
    return response


def _caching(request: HttpRequest) -> str:
    """Return how long other caches may show the answer: never longer than any row lasts."""
    ends_at = getattr(request, "hub_ends_at", math.inf)
    # The web process may keep it first, and give it with these very words.
    left = seconds_until(ends_at - KEPT_SECONDS, FRESH_SECONDS + STALE_SECONDS)
    fresh = min(left, FRESH_SECONDS)
    if not fresh:
        return "public, no-cache"
    return f"public, max-age={fresh}, stale-while-revalidate={left - fresh}"


def protect(response: HttpResponse) -> None:
    """Add what every answer of the API carries: open to all websites, inert in a browser."""
    headers = response.headers
    headers.setdefault("Access-Control-Allow-Origin", "*")
    headers.setdefault(
        "Access-Control-Expose-Headers", "ETag, Last-Modified, Link, Content-Disposition"
    )
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin")
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
