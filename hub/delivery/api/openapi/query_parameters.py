"""Every parameter of the API with its description and an exact schema, for OpenAPI and the docs."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from hub.delivery.api.endpoints.changes import SEQUENCE_MAXIMUM
from hub.delivery.api.sparse import FIELDS_MAXIMUM, field_names
from hub.kernel.contract import registry
from hub.kernel.contract.filters import DateRange, Filter, Flag, NumberRange, Open, Worded
from hub.kernel.contract.parts import Kind
from hub.publication.query import filters_for, parameters_for
from hub.publication.query.cursor import encode
from hub.publication.query.order import sorts
from hub.publication.query.parse import SORT

Parameter = Mapping[str, Any]

# Days of 1900 to 2199 as they are in the calendar, so that the description is exact.
_LONG, _SHORT = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])", "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_DAY: Final = (
    f"((19|20|21)[0-9]{{2}}-({_LONG}|{_SHORT}|02-(0[1-9]|1[0-9]|2[0-8]))"
    "|((19|20|21)(0[48]|[2468][048]|[13579][26])|2000)-02-29)"
)
_CLOCK: Final = (
    "T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?"
    "(Z|[+ -]([01][0-9]|2[0-3]):[0-5][0-9])?"
)
# The space is a plus sign that nobody escaped.
MOMENT: Final = {"type": "string", "pattern": f"^(today|[+ -][0-9]{{1,4}}d|{_DAY}({_CLOCK})?)$"}
_DECIMALS: Final = "(\\.[0-9]{1,12})?"
_LAT: Final = f"-?(90|[1-8]?[0-9]{_DECIMALS})"
_LON: Final = f"-?(180|(1[0-7][0-9]|[1-9]?[0-9]){_DECIMALS})"
# A text of one or more characters, none of them NUL, not only spaces.
WORD: Final = {"type": "string", "minLength": 1, "maxLength": 150, "pattern": "^[^\\u0000]+$"}
# A whole number as `hub.publication.query.compiled` reads it.
NUMBER: Final = {"type": "integer", "minimum": -(10**15), "maximum": 10**15}
SCHEMAS: Final[Mapping[str, Mapping[str, Any]]] = {
    "bbox": {"type": "string", "pattern": f"^{_LON},{_LAT},{_LON},{_LAT}$"},
    "q": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "pattern": "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$",
    },
    "changed_since": MOMENT,
}


def parameter(
    name: str, description: str, schema: Mapping[str, Any], example: Any = None, **more: Any
) -> Parameter:
    """Return an OpenAPI parameter in the query string."""
    found = {"in": "query", "name": name, "description": description, "schema": dict(schema)}
    return {**found, **({"example": example} if example or example == 0 else {}), **more}


LOCALE: Final = parameter("locale", "Language of the answer, BCP 47", {"type": "string"}, "en")
FALLBACK: Final = parameter(
    "fallback",
    "`any`: an item without a text in that language comes in another one, and says so in "
    "`translation.status`; `none`: it is left out",
    {"type": "string", "enum": ["any", "none"], "default": "any"},
)
DATE: Final = parameter(
    "date",
    "Only its date on this day; 400 where it has none",
    {"type": "string", "format": "date"},
    "2026-03-14",
)
LOCALE_ONLY: Final = (LOCALE,)
CURSOR: Final = parameter(
    "cursor",
    "Where to read on: take it from `next`, unread",
    {"type": "string", "minLength": 1},
    encode(datetime(2026, 3, 14, 15, tzinfo=UTC), UUID("0198c0de-0000-7000-8000-000000000001")),
)
COUNT: Final = parameter(
    "count",
    "`true` adds `total`, the number of all items; it costs a second query",
    {"type": "string", "enum": ["true", "false"], "default": "false"},
)
FROM: Final = parameter(
    "from",
    "First day or time: `2026-03-14`, `2026-03-14T15:00:00+01:00`, `today`, `+30d`. Without it a "
    "list begins today; with `ids` or `changed_since` it has no beginning",
    MOMENT,
    "today",
)
TO: Final = parameter("to", "Last day, or the time before which it begins", MOMENT, "+30d")
NEAR: Final = parameter(
    "near",
    "lat,lon in degrees: places around this point",
    {"type": "string", "pattern": f"^{_LAT},{_LON}$"},
    "51.8364,12.2469",
)
RADIUS: Final = parameter(
    "radius_km",
    "How far around `near`",
    {"type": "number", "exclusiveMinimum": 0, "maximum": 200, "default": 5},
    2,
)
KIND: Final = parameter(
    "kind", "Only these kinds; may be repeated", {"type": "array", "items": WORD}
)
CHANGES: Final = (
    parameter(
        "since",
        "The sequence number you have read up to; 0 is the beginning",
        {"type": "integer", "minimum": 0, "maximum": SEQUENCE_MAXIMUM, "default": 0},
        0,
    ),
    KIND,
    parameter(
        "limit",
        "How many items at most",
        {"type": "integer", "minimum": 1, "maximum": 100, "default": 100},
    ),
)
GENERAL: Final = {
    "cursor": CURSOR,
    "count": COUNT,
    "locale": LOCALE,
    "fallback": FALLBACK,
    "from": FROM,
    "to": TO,
    "near": NEAR,
    "radius_km": RADIUS,
}


def list_parameters(
    kind: Kind | None, limits: tuple[int, int] | None = None
) -> tuple[Parameter, ...]:
    """Return the parameters of a list; `limits` are default and maximum of another format."""
    kinds = [kind] if kind else registry.kinds()
    words = filters_for(kinds)
    found = []
    for name in parameters_for(kinds):
        if name == "limit":
            found.append(_limit(limits or (20, 100)))
        elif name == SORT:
            found.append(_sort(kinds))
        else:
            found.append(GENERAL[name] if name in GENERAL else filter_parameter(name, words[name]))
    return tuple(found) if limits else (*found, fields_parameter(kinds))


def search_parameters() -> tuple[Parameter, ...]:
    """Return the parameters of the search; `q` has to be given."""
    found = [one for one in list_parameters(None) if one["name"] != SORT]
    needed = [{**one, "required": True} if one["name"] == "q" else one for one in found]
    return (*needed, KIND)


def detail_parameters(kind: Kind | None) -> tuple[Parameter, ...]:
    """Return the parameters of one document."""
    return (LOCALE, FALLBACK, fields_parameter([kind] if kind else registry.kinds()))


def language_parameters() -> tuple[Parameter, ...]:
    """Return the parameters of one document in another format."""
    return (LOCALE, FALLBACK)


def fields_parameter(kinds: Sequence[Kind]) -> Parameter:
    """Return the parameter `fields` with all names it may have."""
    items = {"type": "string", "enum": field_names(kinds)}
    schema = {"type": "array", "items": items, "minItems": 1, "maxItems": FIELDS_MAXIMUM}
    description = "Only these fields, with commas; the id always comes along"
    return parameter(
        "fields", description, schema, ["title", "url", "place.name"], style="form", explode=False
    )


def filter_parameter(name: str, declared: Filter) -> Parameter:
    """Return a parameter of a filter. One with keys for values may be repeated: any of them."""
    if isinstance(declared, (Flag, Open)):
        schema: Mapping[str, Any] = {"type": "string", "enum": ["true", "false"]}
        return parameter(name, declared.description, schema, declared.example)
    if isinstance(declared, Worded):
        items = {"type": "string", "enum": list(declared.values)} if declared.values else WORD
        schema = {"type": "array", "items": items, "maxItems": 50}
        example = [declared.example] if declared.example else ""
        return parameter(name, f"{declared.description}; may be repeated", schema, example)
    if isinstance(declared, NumberRange):
        end = "at least" if name == declared.parameters[0] else "at most"
        return parameter(name, f"{declared.description}: {end}", NUMBER, declared.example)
    if isinstance(declared, DateRange):
        end = "from this day or time on" if name == declared.parameters[0] else "up to this day"
        return parameter(name, f"{declared.description}: {end}", MOMENT, declared.example)
    if name == "ids":
        ids = {"type": "string", "format": "uuid"}
        schema = {"type": "array", "items": ids, "minItems": 1, "maxItems": 100}
        return parameter(name, declared.description, schema, style="form", explode=False)
    return parameter(
        name, declared.description, SCHEMAS[name if name in SCHEMAS else "q"], declared.example
    )


def _sort(kinds: Sequence[Kind]) -> Parameter:
    description = (
        "Sorted by a number instead; with `-` the largest first. What has no such number comes last"
    )
    schema = {"type": "string", "enum": sorts(kinds)}
    return parameter(SORT, description, schema)


def _limit(limits: tuple[int, int]) -> Parameter:
    default, most = limits
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": default}
    return parameter("limit", "How many items at most", schema)
