"""oEmbed (https://oembed.com, version 1.0): a pasted address of the portal becomes a frame."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from django.http import HttpRequest, HttpResponse

from hub.delivery.api.parameters import Parameters, read_parameters, single, whole_number
from hub.delivery.api.problems import ProblemError, refused, unknown
from hub.delivery.api.respond import JSON, Content, respond, tag_of_bytes
from hub.delivery.api.sites import is_on, site_for
from hub.delivery.embeds.choice import Choice, dict_of
from hub.delivery.embeds.lines import frame, name
from hub.delivery.embeds.setting import words_of
from hub.delivery.portal.frame import facts_of
from hub.delivery.portal.rows import FoundDocument, at
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.document import serialise
from hub.publication.query import Problem, QueryError, SiteFacts, parse

XML: Final = "text/xml; charset=utf-8"
WIDTH: Final = 640
SIZE_MAXIMUM: Final = 100_000
LIMIT: Final = "5"
AGE_SECONDS: Final = 3600


def oembed_view(request: HttpRequest) -> HttpResponse:
    """Answer the frame for one of our public addresses.

    404 for any other, and for pages behind a password: nobody learns here whether there are some,
    so that the 401 of the specification is never given. 501 for a format that we do not speak.
    Parameters that we do not know are passed over: consumers send their own (WordPress `dnt`).
    """
    site = site_for(request)
    parameters = read_parameters(request)
    form = single(parameters, "format", "json")
    if form not in {"json", "xml"}:
        raise ProblemError(HTTPStatus.NOT_IMPLEMENTED, "format: json or xml")
    url = single(parameters, "url", "")
    if not url:
        raise refused(Problem("url", "is missing: the address of a page of this hub"))
    width, height = (
        whole_number(parameters, f"max{one}", SIZE_MAXIMUM, 1, SIZE_MAXIMUM)
        for one in ("width", "height")
    )
    made = _described(_chosen(site, url, request.get_host()), width, height)
    body = serialise(made).encode() if form == "json" else _xml(made)
    media_type = JSON if form == "json" else XML
    return respond(request, Content(body=body, tag=tag_of_bytes(body), media_type=media_type))


def _described(choice: Choice, width: int, height: int) -> dict[str, Any]:
    size = {"width": min(WIDTH, width), "height": min(choice.height, height)}
    facts = choice.site.facts
    return {
        "version": "1.0",
        "type": "rich",
        "title": name(choice),
        "provider_name": facts["name"],
        "provider_url": f"{facts['url']}/",
        "cache_age": AGE_SECONDS,
        "html": frame(choice, **size),
        **size,
    }


def _xml(made: Mapping[str, Any]) -> bytes:
    root = ET.Element("oembed")
    for key, value in made.items():
        ET.SubElement(root, key).text = str(value)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _chosen(site: SiteFacts, url: str, host: str) -> Choice:
    """Return what stands at an address of the portal. Raises ProblemError 404."""
    nothing = unknown("url: there is no public page of this hub at this address.")
    try:
        parts = urlsplit(url)
        query = parse_qs(parts.query, max_num_fields=100)
    except ValueError:
        raise nothing from None
    hosts = {site.facts["host"], host}
    if parts.scheme not in {"http", "https"} or parts.netloc not in hosts:
        raise nothing
    locale, _slash, path = unquote(parts.path).removeprefix("/").partition("/")
    if locale not in site.locales or "\x00" in path:
        raise nothing
    found = at(site, path, locale)
    if isinstance(found, FoundDocument):
        choice = _of_row(site, locale, found, query)
    else:
        kind = registry.kind_by_plural(path.removesuffix("/"))
        if found is not None or kind is None or kind.index_page is None:
            raise nothing
        choice = _of_list(site, locale, kind, query)
    if not is_on(site, registry.capability_of(choice.kind.name)):
        raise nothing
    try:
        parse({**dict_of(choice.query), "locale": [locale]}, [choice.kind], site)
    except QueryError:
        raise nothing from None
    return choice


def _of_row(site: SiteFacts, locale: str, found: FoundDocument, query: Parameters) -> Choice:
    facts = facts_of(found.document)
    listed = registry.kind(facts.get("lists") or "")
    if listed is not None:
        return _of_list(site, locale, listed, {**query, **parse_qs(facts.get("lists_query", ""))})
    kind = registry.kind(found.document["kind"])
    if kind is None:
        raise unknown("url: there is no public page of this hub at this address.")
    return Choice(site, kind, locale, {"ids": [found.document["id"]], "limit": ["1"]})


def _of_list(site: SiteFacts, locale: str, kind: Kind, query: Parameters) -> Choice:
    own = {"locale", "fallback", "limit"}
    known = [one for one in words_of(kind) if one in query and one not in own]
    return Choice(site, kind, locale, {**{one: query[one] for one in known}, "limit": [LIMIT]})
