"""The embeds' outer wall: knows its addresses and two methods, answers every error in plain text.

Like the API's, it stands before sessions, cookies and languages: nothing here needs them.
"""

from http import HTTPStatus
from typing import Final

import structlog
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, URLResolver
from django.urls.resolvers import RegexPattern

from hub.delivery.api.gate import unavailable
from hub.delivery.api.parameters import PATH_MAXIMUM_BYTES
from hub.delivery.api.problems import ProblemError
from hub.delivery.api.respond import protect

log = structlog.get_logger(__name__)

PREFIXES: Final = ("/embed/", "/oembed")
ALLOWED: Final = "GET, HEAD, OPTIONS"


def is_ours(path: str) -> bool:
    """Whether an address is one of the embeds'."""
    return path.startswith(PREFIXES)


def answer(request: HttpRequest) -> HttpResponse:
    """Answer any request for an embed. Never raises."""
    try:
        response = _answer(request)
    except ProblemError as error:
        response = plain(error)
    except SuspiciousOperation:
        response = plain(ProblemError(HTTPStatus.BAD_REQUEST, "The request is not proper HTTP."))
    except OperationalError as error:
        log.warning("embeds.database_lost", error=type(error.__cause__).__name__)
        response = plain(unavailable(error))
    except Exception:
        log.exception("embeds.failed", path=request.path_info[:200])
        text = "This is our mistake. We have noted it."
        response = plain(ProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, text))
    protect(response)
    return response


def plain(error: ProblemError) -> HttpResponse:
    """Return an error as a line of text: it may stand in a page of somebody else."""
    headers = {"Cache-Control": "no-store", **error.headers}
    return HttpResponse(
        f"{error.detail}\n".encode(errors="replace"),
        status=int(error.status),
        content_type="text/plain; charset=utf-8",
        headers=headers,
    )


def _answer(request: HttpRequest) -> HttpResponse:
    if len(request.path_info) > PATH_MAXIMUM_BYTES:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "The address is too long.")
    found = _resolve(request.path_info)
    method = request.method or ""
    if method == "OPTIONS":
        headers = {"Allow": ALLOWED, "Access-Control-Allow-Methods": ALLOWED}
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)
    if method not in {"GET", "HEAD"}:
        detail = f"This address does not understand {method[:20]}. It understands {ALLOWED}."
        headers = {"Allow": ALLOWED}
        raise ProblemError(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers=headers)
    response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    if method == "HEAD":
        # The headers stay, Content-Length too: they are those of GET.
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    return response


def _resolve(path: str) -> ResolverMatch:
    # The views import what the gate stands in front of.
    from hub.delivery.embeds.urls import urlpatterns

    try:
        return URLResolver(RegexPattern(r"^/"), urlpatterns).resolve(path)
    except Resolver404:
        detail = "There is nothing at this address. docs/embeds.md lists what there is."
        raise ProblemError(HTTPStatus.NOT_FOUND, detail) from None
