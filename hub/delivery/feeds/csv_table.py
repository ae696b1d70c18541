"""CSV (RFC 4180) for spreadsheets: one line a document, always the same columns for a kind."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from hub.delivery.feeds.formats import FeedContext, Format
from hub.delivery.listed import listed_date
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.texts import writable
from hub.publication.query import Row

# Spreadsheets read these as the beginning of a formula (OWASP, CSV Injection), some of them also in
# their full width, as Japanese keyboards write them.
FORMULA: Final = ("=", "+", "-", "@")
FORMULA_SPACES: Final = ("\t", "\r", "\n")
# Several values of one cell; spreadsheets can split at it.
SEPARATOR: Final = " | "
PLACE: Final = ("name", "street", "postcode", "city", "lat", "lon")
COLUMNS: Final = (
    "id",
    "kind",
    "locale",
    "title",
    "summary",
    "url",
    "starts_at",
    "ends_at",
    "all_day",
    "date_status",
    "dates_count",
    "timezone",
    *(f"place_{name}" for name in PLACE),
    "district",
    "topics",
    "organisation",
    "organisation_id",
    "online_url",
    "contact_name",
    "contact_email",
    "contact_phone",
    "image_url",
    "translation_status",
    "source_name",
    "licence",
    "published_at",
    "changed_at",
)


def render(rows: Sequence[Row], context: FeedContext) -> bytes:
    """Return the table; it begins with a byte order mark, so that Excel reads umlauts."""
    own = own_columns(context.kind)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *(name for name, _member, _inner in own)])
    for row in rows:
        document = json.loads(row.text)
        shared = _shared(document, listed_date(document, row.starts_at) or {})
        values = [shared[name] for name in COLUMNS]
        writer.writerow(_cell(value) for value in (*values, *_own(document, context.kind, own)))
    return text.getvalue().encode("utf-8-sig")


def own_columns(kind: Kind | None) -> tuple[tuple[str, str, str], ...]:
    """Return the kind's columns as (column, member, inner member): plain values, one level deep."""
    if kind is None:
        return ()
    found: list[tuple[str, str, str]] = []
    for name, schema in kind.schema.get("properties", {}).items():
        if _is_plain(schema) or _is_labelled(schema):
            found.append((name, name, ""))
        for inner, below in _members(schema).items():
            if _is_plain(below):
                found.append((f"{name}_{inner}", name, inner))
    # Shared columns come first and keep their names; the kind's own gives way.
    return tuple((f"{kind.name}_{c}" if c in COLUMNS else c, m, i) for c, m, i in found)


def _members(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    for one in (schema, *schema.get("anyOf", ())):
        if one.get("type") == "object":
            members: Mapping[str, Any] = one.get("properties", {})
            return members
    return {}


def _is_plain(schema: Mapping[str, Any]) -> bool:
    types = [one.get("type") for one in (schema, *schema.get("anyOf", ()))]
    flat = [one for each in types for one in (each if isinstance(each, list) else [each])]
    return "object" not in flat and "array" not in flat


def _is_labelled(schema: Mapping[str, Any]) -> bool:
    return "label" in schema.get("items", {}).get("properties", {})


def _shared(document: Mapping[str, Any], date: Mapping[str, Any]) -> dict[str, Any]:
    place = document["place"] or {}
    contact, source = document["contact"] or {}, document["source"] or {}
    organisation, image = document["organisation"] or {}, document["image"] or {}
    return {
        **{name: document[name] for name in ("id", "kind", "locale", "title", "summary", "url")},
        **{name: date.get(name) for name in ("starts_at", "ends_at", "all_day", "timezone")},
        "date_status": date.get("status"),
        "dates_count": len(document["dates"]),
        **{f"place_{name}": place.get(name) for name in PLACE},
        "district": (document["district"] or {}).get("label") or place.get("district"),
        "topics": [one["label"] for one in document["topics"]],
        "organisation": organisation.get("title"),
        "organisation_id": organisation.get("id"),
        "online_url": document["online_url"],
        **{f"contact_{name}": contact.get(name) for name in ("name", "email", "phone")},
        "image_url": image.get("url"),
        "translation_status": document["translation"]["status"],
        "source_name": source.get("name"),
        "licence": source.get("licence"),
        "published_at": document["published_at"],
        "changed_at": document["changed_at"],
    }


def _own(
    document: Mapping[str, Any], kind: Kind | None, columns: Sequence[tuple[str, str, str]]
) -> Iterable[Any]:
    facts = document.get(kind.document_key, {}) if kind else {}
    for _column, member, inner in columns:
        value = facts.get(member)
        if inner:
            value = (value or {}).get(inner)
        if isinstance(value, list):
            value = [one["label"] for one in value]
        yield value


def _cell(value: Any) -> Any:
    """Return the cell: empty for absent, true or false, numbers bare, texts harmless."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = SEPARATOR.join(str(one) for one in value) if isinstance(value, list) else str(value)
    text = writable(text)
    return f"'{text}" if _is_formula(text) else text


def _is_formula(text: str) -> bool:
    # Some spreadsheets pass over what is blank at the beginning.
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return text.startswith(FORMULA_SPACES) or first.startswith(FORMULA)


CSV: Final = Format(
    name="csv",
    suffix=".csv",
    title="CSV",
    media_type="text/csv; charset=utf-8; header=present",
    render=render,
    limit_default=1_000,
    limit_maximum=1_000,
    description=(
        "For spreadsheets: commas, UTF-8 with a byte order mark, up to 1,000 lines. Times are "
        "those of the next listed date; a text that would be a formula begins with an apostrophe."
    ),
)
