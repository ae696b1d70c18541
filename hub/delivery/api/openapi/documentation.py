"""The documentation page: the OpenAPI document as our own HTML, no script, no third party."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.text import slugify
from ninja import NinjaAPI

from hub.delivery.api.openapi.document import openapi_document
from hub.delivery.api.parameters import read_parameters, refuse_unknown
from hub.delivery.api.respond import Content, respond, tag_of_bytes
from hub.delivery.api.sites import api_url, kinds_on, site_for
from hub.kernel.documents.document import serialise

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def answer_openapi(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """Answer the OpenAPI document of this site."""
    refuse_unknown(read_parameters(request), ())
    body = serialise(openapi_document(api, site_for(request))).encode()
    return respond(request, Content(body=body, tag=tag_of_bytes(body)))


def answer_docs(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """Answer the documentation page."""
    site = site_for(request)
    refuse_unknown(read_parameters(request), ())
    found = openapi_document(api, site)
    dated = next((one.plural for one in kinds_on(site) if one.order == "dates"), "")
    context = {
        "api": found,
        "site": site.facts,
        "url": api_url(site),
        "events": dated,
        "groups": groups(found),
    }
    body = render_to_string("delivery/api_docs.html", context).encode()
    content = Content(
        body=body,
        tag=tag_of_bytes(body),
        media_type="text/html; charset=utf-8",
        headers={"Content-Security-Policy": POLICY, "Content-Language": "en"},
    )
    return respond(request, content)


def groups(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return [{title, anchor, operations}] in the order of the document, for the template."""
    by_tag: dict[str, list[dict[str, Any]]] = {}
    for path, item in found["paths"].items():
        for method, one in item.items():
            tag = one.get("tags", ["Other"])[0]
            by_tag.setdefault(tag, []).append(_operation(path, method, one))
    return [
        {"title": tag, "anchor": slugify(tag), "operations": one} for tag, one in by_tag.items()
    ]


def _operation(path: str, method: str, one: dict[str, Any]) -> dict[str, Any]:
    parameters = [_parameter(each) for each in one.get("parameters", ())]
    return {
        "method": method.upper(),
        "path": path,
        "anchor": one["operationId"],
        "summary": one.get("summary", ""),
        "description": one.get("description", ""),
        "parameters": parameters,
        "answers": [
            {
                "status": status,
                "description": each["description"],
                "types": list(each.get("content", {})),
            }
            for status, each in one["responses"].items()
        ],
    }


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    schema = one["schema"]
    inner = schema.get("items", schema)
    example = one.get("example")
    return {
        "name": one["name"],
        "description": one.get("description", ""),
        "is_required": one.get("required", False),
        "values": [] if one["name"] == "fields" else inner.get("enum", []),
        "default": json.dumps(schema["default"]).strip('"') if "default" in schema else "",
        "example": ",".join(example) if isinstance(example, list) else example,
    }
