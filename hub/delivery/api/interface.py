"""The operations of the API: built from the registry on django-ninja, once a set of parts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.module_loading import import_string
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from hub.delivery.api.endpoints.changes import changes_view
from hub.delivery.api.endpoints.details import detail_view, slug_view
from hub.delivery.api.endpoints.feeds import feed_detail_view, feed_view
from hub.delivery.api.endpoints.lists import DOCUMENTS, list_view
from hub.delivery.api.endpoints.root import root_view
from hub.delivery.api.endpoints.schemas import schema_view, schemas_view
from hub.delivery.api.endpoints.search import search_view
from hub.delivery.api.endpoints.vocabularies import locales_view, places_view, topics_view
from hub.delivery.api.openapi import operations
from hub.delivery.api.openapi.documentation import answer_docs, answer_openapi
from hub.delivery.api.problems import ProblemError, refused, response_of, unknown
from hub.delivery.feeds import DETAIL_FORMATS, FORMATS
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Endpoints, Kind, Part
from hub.publication.query import Problem

DESCRIPTION: Final = (
    "Everything public in this hub, for other websites: events, news, organisations and more. "
    "Reading needs no key and no cookie. What stands in version 1 stays: fields are added, never "
    "renamed or removed."
)
ALL: Final = "All kinds"
HUB: Final = "This hub"


@dataclass(frozen=True, eq=False)
class Interface:
    """The API of one set of parts."""

    ninja: NinjaAPI
    patterns: list[URLPattern | URLResolver]


def interface() -> Interface:
    """Return the API of the parts that exist now; the same object while they stay the same."""
    return _interface(tuple(one.key for one in registry.owned(Part)))


@cache
def _interface(keys: tuple[str, ...]) -> Interface:
    api = NinjaAPI(
        title="Engagement Hub",
        version="1",
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
    )
    _handle_errors(api)
    _add_machinery(api)
    for kind in (*registry.kinds(), None):
        _add_lists(api, kind)
        _add_details(api, kind)
    for one in registry.owned(Endpoints):
        router = import_string(one.part.router)
        api.add_router(f"/{one.part.prefix}", router, tags=[str(one.owner.verbose_name)])
    return Interface(api, api.urls[0])


def _add(
    api: NinjaAPI, path: str, view: Callable[..., HttpResponse], tag: str, extra: Mapping[str, Any]
) -> None:
    details = dict(extra)
    api.default_router.add_api_operation(
        path,
        ["GET"],
        view,
        operation_id=details["operationId"],
        url_name=details["operationId"],
        summary=details["summary"],
        tags=[tag],
        openapi_extra=details,
    )


def _add_machinery(api: NinjaAPI) -> None:
    def openapi_view(request: HttpRequest) -> HttpResponse:
        return answer_openapi(request, api)

    def docs_view(request: HttpRequest) -> HttpResponse:
        return answer_docs(request, api)

    for path, view, extra in (
        ("/", root_view, operations.ROOT),
        ("/openapi.json", openapi_view, operations.OPENAPI),
        ("/docs", docs_view, operations.DOCS),
        ("/schemas/", schemas_view, operations.SCHEMAS),
        ("/schemas/{kind}.json", schema_view, operations.SCHEMA),
        ("/changes", changes_view, operations.CHANGES),
        ("/search", search_view, operations.search()),
        ("/topics", topics_view, operations.TOPICS),
        ("/places", places_view, operations.PLACES),
        ("/locales", locales_view, operations.LOCALES),
    ):
        _add(api, path, view, HUB, extra)


def _add_lists(api: NinjaAPI, kind: Kind | None) -> None:
    plural, tag = (kind.plural, kind.plural.capitalize()) if kind else (DOCUMENTS, ALL)
    _add(api, f"/{plural}", list_view(kind), tag, operations.listing(kind))
    for one in FORMATS:
        if one.serves(kind):
            extra = operations.feed(kind, one)
            _add(api, f"/{plural}{one.suffix}", feed_view(kind, one), tag, extra)


def _add_details(api: NinjaAPI, kind: Kind | None) -> None:
    plural, tag = (kind.plural, kind.plural.capitalize()) if kind else (DOCUMENTS, ALL)
    if kind:
        extra = operations.by_slug(kind)
        _add(api, f"/{plural}/by-slug/{{slug}}", slug_view(kind), tag, extra)
    for one in DETAIL_FORMATS:
        if one.serves(kind):
            path = f"/{plural}/{{document_id}}{one.suffix}"
            extra = operations.feed_detail(kind, one)
            _add(api, path, feed_detail_view(kind, one), tag, extra)
    _add(api, f"/{plural}/{{document_id}}", detail_view(kind), tag, operations.detail(kind))


def _handle_errors(api: NinjaAPI) -> None:
    """Make a capability's own endpoints answer in the same shape as ours."""
    api.add_exception_handler(ProblemError, lambda request, error: response_of(error))
    api.add_exception_handler(
        Http404, lambda request, error: response_of(unknown(str(error) or "There is nothing here."))
    )
    api.add_exception_handler(
        HttpError,
        lambda request, error: response_of(ProblemError(error.status_code, str(error))),
    )
    api.add_exception_handler(ValidationError, _not_understood)


def _not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    problems = [
        Problem(".".join(str(part) for part in one["loc"][1:]), str(one["msg"]))
        for one in error.errors
    ]
    return response_of(refused(*problems))
