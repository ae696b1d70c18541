"""JSON Schemas of the documents, one file a kind."""

from django.http import HttpRequest, HttpResponse

from hub.delivery.api.parameters import read_parameters, refuse_unknown
from hub.delivery.api.problems import unknown
from hub.delivery.api.respond import Content, respond, tag_of_bytes
from hub.delivery.api.sites import api_url, kinds_on, site_for
from hub.kernel.documents.document import VERSION, serialise
from hub.kernel.documents.schema import document_schema

MEDIA_TYPE = "application/schema+json"


def schemas_view(request: HttpRequest) -> HttpResponse:
    """Answer which schemas there are."""
    site = site_for(request)
    refuse_unknown(read_parameters(request), ())
    items = [
        {"kind": one.name, "version": VERSION, "url": f"{api_url(site)}/schemas/{one.name}.json"}
        for one in kinds_on(site)
    ]
    body = serialise({"items": items}).encode()
    return respond(request, Content(body=body, tag=tag_of_bytes(body)))


def schema_view(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer the schema of one kind's documents."""
    site = site_for(request)
    refuse_unknown(read_parameters(request), ())
    found = next((one for one in kinds_on(site) if one.name == kind), None)
    if found is None:
        raise unknown(f"There is no kind '{kind[:80]}' here.".replace("\x00", "\\0"))
    schema = {"$id": f"{api_url(site)}/schemas/{kind}.json", **document_schema(found)}
    body = serialise(schema).encode()
    content = Content(body=body, tag=tag_of_bytes(body), media_type=MEDIA_TYPE)
    return respond(request, content)
