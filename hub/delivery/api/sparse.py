"""Sparse documents: `fields=title,place.name` keeps these members only, and always the id."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from hub.delivery.api.problems import refused
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.document import serialise
from hub.kernel.documents.schema import document_schema
from hub.publication.query import Problem, Row

FIELDS_MAXIMUM: Final = 60
Names = tuple[tuple[str, str], ...]


def field_names(kinds: Sequence[Kind]) -> list[str]:
    """Return what `fields` may name in documents of these kinds: members and `member.member`."""
    names: dict[str, None] = {}
    for kind in kinds:
        for name, schema in document_schema(kind)["properties"].items():
            names[name] = None
            names.update({f"{name}.{inner}": None for inner in _members(schema)})
    return list(names)


def _members(schema: Mapping[str, Any]) -> list[str]:
    """Return the members of an object's schema, or of the objects in a list's."""
    for one in (schema, *schema.get("anyOf", ())):
        inner = one.get("items", one)
        if "properties" in inner:
            return list(inner["properties"])
    return []


def read_fields(values: Sequence[str] | None, kinds: Sequence[Kind]) -> Names:
    """Return the named fields as (member, inner member or ""). Raises ProblemError 400."""
    if not values:
        return ()
    wanted = [name for value in values for name in value.split(",")]
    if len(wanted) > FIELDS_MAXIMUM:
        raise refused(Problem("fields", f"has {len(wanted)} names; at most {FIELDS_MAXIMUM}"))
    known = set(field_names(kinds))
    strange = [name for name in wanted if name not in known]
    if strange:
        example = "title,dates,place.name"
        message = f"'{strange[0][:80]}' is not a field of these documents. Example: {example}"
        raise refused(Problem("fields", message))
    pairs = (name.partition(".") for name in dict.fromkeys(["id", *wanted]))
    return tuple((member, inner) for member, _dot, inner in pairs)


def texts_of(rows: Sequence[Row], names: Names) -> list[bytes]:
    """Return the rows' documents as JSON; whole where no names are given."""
    if not names:
        return [row.text for row in rows]
    return [sparse(row.text, names) for row in rows]


def sparse(text: bytes, names: Names) -> bytes:
    """Return the JSON with the named members only."""
    document = json.loads(text)
    kept: dict[str, Any] = {}
    for member, inner in names:
        if member not in document:
            continue
        value = document[member]
        if not inner:
            kept[member] = value
        elif (member, "") not in names:
            kept[member] = _merge(kept.get(member), value, inner)
    return serialise(kept).encode()


def _merge(kept: Any, value: Any, inner: str) -> Any:
    if isinstance(value, Mapping):
        return {**(kept or {}), **({inner: value[inner]} if inner in value else {})}
    if isinstance(value, list):
        before = kept or [{} for _one in value]
        return [_merge(one, part, inner) for one, part in zip(before, value, strict=True)]
    return value
