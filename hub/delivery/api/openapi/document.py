"""The OpenAPI 3.1 document of one site: what it really offers, with its documents' schemas."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from django.utils import translation
from ninja import NinjaAPI

from hub.delivery.api.sites import api_url, is_on, kinds_on
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Endpoints, Kind
from hub.kernel.documents.schema import (
    MOMENT,
    PLACE,
    URL,
    array,
    closed,
    document_schema,
    nullable,
    text,
)
from hub.publication.query import SiteFacts

COUNTED: Final = {"type": "integer", "minimum": 0}
TOMBSTONE: Final = {
    "id": text(format="uuid"),
    "kind": text(),
    "locale": text(),
    "sequence": COUNTED,
    "deleted_at": MOMENT,
}
ERRORS: Final = array(closed({"parameter": text(), "message": text()}))
PROBLEM: Final = {
    "type": text(),
    "title": text(),
    "status": {"type": "integer"},
    "detail": text(),
    "errors": ERRORS,
}


def openapi_document(api: NinjaAPI, site: SiteFacts) -> dict[str, Any]:
    """Return the description of what this site offers."""
    kinds = kinds_on(site)
    off = tuple(one.name for one in registry.kinds() if one not in kinds)
    return json.loads(
        _text(
            api,
            off,
            tuple(site.locales),
            site.default_locale,
            api_url(site),
            _prefixes_off(site),
        )
    )


def _prefixes_off(site: SiteFacts) -> tuple[str, ...]:
    owned = registry.owned(Endpoints)
    return tuple(one.part.prefix for one in owned if not is_on(site, one.owner.label))


@lru_cache(maxsize=16)
def _text(
    api: NinjaAPI,
    off: tuple[str, ...],
    locales: tuple[str, ...],
    default_locale: str,
    url: str,
    prefixes_off: tuple[str, ...],
) -> str:
    kinds = [one for one in registry.kinds() if one.name not in off]
    gone = [f"/{one.plural}" for one in registry.kinds() if one.name in off]
    gone += [f"/{prefix}" for prefix in prefixes_off]
    with translation.override("en"):
        found = dict(api.get_openapi_schema(path_prefix=""))
        found["paths"] = {
            path: item for path, item in found["paths"].items() if not _is_below(path, gone)
        }
        found["servers"] = [{"url": url}]
        own = (found.get("components") or {}).get("schemas") or {}
        found["components"] = {
            **(found.get("components") or {}),
            "schemas": {**own, **schemas(kinds)},
        }
        plain = json.loads(json.dumps(found, default=str))
    for item in plain["paths"].values():
        for operation in item.values():
            for one in operation.get("parameters", ()):
                _complete(one, locales, default_locale)
    return json.dumps(plain, ensure_ascii=False)


def _is_below(path: str, gone: list[str]) -> bool:
    return any(path == one or path.startswith((f"{one}/", f"{one}.")) for one in gone)


def _complete(described: dict[str, Any], locales: tuple[str, ...], default: str) -> None:
    """Say what only this site knows, and what django-ninja leaves out of an address."""
    place = described["in"], described["name"]
    if place == ("query", "locale"):
        described["schema"] = {"type": "string", "enum": list(locales), "default": default}
        described["example"] = default
    elif place == ("query", "kind"):
        described["schema"]["items"] = {
            "type": "string",
            "enum": [kind.name for kind in registry.kinds()],
        }
    elif place == ("path", "document_id"):
        described["schema"] = text(format="uuid")
    elif place == ("path", "slug"):
        described["schema"] = text(minLength=1, maxLength=255, pattern="^[^\\u0000/]+$")


def schemas(kinds: list[Kind]) -> dict[str, Any]:
    """Return the components: a document and a list a kind, and the shapes of the rest."""
    components: dict[str, Any] = {one.name: _without_dialect(document_schema(one)) for one in kinds}
    refs = [{"$ref": f"#/components/schemas/{one.name}"} for one in kinds]
    components["document"] = {"anyOf": refs or [{"type": "object"}]}
    for name in [*(one.name for one in kinds), "document"]:
        components[f"{name}_list"] = _list(name)
    components["Sparse"] = {
        "type": "object",
        "description": "A document with the fields that were asked for",
        "properties": {"id": text(format="uuid")},
        "required": ["id"],
    }
    components["Changes"] = _changes()
    components["Search"] = _search()
    components["Problem"] = _problem({})
    components["Gone"] = _problem({"deleted": {"const": True}, **TOMBSTONE})
    return {**components, **_vocabularies(), "Root": _root(), "Schemas": _schemas()}


def _without_dialect(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "$schema"}


def _list(name: str) -> dict[str, Any]:
    item = {
        "anyOf": [{"$ref": f"#/components/schemas/{name}"}, {"$ref": "#/components/schemas/Sparse"}]
    }
    found = closed({"items": array(item), "next": nullable(URL)})
    found["properties"]["total"] = {**COUNTED, "description": "with count=true only"}
    found["properties"]["starts_at"] = {
        **array(nullable(MOMENT)),
        "description": "of a list of dates: when the date begins under which each item stands; "
        "null: it has none, and stands at the end",
    }
    return found


def _changes() -> dict[str, Any]:
    present = closed(
        {
            "sequence": COUNTED,
            "deleted": {"const": False},
            "document": {"$ref": "#/components/schemas/document"},
        }
    )
    absent = closed({"deleted": {"const": True}, **TOMBSTONE})
    return closed(
        {
            "items": array({"anyOf": [present, absent]}),
            "next_since": COUNTED,
            "is_complete": {"type": "boolean"},
        }
    )


def _search() -> dict[str, Any]:
    item = closed(
        {
            "document": {
                "anyOf": [
                    {"$ref": "#/components/schemas/document"},
                    {"$ref": "#/components/schemas/Sparse"},
                ]
            },
            "score": {"type": "number"},
            "highlights": {
                "type": "object",
                "properties": {"title": text(), "text": text()},
                "additionalProperties": False,
            },
        }
    )
    counts = {"type": "object", "additionalProperties": COUNTED}
    found = closed(
        {
            "items": array(item),
            "next": nullable(URL),
            "facets": {"type": "object", "additionalProperties": counts},
            "engine": text(),
            "suggestion": nullable(text()),
        }
    )
    found["properties"]["total"] = {**COUNTED, "description": "with count=true only"}
    return found


def _problem(more: Mapping[str, Any]) -> dict[str, Any]:
    return closed({**PROBLEM, **more}, "RFC 9457")


def _vocabularies() -> dict[str, Any]:
    topic = closed({"key": text(), "label": text(), "parent": nullable(text()), "count": COUNTED})
    place = closed({**PLACE["properties"], "count": COUNTED})
    locale = closed(
        {"code": text(), "name": text(), "is_default": {"type": "boolean"}, "count": COUNTED}
    )
    return {
        "Topics": closed({"items": array(topic)}),
        "Places": closed({"items": array(place)}),
        "Locales": closed({"items": array(locale)}),
    }


def _root() -> dict[str, Any]:
    kind = closed({"key": text(), "plural": text(), "title": text(), "url": URL})
    return closed(
        {
            "name": text(),
            "default_locale": text(),
            "locales": array(text()),
            "kinds": array(kind),
            "licence": text(),
            "latest_sequence": COUNTED,
            "links": {"type": "object", "additionalProperties": URL},
        }
    )


def _schemas() -> dict[str, Any]:
    return closed({"items": array(closed({"kind": text(), "version": COUNTED, "url": URL}))})
