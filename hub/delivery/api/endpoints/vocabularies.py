"""The vocabularies that filters take their values from, with how many documents use each."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from hub.delivery.api.freshness import newest_change
from hub.delivery.api.parameters import language, read_parameters, refuse_unknown
from hub.delivery.api.respond import Content, respond, tag_of_bytes
from hub.delivery.api.sites import site_for
from hub.kernel.documents.document import serialise
from hub.publication.query import SiteFacts
from hub.publication.reading.vocabularies import locales, places, topics


def topics_view(request: HttpRequest) -> HttpResponse:
    """Answer the topics in the wanted language."""
    return _answer(request, topics)


def places_view(request: HttpRequest) -> HttpResponse:
    """Answer the places that public documents name."""
    return _answer(request, places)


def locales_view(request: HttpRequest) -> HttpResponse:
    """Answer the languages of this website."""
    site = site_for(request)
    refuse_unknown(read_parameters(request), ())
    return _respond(request, locales(site))


def _answer(
    request: HttpRequest, read: Callable[[SiteFacts, str], list[dict[str, Any]]]
) -> HttpResponse:
    site = site_for(request)
    parameters = read_parameters(request)
    refuse_unknown(parameters, ("locale",))
    locale, _fallback = language(parameters, site)
    return _respond(request, read(site, locale))


def _respond(request: HttpRequest, items: list[dict[str, Any]]) -> HttpResponse:
    body = serialise({"items": items}).encode()
    content = Content(body=body, tag=tag_of_bytes(body), changed_at=newest_change())
    return respond(request, content)
