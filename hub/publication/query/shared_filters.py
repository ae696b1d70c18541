"""The filter words that every kind shares. A kind adds its own by `Kind.filters`.

What no kind could declare (ids, a box on the map, when it was written) has its class here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from hub.kernel.contract.filters import Facet, Filter, OnDate, Text
from hub.kernel.contract.parts import Kind
from hub.kernel.documents.document import ACCESSIBILITY_FACTS
from hub.kernel.documents.facts import BadValue
from hub.publication.query.compiled import Over, Sql, compiled, single
from hub.publication.query.moments import parse_moment

IDS_MAXIMUM: Final = 100
WEEKDAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
KILOMETRES_A_DEGREE: Final = 111.32


@dataclass(frozen=True, kw_only=True)
class Ids(Filter):
    """The items of these ids."""


@dataclass(frozen=True, kw_only=True)
class Box(Filter):
    """Items whose place lies in a box of degrees."""


@dataclass(frozen=True, kw_only=True)
class Circle(Filter):
    """Items whose place lies around a point."""


@dataclass(frozen=True, kw_only=True)
class WrittenSince(Filter):
    """Items whose row was written at or after a time."""


def parse_id(text: str) -> UUID:
    """Return the UUID. Raises BadValue."""
    try:
        return UUID(text)
    except ValueError:
        raise BadValue(f"'{text[:80]}' is not an id (a UUID)") from None


def numbers(text: str, names: Sequence[str]) -> list[float]:
    """Return as many finite numbers as there are names, from `a,b,…`. Raises BadValue."""
    parts = text.split(",")
    if len(parts) != len(names) or not all(
        re.fullmatch(r"\s*-?\d{1,4}(\.\d{1,12})?\s*", part) for part in parts
    ):
        raise BadValue(f"'{text[:80]}' is not {','.join(names)} (numbers with a point)")
    return [float(part) for part in parts]


def _coordinates(lat: float, lon: float) -> None:
    if abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004
        raise BadValue("latitude lies in -90…90, longitude in -180…180")


@compiled.register
def _(one: Box, values: list[str], over: Over) -> Sql:
    west, south, east, north = numbers(single(values), ("west", "south", "east", "north"))
    _coordinates(south, west)
    _coordinates(north, east)
    if south > north or west > east:
        raise BadValue("bbox is west,south,east,north: west ≤ east and south ≤ north")
    return "p.lat BETWEEN %s AND %s AND p.lon BETWEEN %s AND %s", [south, north, west, east]


def near(text: str, radius_km: float) -> Sql:
    """Return the condition for a circle: a box first, which an index can use, then the distance."""
    lat, lon = numbers(text, ("lat", "lon"))
    _coordinates(lat, lon)
    degrees = radius_km / KILOMETRES_A_DEGREE
    haversine = (
        "12742 * asin(least(1, sqrt(power(sin(radians(p.lat - %s) / 2), 2)"
        " + cos(radians(%s)) * cos(radians(p.lat)) * power(sin(radians(p.lon - %s) / 2), 2))))"
    )
    return (
        f"p.lat BETWEEN %s AND %s AND {haversine} <= %s",
        [lat - degrees, lat + degrees, lat, lat, lon, radius_km],
    )


@compiled.register
def _(one: Ids, values: list[str], over: Over) -> Sql:
    ids = [part for value in values for part in value.split(",") if part]
    if len(ids) > IDS_MAXIMUM:
        raise BadValue(f"{len(ids)} ids; at most {IDS_MAXIMUM} at a time")
    if not ids:
        raise BadValue("give at least one id")
    return "p.document_id = ANY(%s)", [[parse_id(part) for part in ids]]


@compiled.register
def _(one: WrittenSince, values: list[str], over: Over) -> Sql:
    return "p.written_at >= %s", [parse_moment(single(values))]


SHARED_FILTERS: Final[tuple[Filter, ...]] = (
    Facet(name="topic", description="Key of a topic or main topic", example="sport"),
    Facet(
        name="topic!",
        description="Without this topic",
        facet="topic",
        excludes=True,
        example="sport",
    ),
    Facet(name="district", description="Key of a district", example="rosslau"),
    Facet(name="organisation", description="Id of an organisation"),
    Facet(name="place", description="Id of a place"),
    Facet(
        name="accessible",
        description="Accessibility fact that has to be true",
        values=ACCESSIBILITY_FACTS,
        example="step_free",
    ),
    Box(
        name="bbox",
        description="west,south,east,north in degrees",
        example="12.1,51.7,12.4,51.9",
    ),
    Text(name="q", description="Words to search for", example="sommerfest"),
    Ids(name="ids", description=f"At most {IDS_MAXIMUM} ids, with commas"),
    WrittenSince(
        name="changed_since", description="Written at or after this time", example="2026-03-14"
    ),
)

# Its two parameters are read together: `near` and `radius_km`.
CIRCLE: Final = Circle(name="near", description="Around lat,lon")
DATE_FILTERS: Final = (
    OnDate(
        name="weekday",
        description="Weekday of a date",
        of="weekday",
        values=WEEKDAYS,
        example="sa",
    ),
)


def filters_for(kinds: Sequence[Kind]) -> dict[str, Filter]:
    """Return {parameter: filter} of a list of these kinds: shared, by date, and the kinds' own."""
    filters = list(SHARED_FILTERS)
    if len(kinds) == 1:
        filters += DATE_FILTERS if kinds[0].order == "dates" else ()
        filters += kinds[0].filters
    return {name: one for one in filters for name in one.parameters}
