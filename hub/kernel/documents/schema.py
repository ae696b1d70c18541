"""JSON Schema (2020-12) of documents, published at `/api/v1/schemas/`."""

from typing import Any, Final

from hub.kernel.contract import registry
from hub.kernel.contract.parts import DocumentPart, Kind
from hub.kernel.documents.document import ACCESSIBILITY_FACTS, SHARED, VERSION

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def text(description: str = "", **more: Any) -> dict[str, Any]:
    """Return the schema of a string."""
    return {"type": "string", **({"description": description} if description else {}), **more}


def nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a value that may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def closed(properties: dict[str, Any], description: str = "") -> dict[str, Any]:
    """Return the schema of an object that has exactly these properties."""
    return {
        "type": "object",
        **({"description": description} if description else {}),
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def array(items: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


MOMENT: Final = text("RFC 3339 with offset", format="date-time")
URL: Final = text(format="uri")
TRI_STATE: Final = {"type": ["boolean", "null"], "description": "null: not stated"}
REFERENCE: Final = closed(
    {"id": text(format="uuid"), "kind": text(), "title": text(), "url": URL},
    "Another document, by its name only",
)
RENDITION: Final = closed(
    {
        "url": URL,
        "width": {"type": "integer"},
        "height": {"type": "integer"},
        "type": text("media type"),
    }
)
IMAGE: Final = closed(
    {
        "url": URL,
        "alt": text("empty: decorative"),
        "width": {"type": "integer"},
        "height": {"type": "integer"},
        "credit": text(),
        "licence": text(),
        "renditions": array(RENDITION),
    }
)
CONTACT: Final = closed(
    {"name": text(), "role": text(), "email": text(), "phone": text(), "url": text()}
)
PLACE: Final = closed(
    {
        "id": nullable(text(format="uuid")),
        "name": text(),
        "street": text(),
        "postcode": text(),
        "city": text(),
        "district": nullable(text()),
        "lat": nullable({"type": "number"}),
        "lon": nullable({"type": "number"}),
        "accessibility": closed(dict.fromkeys(ACCESSIBILITY_FACTS, TRI_STATE)),
    }
)
DATE: Final = closed(
    {
        "starts_at": MOMENT,
        "ends_at": MOMENT,
        "timezone": text("IANA name"),
        "all_day": {"type": "boolean", "description": "ends_at is then the day after the last"},
        "status": text(enum=["scheduled", "cancelled", "moved", "postponed"]),
        "recurrence_id": nullable(MOMENT),
        "note": text(),
    }
)
TRANSLATION: Final = closed(
    {
        "status": text(enum=["original", "human", "machine", "fallback"]),
        "source_locale": nullable(text()),
        "is_outdated": {
            "type": "boolean",
            "description": "the original's words are others than those it was translated from",
        },
        "is_complete": {
            "type": "boolean",
            "description": "no text still stands in source_locale's language",
        },
        "untranslated": {
            **array(text(enum=["title", "summary"])),
            "description": "which of these still stand in source_locale's language; in body_html"
            " each such text has a lang",
        },
    }
)
PROPERTIES: Final[dict[str, Any]] = {
    "id": text("stable over languages and addresses", format="uuid"),
    "kind": text(),
    "locale": text("BCP 47; the language of this text"),
    "url": URL,
    "title": text(),
    "summary": text(),
    "body_html": text("sanitised HTML"),
    "image": nullable(IMAGE),
    "topics": array(closed({"key": text(), "label": text()})),
    "district": nullable(closed({"key": text(), "label": text()})),
    "organisation": nullable(REFERENCE),
    "contact": nullable(CONTACT),
    "place": nullable(PLACE),
    "online_url": nullable(URL),
    "dates": array(DATE),
    "available_locales": {"type": "object", "additionalProperties": URL},
    "translation": TRANSLATION,
    "source": nullable(closed({"name": text(), "url": text(), "licence": text()})),
    "published_at": nullable(
        {**MOMENT, "description": "the item's own date, usually that of its first publication"}
    ),
    "changed_at": nullable(MOMENT),
}


def document_schema(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of one kind's documents."""
    extra = {
        one.owner.label: nullable(dict(one.part.schema))
        for one in registry.owned(DocumentPart)
        if one.part.kind == kind.name
    }
    properties = {key: PROPERTIES[key] for key in SHARED}
    properties["kind"] = {"const": kind.name}
    properties[kind.document_key] = dict(kind.schema)
    properties["x"] = {"type": "object", "properties": extra, "additionalProperties": False}
    return {
        "$schema": DIALECT,
        "title": f"{kind.name} document, version {VERSION}",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
