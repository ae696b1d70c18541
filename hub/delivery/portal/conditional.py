"""Public pages: without cookies, compressed, with an ETag over what they say.

Whoever keeps one asks before showing it again: an editor who has just published sees it, and what
was taken down is not shown from a browser's memory.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from hub.delivery.answers import allow_keeping
from hub.delivery.compression import SMALLEST_BYTES, SUFFIXES, chosen_encoding, compress

View = Callable[..., HttpResponseBase]

GOOD: Final = 200
INDENTATION: Final = re.compile(rb"\n[ \t]+")
# What stands in these keeps every space.
KEEPING_SPACE: Final = (b"<pre", b"<textarea")


def public(view: View) -> View:
    """Make a view's answers public: a page that says the same is not sent twice (304).

    The web server may keep them too (`hub.delivery.answers`): they are the same for everybody. Not
    with parameters that the view has not said it reads: anybody can invent any number of them.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.has_header("Cache-Control") or not isinstance(response, HttpResponse):
            return response
        patch_cache_control(response, public=True, no_cache=True)
        return _shared(request, response) if response.status_code == GOOD else response

    return answer


def alone(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Compress a page that is one reader's, as an empty form with its ticket is. What answers a
    sent form stays as it is: compressed, its length would tell what was typed."""
    if request.method == "GET" and response.status_code == GOOD:
        body = _unindented(response)
        if len(body) >= SMALLEST_BYTES:
            _compress(response, body, _encoding(request, response))
    return response


def _encoding(request: HttpRequest, response: HttpResponse) -> str:
    patch_vary_headers(response, ["Accept-Encoding"])
    return chosen_encoding(request.headers.get("Accept-Encoding", ""))


def _compress(response: HttpResponse, body: bytes, encoding: str) -> None:
    if encoding:
        response.content = compress(body, encoding)
        response["Content-Encoding"] = encoding


def _shared(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    body, encoding = _unindented(response), ""
    if len(body) >= SMALLEST_BYTES:
        encoding = _encoding(request, response)
    etag = f'"{hashlib.sha256(body).hexdigest()[:22]}{SUFFIXES[encoding]}"'
    response["ETag"] = etag
    found = get_conditional_response(request, etag=etag, response=response)
    if found is not response and found is not None:
        return found
    _compress(response, body, encoding)
    if request.GET.keys() <= getattr(request, "hub_reads", frozenset()):
        allow_keeping(response)
    return response


def _unindented(response: HttpResponse) -> bytes:
    body = response.content
    if response.headers.get("Content-Type", "").startswith("text/html"):
        body = response.content = unindented(body)
    return body


def unindented(html: bytes) -> bytes:
    """Take the templates' indentation out of HTML: a twelfth of what goes over the wire."""
    return html if any(tag in html for tag in KEEPING_SPACE) else INDENTATION.sub(b"\n", html)


def reads(request: HttpRequest, names: Iterable[str]) -> None:
    """Say which parameters this answer follows from."""
    request.hub_reads = frozenset(names)  # type: ignore[attr-defined]
