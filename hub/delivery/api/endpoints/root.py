"""The API's first page: what this hub is, which kinds it offers, where to read on."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from hub.delivery.api.parameters import read_parameters, refuse_unknown
from hub.delivery.api.respond import Content, respond, tag_of_bytes
from hub.delivery.api.sites import api_url, kinds_on, site_for
from hub.kernel.documents.document import serialise
from hub.publication.reading.listen import latest_sequence

LINKS = {
    "documents": "/documents",
    "changes": "/changes",
    "search": "/search",
    "topics": "/topics",
    "places": "/places",
    "locales": "/locales",
    "schemas": "/schemas/",
    "openapi": "/openapi.json",
    "docs": "/docs",
}


def root_view(request: HttpRequest) -> HttpResponse:
    """Answer name, languages, kinds, licence, links and the newest sequence."""
    site = site_for(request)
    refuse_unknown(read_parameters(request), ())
    base = api_url(site)
    with translation.override(site.default_locale):
        kinds = [
            {
                "key": one.name,
                "plural": one.plural,
                "title": str(one.title_plural),
                "url": f"{base}/{one.plural}",
            }
            for one in kinds_on(site)
        ]
    body = serialise(
        {
            "name": site.facts["name"],
            "default_locale": site.default_locale,
            "locales": site.locales,
            "kinds": kinds,
            "licence": site.facts["licence"],
            "latest_sequence": latest_sequence(),
            "links": {name: f"{base}{path}" for name, path in LINKS.items()},
        }
    ).encode()
    return respond(request, Content(body=body, tag=tag_of_bytes(body)))
