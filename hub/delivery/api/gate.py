"""The API's outer wall: finds the operation, knows every method, answers errors as problems."""

from functools import lru_cache
from http import HTTPStatus
from typing import Final

import structlog
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import Resolver404, ResolverMatch, URLResolver
from django.urls.resolvers import RegexPattern

from hub.delivery.api.endpoints.feeds import formats_of
from hub.delivery.api.interface import Interface, interface
from hub.delivery.api.parameters import PATH_MAXIMUM_BYTES
from hub.delivery.api.problems import ProblemError, response_of, unknown
from hub.delivery.api.respond import protect
from hub.delivery.api.sites import is_on, site_for
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Endpoints, Owned
from hub.kernel.patience import is_cut

log = structlog.get_logger(__name__)

PREFIX: Final = "/api/v1"
READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
ALLOWED_HEADERS: Final = (
    "If-None-Match, If-Modified-Since, Content-Type, Authorization, Idempotency-Key"
)
DAY_SECONDS: Final = "86400"


def answer(request: HttpRequest) -> HttpResponse:
    """Answer any request below `/api/v1`. Never raises."""
    try:
        response = _answer(request)
    except ProblemError as error:
        response = response_of(error)
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError):
        response = response_of(
            ProblemError(HTTPStatus.BAD_REQUEST, "The request is not proper HTTP.")
        )
    except OperationalError as error:
        log.warning("api.database_lost", error=type(error.__cause__).__name__)
        response = response_of(unavailable(error))
    except Exception:
        log.exception("api.failed", path=request.path_info[:200])
        response = response_of(
            ProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, "This is our mistake. We have noted it.")
        )
    protect(response)
    return response


def unavailable(error: OperationalError) -> ProblemError:
    """Return the problem for a database that does not answer, or not soon enough."""
    text = "The database cannot be reached. Please try again in a moment."
    if is_cut(error):
        text = "This question takes too long to answer. Please ask for less, or try again later."
    return ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, text, headers={"Retry-After": "5"})


def _answer(request: HttpRequest) -> HttpResponse:
    path = request.path_info
    if len(path) > PATH_MAXIMUM_BYTES:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "The address is too long.")
    found = _resolve(path.removeprefix(PREFIX))
    if isinstance(found, str):
        return _moved(request, found)
    _refuse_switched_off(request, found.route)
    method = request.method or ""
    if method == "OPTIONS":
        return _options(request, found)
    if method == "HEAD":
        request.method = "GET"
    response = _read(request, found) if method in READS else _write(request, found)
    if method == "HEAD":
        # The headers stay, Content-Length too: they are those of GET.
        request.method, response.content = method, b""
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = _allowed(response)
        raise ProblemError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            f"This address does not understand {method[:20]}. It understands {allowed}.",
            headers={"Allow": allowed},
        )
    return response


def _read(request: HttpRequest, found: ResolverMatch) -> HttpResponse:
    response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return response


def _write(request: HttpRequest, found: ResolverMatch) -> HttpResponse:
    """Let an operation of a part write all or, where its answer is an error, nothing."""
    if not _part_of(found.route):
        # The machinery's own operations only read: this is answered without the database.
        return _read(request, found)
    with transaction.atomic():
        response = _read(request, found)
        transaction.set_rollback(response.status_code >= HTTPStatus.BAD_REQUEST)
        return response


@lru_cache(maxsize=4096)
def _match(path: str, of: Interface) -> ResolverMatch:
    return URLResolver(RegexPattern(r"^/"), of.patterns).resolve(path)


def _resolve(path: str) -> ResolverMatch | str:
    """Return the operation, or the path to which this one has moved. Raises ProblemError 404."""
    try:
        return _match(path, interface())
    except Resolver404:
        pass
    moved = f"{path}/" if path in {"", "/schemas"} else path.rstrip("/")
    if moved != path:
        try:
            _match(moved, interface())
        except Resolver404:
            pass
        else:
            return moved
    raise unknown(_hint(path))


def _hint(path: str) -> str:
    """Say what is near a wrong address: the formats of a list that lacks this one."""
    plural, dot, _suffix = path.removeprefix("/").partition(".")
    kind = registry.kind_by_plural(plural)
    if dot and kind:
        return f"{plural} do not come in this format. They come as {formats_of(kind)}."
    return "There is nothing at this address. /api/v1/ lists what there is."


def _moved(request: HttpRequest, path: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    location = f"{PREFIX}{path}" + (f"?{query}" if query else "")
    return HttpResponse(status=HTTPStatus.PERMANENT_REDIRECT, headers={"Location": location})


def _refuse_switched_off(request: HttpRequest, route: str) -> None:
    one = _part_of(route)
    if one and not is_on(site_for(request), one.owner.label):
        raise unknown("This website does not offer this.")


def _part_of(route: str) -> Owned[Endpoints] | None:
    """Return the part whose operation stands at a route, or None."""
    for one in registry.owned(Endpoints):
        if route == one.part.prefix or route.startswith(f"{one.part.prefix}/"):
            return one
    return None


def _options(request: HttpRequest, found: ResolverMatch) -> HttpResponse:
    response = found.func(request, *found.args, **found.kwargs)
    allowed = _allowed(response)
    headers = {
        "Allow": allowed,
        "Access-Control-Allow-Methods": allowed,
        "Access-Control-Allow-Headers": ALLOWED_HEADERS,
        "Access-Control-Max-Age": DAY_SECONDS,
    }
    response = HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)
    del response["Content-Type"]
    return response


def _allowed(response: HttpResponse) -> str:
    methods = {one.strip() for one in response.headers.get("Allow", "").split(",")}
    if "GET" in methods:
        methods.add("HEAD")
    return ", ".join(sorted({*methods, "OPTIONS"} - {""}))
