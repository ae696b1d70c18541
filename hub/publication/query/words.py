"""The filter words that every kind shares. A kind adds its own by `Kind.filters`.

Each word is a `Filter`; conditions are SQL over `p` (the row) or `d` (its date).
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from hub.kernel.document import ACCESSIBILITY_FACTS
from hub.kernel.facts import BadValue, Filter
from hub.kernel.parts import Kind
from hub.publication.query.moments import parse_moment
from hub.publication.search import engine

Sql = tuple[str, list[Any]]

IDS_MAXIMUM: Final = 100
WORDS_MAXIMUM: Final = 200
VALUES_MAXIMUM: Final = 50
TEXT_MAXIMUM: Final = 150
WEEKDAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
KILOMETRES_A_DEGREE: Final = 111.32


def _one(values: list[str], name: str) -> str:
    if len(values) > 1:
        raise BadValue(f"{name} is given {len(values)} times; give it once")
    return values[0]


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


def _bbox(values: list[str], now: datetime) -> Sql:
    west, south, east, north = numbers(_one(values, "bbox"), ("west", "south", "east", "north"))
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


def _ids(values: list[str], now: datetime) -> Sql:
    ids = [part for value in values for part in value.split(",") if part]
    if len(ids) > IDS_MAXIMUM:
        raise BadValue(f"{len(ids)} ids; at most {IDS_MAXIMUM} at a time")
    if not ids:
        raise BadValue("give at least one id")
    return "p.document_id = ANY(%s)", [[parse_id(one) for one in ids]]


def _changed_since(values: list[str], now: datetime) -> Sql:
    return "p.written_at >= %s", [parse_moment(_one(values, "changed_since"))]


def _q(values: list[str], now: datetime) -> Sql:
    words = _one(values, "q").strip()
    if not words:
        raise BadValue("is empty; leave it out or give a word")
    if len(words) > WORDS_MAXIMUM:
        raise BadValue(f"has {len(words)} characters; at most {WORDS_MAXIMUM}")
    return engine().condition(words)


def _not_topic(values: list[str], now: datetime) -> Sql:
    _check_texts(values)
    return "NOT (p.facets && %s)", [[f"topic={value}" for value in values]]


def _weekday(values: list[str], now: datetime) -> Sql:
    unknown = [value for value in values if value not in WEEKDAYS]
    if unknown:
        raise BadValue(f"'{unknown[0][:20]}' is not one of {', '.join(WEEKDAYS)}")
    return "d.weekday = ANY(%s)", [[WEEKDAYS.index(value) for value in values]]


SHARED_FILTERS: Final = (
    Filter(
        name="topic", description="Key of a topic or main topic", facet="topic", example="sport"
    ),
    Filter(name="topic!", description="Without this topic", condition=_not_topic, example="sport"),
    Filter(name="district", description="Key of a district", facet="district", example="rosslau"),
    Filter(name="organisation", description="Id of an organisation", facet="organisation"),
    Filter(name="place", description="Id of a place", facet="place"),
    Filter(
        name="accessible",
        description="Accessibility fact that has to be true",
        facet="accessible",
        values=ACCESSIBILITY_FACTS,
        example="step_free",
    ),
    Filter(
        name="bbox",
        description="west,south,east,north in degrees",
        condition=_bbox,
        example="12.1,51.7,12.4,51.9",
    ),
    Filter(
        name="q",
        description="Words to search for",
        condition=_q,
        example="sommerfest",
        schema={"type": "string", "maxLength": WORDS_MAXIMUM, "minLength": 1},
    ),
    Filter(name="ids", description=f"At most {IDS_MAXIMUM} ids, with commas", condition=_ids),
    Filter(
        name="changed_since",
        description="Written at or after this time",
        condition=_changed_since,
        example="2026-03-14",
    ),
)

DATE_FILTERS: Final = (
    Filter(
        name="weekday",
        description="Weekday of a date",
        condition=_weekday,
        needs_dates=True,
        values=WEEKDAYS,
        example="sa",
    ),
)


def words_for(kinds: Sequence[Kind]) -> dict[str, Filter]:
    """Return the filter words of a list of these kinds: shared, by date, and the kinds' own."""
    words = {one.name: one for one in SHARED_FILTERS}
    if len(kinds) == 1:
        if kinds[0].order == "dates":
            words.update({one.name: one for one in DATE_FILTERS})
        words.update({one.name: one for one in kinds[0].filters})
    return words


def facet_sql(one: Filter, values: list[str], alias: str) -> Sql:
    """Return the condition of a filter on a facet. Raises BadValue for a value outside a closed
    list."""
    if one.is_flag:
        return _flag_sql(one, values, alias)
    for value in values:
        if one.values and value not in one.values:
            raise BadValue(f"'{value[:80]}' is not one of {', '.join(one.values)}")
    _check_texts(values)
    return f"{alias}.facets && %s", [[f"{one.facet}={value}" for value in values]]


def _check_texts(values: list[str]) -> None:
    if len(values) > VALUES_MAXIMUM:
        raise BadValue(f"is given {len(values)} times; at most {VALUES_MAXIMUM}")
    if any(not value or len(value) > TEXT_MAXIMUM for value in values):
        raise BadValue(f"is empty or longer than {TEXT_MAXIMUM} characters")


def _flag_sql(one: Filter, values: list[str], alias: str) -> Sql:
    value = _one(values, one.name)
    if value not in {"true", "false"}:
        raise BadValue(f"'{value[:20]}' is neither true nor false")
    negation = "" if value == "true" else "NOT "
    return f"{negation}({alias}.facets && %s)", [[f"{one.facet}=true"]]
