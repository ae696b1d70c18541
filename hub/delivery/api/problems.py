"""Errors as other websites read them: RFC 9457 problem details that name each parameter."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpResponse

from hub.kernel.documents.document import serialise
from hub.publication.query import Problem, QueryError

MEDIA_TYPE: Final = "application/problem+json"


class ProblemError(Exception):
    """The request is answered with a problem. `more` are extra members, e.g. a tombstone."""

    def __init__(
        self,
        status: int,
        detail: str,
        problems: Iterable[Problem] = (),
        *,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.problems = status, detail, tuple(problems)
        self.headers, self.more = dict(headers or {}), dict(more or {})


def refused(*problems: Problem) -> ProblemError:
    """Return the error for parameters that were not understood."""
    detail = "; ".join(f"{one.parameter}: {one.message}" for one in problems)
    return ProblemError(HTTPStatus.BAD_REQUEST, detail, problems)


def refused_query(error: QueryError) -> ProblemError:
    """Return the error for a query that was not understood."""
    return refused(*error.problems)


def unknown(detail: str) -> ProblemError:
    """Return the error for an address behind which there is nothing."""
    return ProblemError(HTTPStatus.NOT_FOUND, detail)


def response_of(error: ProblemError) -> HttpResponse:
    """Return the problem as a response: `type`, `title`, `status`, `detail`, `errors`."""
    status = HTTPStatus(error.status)
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": error.detail,
        "errors": [{"parameter": one.parameter, "message": one.message} for one in error.problems],
        **error.more,
    }
    headers = {"Cache-Control": "no-store", **error.headers}
    return HttpResponse(
        serialise(body).encode(errors="replace"),
        status=status.value,
        content_type=MEDIA_TYPE,
        headers=headers,
    )
