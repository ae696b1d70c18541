"""The document: the public JSON of one page or record in one language, schema version 1.

The order of keys is fixed, absent values are null, and equal content gives equal bytes: the ETag
of a document is the hash of its bytes.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from hub.kernel.contract.sources import Facts

VERSION: Final = 1

SHARED: Final = (
    "id",
    "kind",
    "locale",
    "url",
    "title",
    "summary",
    "body_html",
    "image",
    "topics",
    "district",
    "organisation",
    "contact",
    "place",
    "online_url",
    "dates",
    "available_locales",
    "translation",
    "source",
    "published_at",
    "changed_at",
)

# Tri-state: true, false, null (not stated).
ACCESSIBILITY_FACTS: Final = (
    "step_free",
    "accessible_toilet",
    "accessible_parking",
    "lift",
    "induction_loop",
    "sign_language",
    "quiet_room",
    "guide_dogs",
    "large_print",
    "easy_language",
)


def compose(
    key: str, shared: Mapping[str, Any], facts: Mapping[str, Any], extra: Any
) -> dict[str, Any]:
    """Return a whole document with every key in its place; the kind's object stands under `key`.

    Raises KeyError for a shared field that the schema does not know.
    """
    unknown = set(shared) - set(SHARED)
    if unknown:
        raise KeyError(f"not in the document's schema: {', '.join(sorted(unknown))}")
    document: dict[str, Any] = {key: shared.get(key) for key in SHARED}
    for name in ("topics", "dates"):
        document[name] = document[name] or []
    document["summary"] = document["summary"] or ""
    document["body_html"] = document["body_html"] or ""
    document[key] = dict(facts)
    document["x"] = dict(extra or {})
    return document


def described(document: Facts, type_: str) -> dict[str, Any]:
    """Return what schema.org says of anything (https://schema.org/Thing), and its language."""
    return {
        "@type": type_,
        "@id": document["url"],
        "url": document["url"],
        "name": document["title"],
        "description": document["summary"],
        "inLanguage": document["locale"],
    }


def serialise(document: Any) -> str:
    """Return compact JSON, characters unescaped, keys in the order given."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def etag(text: str) -> str:
    """Return a strong ETag's inner text: 22 hexadecimal digits of the SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:22]


def moment(value: datetime | None, zone: str | None = None) -> str | None:
    """Return RFC 3339 with the offset of the city's (or the given) time zone, whole seconds."""
    if value is None:
        return None
    local = value.astimezone(ZoneInfo(zone or settings.TIME_ZONE))
    return local.replace(microsecond=0).isoformat()


def utc(value: datetime) -> str:
    """Return RFC 3339 in UTC with Z."""
    return value.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
