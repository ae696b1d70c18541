"""A selection on a drawing of our own: where its places lie to each other, nothing loaded for it.

Positions are drawn to scale from their coordinates; the districts' names help to find one's way.
Whoever wants streets follows a link to openstreetmap.org; no request goes there before.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from hub.delivery.portal.lists.filters.filter_form import link
from hub.delivery.portal.lists.items import Item, item_of
from hub.delivery.portal.lists.listing import Listing
from hub.delivery.portal.lists.maps.outline import Shape, shapes
from hub.delivery.portal.lists.maps.spread import RATIO, Position, spread
from hub.publication.query import SiteFacts, run

ITEMS_MAXIMUM: Final = 500
SHOWN_A_PLACE: Final = 3
KILOMETRES_A_DEGREE: Final = 111.32
# What lies further from the middle of all places would squeeze the city into one dot.
FAR_KILOMETRES: Final = 30.0
SHORTEST_KILOMETRES: Final = 1.0
# The share of the drawing that stays free at each side.
MARGIN_PERCENT: Final = 8.0
# A name stands below its places, else above. Half the width of a letter and of a number, and the
# height of a line, in percent of the drawing on a phone, where they are largest.
LABEL_SHIFTS: Final = (6.5, -6.5, 9.5, -9.5, 12.5, -12.5)
HALF_LETTER: Final = 0.75
HALF_NUMBER: Final = 2.8
LINE_HEIGHT: Final = 5.5
LENGTHS_KILOMETRES: Final = (0.2, 0.5, 1, 2, 5, 10, 20)
ZOOM: Final = 17
ZOOM_OF_CITY: Final = 12


Box = tuple[float, float, float]


@dataclass(frozen=True)
class Spot:
    """One place with its items. `position` is in percent of the drawing, None where it is far."""

    number: int
    place: dict[str, Any]
    items: tuple[Item, ...]
    count: int
    url: str
    openstreetmap_url: str
    position: Position | None
    number_at: Position | None = None

    @property
    def is_apart(self) -> bool:
        """Whether the number stands beside the position, as others are too near."""
        return self.number_at is not None and self.number_at != self.position

    @property
    def number_x(self) -> str:
        """Return where the number stands, from the west side."""
        return percent(self.number_at[0]) if self.number_at else ""

    @property
    def number_y(self) -> str:
        """Return where the number stands, from the north side."""
        return percent(self.number_at[1]) if self.number_at else ""

    @property
    def x(self) -> str:
        """Return the distance from the drawing's west side, as SVG writes it."""
        return percent(self.position[0]) if self.position else ""

    @property
    def y(self) -> str:
        """Return the distance from the drawing's north side, as SVG writes it."""
        return percent(self.position[1]) if self.position else ""

    @property
    def rest(self) -> int:
        """Return how many items are not named."""
        return self.count - len(self.items)


@dataclass(frozen=True)
class Label:
    """A district's name where the middle of its places lies."""

    name: str
    x: str
    y: str


@dataclass(frozen=True)
class Map:
    """The drawing. `bar` is the length of `bar_kilometres` in percent of its width."""

    outline: tuple[Shape, ...]
    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]
    bar_kilometres: float
    bar: str
    openstreetmap_url: str
    elsewhere_count: int
    is_cut: bool

    @property
    def bar_metres(self) -> int:
        """Return the length of the scale in metres."""
        return int(self.bar_kilometres * 1000)


def overview(listing: Listing, site: SiteFacts, locale: str, path: str) -> Map:
    """Return the places of a selection, those with the most items first; one query.

    At most 500 items are read; `elsewhere_count` have no place with a position (online).
    """
    result = run(replace(listing.selection, limit=ITEMS_MAXIMUM, after=None))
    listed = [item_of(row, site, locale) for row in result.rows]
    groups: dict[str, list[Item]] = {}
    for one in listed:
        place = one.document["place"]
        if place and place["lat"] is not None and place["lon"] is not None:
            groups.setdefault(place["id"], []).append(one)
    ordered = sorted(groups.values(), key=lambda one: (-len(one), _name(one).casefold()))
    drawing = _Drawing([_position(one) for one in ordered])
    spots = tuple(
        _spot(number, one, drawing, link(path, {**listing.chosen, "place": [_place(one)["id"]]}))
        for number, one in enumerate(ordered, 1)
    )
    numbered = _numbered(spots)
    return Map(
        outline=tuple(shapes(drawing.at)),
        spots=numbered,
        labels=tuple(_labels(numbered)),
        bar_kilometres=drawing.bar,
        bar=percent(100 * drawing.bar / drawing.wide),
        openstreetmap_url=_address(drawing.middle, ZOOM_OF_CITY),
        elsewhere_count=len(listed) - sum(len(one) for one in ordered),
        is_cut=result.next_cursor is not None,
    )


