"""One document, by its id or by its slug."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path

from hub.delivery.api.endpoints.lists import kinds_for
from hub.delivery.api.parameters import Parameters, language, read_parameters, refuse_unknown
from hub.delivery.api.problems import ProblemError, refused, unknown
from hub.delivery.api.respond import Content, respond, tag_of
from hub.delivery.api.sites import site_for
from hub.delivery.api.sparse import read_fields, sparse
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.document import utc
from hub.publication.query import Problem, Row, SiteFacts
from hub.publication.reading.documents import Tombstone, find, find_by_slug

DetailView = Callable[..., HttpResponse]
SLUG_MAXIMUM: Final = 255
LANGUAGE_AND_FIELDS: Final = ("locale", "fallback", "fields")
DESCRIPTION_OF_ID: Final[dict[str, Any]] = {
    "description": "The id, the same in all languages",
    "example": "0198c0de-0000-7000-8000-000000000001",
}


def detail_view(kind: Kind | None) -> DetailView:
    """Return the view of one document by its id."""

    def view(
        request: HttpRequest,
        document_id: Annotated[str, Path(**DESCRIPTION_OF_ID)],
    ) -> HttpResponse:
        site, parameters = start(request, kind, LANGUAGE_AND_FIELDS)
        row = by_id(site, kind, document_id, parameters)
        return _answer(request, kind, parameters, row)

    return view


def slug_view(kind: Kind) -> DetailView:
    """Return the view of one document by its slug in any of its languages."""

    def view(
        request: HttpRequest,
        slug: Annotated[str, Path(description="The last part of its address")],
    ) -> HttpResponse:
        site, parameters = start(request, kind, LANGUAGE_AND_FIELDS)
        locale, fallback = language(parameters, site)
        if "\x00" in slug or len(slug) > SLUG_MAXIMUM:
            raise refused(Problem("slug", "is not a slug: letters, figures and hyphens"))
        found = find_by_slug(site, slug, locale, kind=kind.name, fallback=fallback)
        row = _public(found, f"{kind.plural} with the slug '{slug[:80]}'", locale, fallback)
        return _answer(request, kind, parameters, row)

    return view


def by_id(site: SiteFacts, kind: Kind | None, text: str, parameters: Parameters) -> Row:
    """Return the row of that id. Raises ProblemError 400, 404, or 410 with the tombstone."""
    locale, fallback = language(parameters, site)
    try:
        document_id = UUID(text)
    except ValueError:
        message = f"'{text[:80]}' is not an id (a UUID)"
        raise refused(Problem("id", message.replace("\x00", "\\0"))) from None
    name = kind.name if kind else None
    found = find(site, document_id, locale, kind=name, fallback=fallback)
    plural = kind.plural if kind else "documents"
    return _public(found, f"{plural} with the id {document_id}", locale, fallback)


def start(
    request: HttpRequest, kind: Kind | None, known: Sequence[str]
) -> tuple[SiteFacts, Parameters]:
    """Return site and parameters of a request for one document. Raises ProblemError 400 or 404."""
    site = site_for(request)
    kinds_for(site, kind)
    parameters = read_parameters(request)
    refuse_unknown(parameters, known)
    return site, parameters


def _public(row: Row | Tombstone | None, what: str, locale: str, fallback: bool) -> Row:
    if isinstance(row, Row):
        return row
    if row is None:
        hint = "" if fallback else f" in the language {locale}; leave out fallback=none for another"
        raise unknown(f"There are no {what}{hint}.")
    tombstone = {
        "deleted": True,
        "id": row.document_id,
        "kind": row.kind,
        "locale": row.locale,
        "sequence": row.sequence,
        "deleted_at": utc(row.deleted_at),
    }
    raise ProblemError(410, "This document is no longer public.", more=tombstone)


def _answer(
    request: HttpRequest, kind: Kind | None, parameters: Parameters, row: Row
) -> HttpResponse:
    fields = parameters.get("fields")
    text, tag = row.text, row.etag
    if fields:
        text = sparse(text, read_fields(fields, [kind] if kind else registry.kinds()))
        tag = tag_of(row.etag, *fields)
    content = Content(
        body=text,
        tag=tag,
        changed_at=row.written_at,
        headers={"Content-Language": row.locale},
    )
    return respond(request, content)
