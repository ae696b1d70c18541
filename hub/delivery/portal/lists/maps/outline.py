"""A city's outline below its places: rivers and districts of a small GeoJSON file (RFC 7946).

The file names its licence. What lies far from the places is not drawn, so a city that has no
outline of its own gets none of another's.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from hub.delivery.portal.lists.maps.spread import Position

# (latitude, longitude) → x and y in percent of the drawing, None for what is too far away.
Place = Callable[[Position], Position | None]
KINDS: Final = ("district", "river")


@dataclass(frozen=True)
class Shape:
    """One area or line as SVG draws it in a field of 100 by 100."""

    kind: str
    name: str
    path: str


def shapes(at: Place) -> list[Shape]:
    """Return what is near enough, areas before lines."""
    made = []
    for feature in _features(settings.HUB_MAP_OUTLINE):
        kind, name = (str(feature["properties"][key]) for key in ("kind", "name"))
        lines = feature["geometry"]["coordinates"]
        is_area = feature["geometry"]["type"] == "Polygon"
        path = "".join(_path(one, at, is_area) for one in (lines if is_area else [lines]))
        if path:
            made.append(Shape(kind, name, path))
    return sorted(made, key=lambda one: KINDS.index(one.kind))


def _path(line: Iterable[list[float]], at: Place, is_closed: bool) -> str:
    found = [at((lat, lon)) for lon, lat in line]
    points = [f"{one[0]:.1f} {one[1]:.1f}" for one in found if one]
    return f"M{'L'.join(points)}{'Z' if is_closed else ''}" if points else ""


@cache
def _features(name: str) -> list[dict[str, Any]]:
    if name == "none":
        return []
    features: list[dict[str, Any]] = json.loads(Path(name).read_text("utf-8"))["features"]
    return features
