"""The outline below the places: what the file holds, and only near the places."""

import json
from pathlib import Path

from hub.delivery.portal.lists.maps.outline import shapes
from hub.delivery.portal.lists.maps.overview import Spot, _labels

ROSSLAU = (51.888, 12.245)


def at(position):
    """Return a hundred kilometres around Roßlau as percent; what is outside is too far away."""
    lat, lon = position
    if abs(lat - ROSSLAU[0]) > 0.3 or abs(lon - ROSSLAU[1]) > 0.4:
        return None
    return 50 + 100 * (lon - ROSSLAU[1]), 50 - 100 * (lat - ROSSLAU[0])


def test_the_city_has_both_rivers_and_its_districts_areas_first(settings):
    found = shapes(at)
    assert [one.name for one in found if one.kind == "river"] == ["Elbe", "Mulde"]
    assert {"Roßlau", "Innenstadt", "Kochstedt", "Waldersee"} <= {one.name for one in found}
    assert [one.kind for one in found] == sorted(one.kind for one in found)
    assert "licence" in json.loads(Path(settings.HUB_MAP_OUTLINE).read_text())


def test_another_city_gets_nothing_of_this_one():
    assert shapes(lambda position: None) == []


def test_an_area_is_closed_and_a_line_is_not(settings, tmp_path):
    square = [[12.2, 51.8], [12.3, 51.8], [12.3, 51.9], [12.2, 51.8]]
    features = [
        {
            "properties": {"kind": "river", "name": "Bach"},
            "geometry": {"type": "LineString", "coordinates": square[:2]},
        },
        {
            "properties": {"kind": "district", "name": "Feld"},
            "geometry": {"type": "Polygon", "coordinates": [square]},
        },
    ]
    file = tmp_path / "outline.geojson"
    file.write_text(json.dumps({"licence": "CC0 1.0", "features": features}))
    settings.HUB_MAP_OUTLINE = str(file)
    area, line = shapes(lambda position: (position[1], position[0]))
    assert (area.name, area.path) == ("Feld", "M12.2 51.8L12.3 51.8L12.3 51.9L12.2 51.8Z")
    assert (line.name, line.path) == ("Bach", "M12.2 51.8L12.3 51.8")


def test_without_a_file_there_are_the_places_alone(settings):
    settings.HUB_MAP_OUTLINE = "none"
    assert shapes(at) == []


def spot(number: int, district: str, at: tuple[float, float]) -> Spot:
    return Spot(number, {"district": district}, (), 1, "", "", at, at)


def test_a_name_stands_on_no_number_and_is_left_out_where_there_is_no_room():
    below = spot(1, "Nord", (50.0, 40.0))
    assert [(one.name, one.x, one.y) for one in _labels([below])] == [("Nord", "50.00%", "46.50%")]
    beside = spot(2, "", (51.0, 46.5))
    assert [(one.name, one.y) for one in _labels([below, beside])] == [("Nord", "33.50%")]
    wall = [spot(number, "", (50.0, 25.0 + 3 * number)) for number in range(12)]
    assert _labels([below, *wall]) == []
