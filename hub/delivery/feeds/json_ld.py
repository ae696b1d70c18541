"""JSON-LD with schema.org's terms: what each kind says of itself, as one graph."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from hub.delivery.feeds.formats import FeedContext, Format
from hub.kernel.contract import registry
from hub.kernel.documents.document import serialise
from hub.publication.query import Row

CONTEXT: Final = "https://schema.org"


def render(rows: Sequence[Row], context: FeedContext) -> bytes:
    """Return `{"@context", "@graph"}` with one object a document."""
    graph = [_described(json.loads(row.text)) for row in rows]
    return serialise({"@context": CONTEXT, "@graph": graph}).encode()


def _described(document: Mapping[str, Any]) -> dict[str, Any]:
    kind = registry.kind(document["kind"])
    if kind is not None and kind.schema_org is not None:
        return kind.schema_org(document)
    return {
        "@type": "WebPage",
        "@id": document["url"],
        "url": document["url"],
        "name": document["title"],
        "description": document["summary"],
        "inLanguage": document["locale"],
        "dateModified": document["changed_at"],
    }


JSON_LD: Final = Format(
    name="jsonld",
    suffix=".jsonld",
    title="JSON-LD",
    media_type="application/ld+json; charset=utf-8",
    render=render,
    limit_default=20,
    description="schema.org terms, for search engines and data portals.",
    schema={"type": "object", "required": ["@context", "@graph"]},
)
