"""The door: requests that no address of the hub can mean are refused before any work is done.

What follows may then rely on short addresses and on bodies in an encoding for text.
"""

import codecs
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from hub.delivery.api import gate

# The longest path a row can have; its column is as long.
PATH_MAXIMUM_CHARACTERS: Final = 2_000
# Wagtail's tree is at most 63 levels deep (255 characters of path, 4 a level).
SEGMENTS_MAXIMUM: Final = 64
# Browsers send UTF-8 (WHATWG HTML §4.10.21.5); the others stand for scripts that are older.
CHARSETS: Final = {"utf-8", "ascii", "iso8859-1", "cp1252"}


class Door:
    """Middleware, the first of all: 414, 404 or 415 for what can only be an attack or a mistake."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = _refusal(request) or self.get_response(request)
        # Else the web server says its own name.
        response.headers.setdefault("Server", "hub")
        return response


def _refusal(request: HttpRequest) -> HttpResponse | None:
    refused = _refused(request)
    if refused is None:
        return None
    status, text = refused
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")


def _refused(request: HttpRequest) -> tuple[HTTPStatus, str] | None:
    path = request.path_info
    if path.startswith(gate.PREFIX):
        # The API refuses by itself, in its own form.
        return None
    if len(path) > PATH_MAXIMUM_CHARACTERS:
        return HTTPStatus.REQUEST_URI_TOO_LONG, "The address is too long."
    if path.count("/") > SEGMENTS_MAXIMUM:
        return HTTPStatus.NOT_FOUND, "There is nothing at this address."
    if not _is_text(request.content_params):
        text = "Send the form in UTF-8."
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, text
    return None


def _is_text(parameters: dict[str, str] | None) -> bool:
    """Whether the body's charset is one for text: Python's codecs also unpack archives."""
    charset = (parameters or {}).get("charset")
    if charset is None:
        return True
    try:
        return codecs.lookup(charset).name in CHARSETS
    except (LookupError, ValueError):
        return False
