"""Lists: one page of documents as they are stored, joined without being read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from hub.delivery.api.freshness import newest_change
from hub.delivery.api.parameters import Parameters, read_parameters, with_cursor
from hub.delivery.api.problems import refused_query
from hub.delivery.api.respond import Content, respond, tag_of
from hub.delivery.api.sites import api_url, kinds_on, require, site_for
from hub.delivery.api.sparse import read_fields, texts_of
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.document import moment, serialise
from hub.publication.query import QueryError, Result, Selection, SiteFacts, parse, run

View = Callable[[HttpRequest], HttpResponse]
DOCUMENTS: Final = "documents"


@dataclass(frozen=True)
class Asked:
    """One request for a list, understood."""

    site: SiteFacts
    kinds: Sequence[Kind]
    parameters: Parameters
    selection: Selection
    path: str

    def url(self) -> str:
        """Return the list's own address, parameters included."""
        query = urlencode(self.parameters, doseq=True)
        return f"{api_url(self.site)}/{self.path}" + (f"?{query}" if query else "")

    def next_url(self, result: Result) -> str | None:
        """Return the address of the next page, or None on the last."""
        if result.next_cursor is None:
            return None
        query = with_cursor(self.parameters, "cursor", result.next_cursor)
        return f"{api_url(self.site)}/{self.path}?{query}"


def kinds_for(site: SiteFacts, kind: Kind | None) -> Sequence[Kind]:
    """Return the kinds of a list. Raises ProblemError 404 where its kind is switched off."""
    if kind is None:
        return kinds_on(site)
    require(site, kind)
    return (kind,)


def ask(
    request: HttpRequest,
    kind: Kind | None,
    *,
    suffix: str = "",
    reserved: Sequence[str] = (),
    defaults: Mapping[str, str] | None = None,
    limit_maximum: int = 100,
    kinds: Callable[[SiteFacts, Kind | None], Sequence[Kind]] = kinds_for,
) -> Asked:
    """Return what the request asks for. Raises ProblemError 400 or 404."""
    site = site_for(request)
    offered = kinds(site, kind)
    parameters = read_parameters(request)
    given = {**{name: [value] for name, value in (defaults or {}).items()}, **parameters}
    try:
        selection = parse(given, offered, site, reserved=reserved, limit_maximum=limit_maximum)
    except QueryError as error:
        raise refused_query(error) from None
    path = f"{kind.plural if kind else DOCUMENTS}{suffix}"
    return Asked(site, offered, parameters, selection, path)


def list_view(kind: Kind | None) -> View:
    """Return the view that lists a kind, or all kinds together."""

    def view(request: HttpRequest) -> HttpResponse:
        asked = ask(request, kind, reserved=("fields",))
        fields = asked.parameters.get("fields")
        names = read_fields(fields, [kind] if kind else registry.kinds())
        result = run(asked.selection)
        next_url = asked.next_url(result)
        end = f'"next":{serialise(next_url)}'
        if result.total is not None:
            end += f',"total":{result.total}'
        if asked.selection.order.is_by_date:
            starts = [row.starts_at and moment(row.starts_at) for row in result.rows]
            end += f',"starts_at":{serialise(starts)}'
        items = b",".join(texts_of(result.rows, names))
        tags = [row.etag for row in result.rows]
        content = Content(
            body=b'{"items":[%b],%b}' % (items, end.encode()),
            tag=tag_of(*tags, end, *(fields or ())),
            changed_at=newest_change(),
            headers={"Link": f'<{next_url}>; rel="next"'} if next_url else {},
        )
        return respond(request, content)

    return view