class _Drawing:
    """Kilometres east and north, the box around them fitted into the drawing's ratio."""

    def __init__(self, positions: Sequence[Position]) -> None:
        self.middle = (
            _median(lat for lat, _lon in positions),
            _median(lon for _lat, lon in positions),
        )
        near = [one for one in map(self._kilometres, positions) if _is_near(one)] or [(0.0, 0.0)]
        (west, east), (south, north) = ((min(one), max(one)) for one in zip(*near, strict=True))
        self.centre = ((west + east) / 2, (south + north) / 2)
        inner = 1 - MARGIN_PERCENT / 50
        self.wide = max(east - west, (north - south) * RATIO, SHORTEST_KILOMETRES) / inner
        self.bar = max(
            (one for one in LENGTHS_KILOMETRES if one <= self.wide / 4),
            default=LENGTHS_KILOMETRES[0],
        )

    def at(self, position: Position) -> Position | None:
        """Return x and y in percent, None for what is too far away."""
        place = self._kilometres(position)
        if not _is_near(place):
            return None
        east, north = place[0] - self.centre[0], place[1] - self.centre[1]
        return 50 + 100 * east / self.wide, 50 - 100 * north / self.wide * RATIO

    def _kilometres(self, position: Position) -> Position:
        lat, lon = position
        east = (lon - self.middle[1]) * KILOMETRES_A_DEGREE * math.cos(math.radians(self.middle[0]))
        return east, (lat - self.middle[0]) * KILOMETRES_A_DEGREE


def _is_near(kilometres: Position) -> bool:
    return math.hypot(*kilometres) <= FAR_KILOMETRES


def _median(numbers: Iterable[float]) -> float:
    found = sorted(numbers)
    return found[len(found) // 2] if found else 0.0


def _place(one: Sequence[Item]) -> dict[str, Any]:
    place: dict[str, Any] = one[0].document["place"]
    return place


def _name(one: Sequence[Item]) -> str:
    return str(_place(one)["name"])


def _position(one: Sequence[Item]) -> Position:
    place = _place(one)
    return place["lat"], place["lon"]


def _spot(number: int, one: Sequence[Item], drawing: _Drawing, url: str) -> Spot:
    return Spot(
        number=number,
        place=_place(one),
        items=tuple(one[:SHOWN_A_PLACE]),
        count=len(one),
        url=url,
        openstreetmap_url=openstreetmap(_place(one)),
        position=drawing.at(_position(one)),
    )


def _numbered(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Return the spots with places for their numbers, moved apart where they would overlap."""
    drawn = [one.position for one in spots if one.position]
    placed = iter(spread(drawn))
    return tuple(replace(one, number_at=next(placed)) if one.position else one for one in spots)


def _labels(spots: Sequence[Spot]) -> list[Label]:
    """Return the districts' names near the middle of their places; without room there is none."""
    districts: dict[str, list[Position]] = {}
    for one in spots:
        if one.place["district"] and one.position:
            districts.setdefault(one.place["district"], []).append(one.position)
    taken = [(*one.number_at, HALF_NUMBER) for one in spots if one.number_at]
    made = []
    for name, found in sorted(districts.items()):
        x, y = (sum(one) / len(found) for one in zip(*found, strict=True))
        tried = [(x, y + shift, HALF_LETTER * len(name)) for shift in LABEL_SHIFTS]
        free = [one for one in tried if _is_free(one, taken)]
        if free:
            taken.append(free[0])
            made.append(Label(name, percent(x), percent(free[0][1])))
    return made


def _is_free(wanted: Box, taken: Iterable[Box]) -> bool:
    """Whether (x, y, half the width) lies in the drawing and on nothing else."""
    x, y, half = wanted
    return MARGIN_PERCENT / 2 < y < 100 - MARGIN_PERCENT / 2 and not any(
        abs(x - one[0]) < half + one[2] and abs(y - one[1]) < LINE_HEIGHT for one in taken
    )


def percent(number: float) -> str:
    """Return a length as SVG writes it in every language: `43.5%`."""
    return f"{number:.2f}%"


def openstreetmap(place: dict[str, Any]) -> str:
    """Return the address of a place at openstreetmap.org, with a marker."""
    lat, lon = place["lat"], place["lon"]
    return f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map={ZOOM}/{lat}/{lon}"


def _address(position: Position, zoom: int) -> str:
    lat, lon = position
    return f"https://www.openstreetmap.org/#map={zoom}/{lat:.5f}/{lon:.5f}"
