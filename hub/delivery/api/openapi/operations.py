"""How each operation stands in the OpenAPI document: parameters, answers, errors."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from hub.delivery.api.openapi import query_parameters
from hub.delivery.feeds.formats import Format
from hub.kernel.contract.parts import Kind

Extra = Mapping[str, Any]
REF: Final = "#/components/schemas/"
PROBLEM: Final = {"application/problem+json": {"schema": {"$ref": f"{REF}Problem"}}}
BAD: Final = {
    "description": "A parameter is unknown or malformed; `errors` names it",
    "content": PROBLEM,
}
NOT_FOUND: Final = {"description": "There is no such document here", "content": PROBLEM}
GONE: Final = {
    "description": "The document is no longer public; the problem carries its tombstone",
    "content": {"application/problem+json": {"schema": {"$ref": f"{REF}Gone"}}},
}
UNCHANGED: Final = {"description": "Your copy is still good (If-None-Match, If-Modified-Since)"}
HEADERS: Final = {
    "ETag": {"description": "strong validator", "schema": {"type": "string"}},
    "Last-Modified": {
        "description": "given once it is at least two minutes ago",
        "schema": {"type": "string"},
    },
    "Cache-Control": {"schema": {"type": "string"}},
}
LINK: Final = {"Link": {"description": 'the next page, rel="next"', "schema": {"type": "string"}}}


def operation(
    name: str,
    summary: str,
    content: Mapping[str, Any],
    *,
    parameters: Sequence[Mapping[str, Any]] = (),
    description: str = "",
    is_one: bool = False,
    is_paged: bool = False,
) -> Extra:
    """Return what an operation adds to the OpenAPI document."""
    headers = {**HEADERS, **(LINK if is_paged else {})}
    responses: dict[int, Any] = {
        200: {"description": "OK", "headers": headers, "content": dict(content)},
        304: UNCHANGED,
        400: BAD,
    }
    if is_one:
        responses |= {404: NOT_FOUND, 410: GONE}
    extra = {
        "operationId": name,
        "summary": summary,
        "parameters": list(parameters),
        "responses": responses,
    }
    return {**extra, "description": description} if description else extra


def json(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of an answer in JSON."""
    return {"application/json": {"schema": dict(schema)}}


def ref(name: str) -> dict[str, str]:
    """Return a reference to a component."""
    return {"$ref": f"{REF}{name}"}


def names(kind: Kind | None) -> tuple[str, str, str]:
    """Return key, singular and plural for addresses and texts."""
    return (kind.name, kind.name, kind.plural) if kind else ("document", "document", "documents")


def listing(kind: Kind | None) -> Extra:
    """Describe the list of a kind, or of all."""
    key, _one, many = names(kind)
    return operation(
        f"list_{many}",
        f"List {many}",
        json(ref(f"{key}_list")),
        parameters=query_parameters.list_parameters(kind),
        is_paged=True,
    )


def detail(kind: Kind | None) -> Extra:
    """Describe one document by its id."""
    key, one, _many = names(kind)
    return operation(
        f"get_{key}",
        f"One {one} by its id",
        json({"anyOf": [ref(key), ref("Sparse")]}),
        parameters=query_parameters.detail_parameters(kind),
        is_one=True,
    )


def by_slug(kind: Kind) -> Extra:
    """Describe one document by its slug."""
    return operation(
        f"get_{kind.name}_by_slug",
        f"One {kind.name} by its slug",
        json({"anyOf": [ref(kind.name), ref("Sparse")]}),
        parameters=query_parameters.detail_parameters(kind),
        description="The slug is the last part of its address, in any language. Ids stay.",
        is_one=True,
    )


def feed(kind: Kind | None, one: Format) -> Extra:
    """Describe the list of a kind in another format."""
    _key, _singular, many = names(kind)
    return operation(
        f"list_{many}_{one.name}",
        f"The same {many} as {one.title}",
        {one.media_type.partition(";")[0]: {"schema": one.schema}},
        parameters=query_parameters.list_parameters(
            kind, limits=(one.limit_default, one.limit_maximum)
        ),
        description=one.description,
        is_paged=True,
    )


def feed_detail(kind: Kind | None, one: Format) -> Extra:
    """Describe one document in another format."""
    key, singular, _many = names(kind)
    return operation(
        f"get_{key}_{one.name}",
        f"One {singular} as {one.title}",
        {one.media_type.partition(";")[0]: {"schema": one.schema}},
        parameters=(
            *query_parameters.language_parameters(),
            *([query_parameters.DATE] if one.has_single_dates else []),
        ),
        is_one=True,
    )


def search() -> Extra:
    """Describe the search over all kinds."""
    return operation(
        "search",
        "Search all kinds",
        json(ref("Search")),
        parameters=query_parameters.search_parameters(),
        description=(
            "The best come first; where very many have the words, the newest of them are ranked. "
            "`highlights` are HTML with `<mark>` around the words. `facets` count all pages, "
            "`kind` as if none were chosen."
        ),
        is_paged=True,
    )


ROOT: Final = operation("root", "What this hub is and where to read on", json(ref("Root")))
OPENAPI: Final = operation("openapi", "This description, OpenAPI 3.1", json({"type": "object"}))
DOCS: Final = operation("docs", "This documentation", {"text/html": {"schema": {"type": "string"}}})
SCHEMAS: Final = operation("list_schemas", "Which JSON Schemas there are", json(ref("Schemas")))
SCHEMA: Final = {
    **operation(
        "get_schema",
        "JSON Schema of one kind's documents",
        {"application/schema+json": {"schema": {"type": "object"}}},
        is_one=True,
    )
}
CHANGES: Final = operation(
    "list_changes",
    "What changed after a sequence number",
    json(ref("Changes")),
    parameters=query_parameters.CHANGES,
    description=(
        "Complete from `since=0`, in order, tombstones included. Read on with `next_since` until "
        "`is_complete`, keep `next_since`, ask again later. A number beyond the newest is refused "
        "(400, `since`): the hub was restored from a backup, begin again from 0."
    ),
    is_paged=True,
)
TOPICS: Final = operation(
    "list_topics", "Topics in use", json(ref("Topics")), parameters=query_parameters.LOCALE_ONLY
)
PLACES: Final = operation(
    "list_places", "Places in use", json(ref("Places")), parameters=query_parameters.LOCALE_ONLY
)
LOCALES: Final = operation("list_locales", "Languages of this website", json(ref("Locales")))
