"""The search over all kinds: ranked, with the words marked, and what it could be narrowed by."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.http import HttpRequest, HttpResponse

from hub.delivery.api.freshness import newest_change
from hub.delivery.api.parameters import Parameters, read_parameters, with_cursor
from hub.delivery.api.problems import refused, refused_query
from hub.delivery.api.respond import Content, respond, tag_of
from hub.delivery.api.sites import api_url, kinds_on, site_for
from hub.delivery.api.sparse import read_fields, texts_of
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.document import serialise
from hub.publication.query import Problem, QueryError, Selection, SiteFacts, parse
from hub.publication.query.order import RANK
from hub.publication.reading.documents import rows_of
from hub.publication.search import Hit, engine

OWN: Final = ("kind", "fields")


def search_view(request: HttpRequest) -> HttpResponse:
    """Answer what has the words of `q`, the best first."""
    site = site_for(request)
    parameters = read_parameters(request)
    selection = _selection(parameters, site)
    fields = parameters.get("fields")
    names = read_fields(fields, registry.kinds())
    result = engine().search(selection)
    rows = rows_of(site, [(one.document_id, one.locale) for one in result.hits], selection.locale)
    shown = [one for one in result.hits if (one.document_id, one.locale) in rows]
    documents = texts_of([rows[one.document_id, one.locale] for one in shown], names)
    next_url = None
    if result.next_cursor:
        query = with_cursor(parameters, "cursor", result.next_cursor)
        next_url = f"{api_url(site)}/search?{query}"
    rest = {
        "next": next_url,
        **({"total": result.total} if selection.has_count else {}),
        "facets": result.facets,
        "engine": engine().name,
        "suggestion": result.suggestion,
    }
    items = b",".join(
        b'{"document":%b,%b' % (text, _about(hit)[1:])
        for text, hit in zip(documents, shown, strict=True)
    )
    end = serialise(rest)[1:].encode()
    tags = [row.etag for row in rows.values()]
    content = Content(
        body=b'{"items":[%b],%b' % (items, end),
        tag=tag_of(*tags, end.decode(), str(shown), *(fields or ())),
        changed_at=newest_change(),
        headers={"Link": f'<{next_url}>; rel="next"'} if next_url else {},
    )
    return respond(request, content)


def _about(hit: Hit) -> bytes:
    return serialise({"score": hit.score, "highlights": dict(hit.highlights)}).encode()


def _selection(parameters: Parameters, site: SiteFacts) -> Selection:
    """Return what is asked for. Raises ProblemError 400."""
    kinds = kinds_on(site)
    try:
        selection = parse(parameters, kinds, site, reserved=OWN, sort=RANK)
    except QueryError as error:
        raise refused_query(error) from None
    if not selection.text:
        raise refused(Problem("q", "is missing: say what to search for"))
    return replace(selection, only=_only(parameters.get("kind", ()), kinds))


def _only(wanted: Sequence[str], kinds: Sequence[Kind]) -> tuple[str, ...]:
    known = [one.name for one in kinds]
    for name in wanted:
        if name not in known:
            message = f"'{name[:80]}' is not one of {', '.join(known)}"
            raise refused(Problem("kind", message))
    return tuple(dict.fromkeys(wanted))
