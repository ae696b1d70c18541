"""Banners above every page: the urgent one first, whatever else is said."""

import re

from hub.publication.sweep import sweep
from tests.factories.kinds import add_alert
from tests.factories.portal import fresh

MANY = 25


def banners(client, path: str) -> list[str]:
    """Return the titles of the banners in the order of the page, and what is announced with `!`."""
    html = " ".join(client.get(path).content.decode().split())
    head = html[: html.index("<main")]
    found = re.findall(
        r'<div class="(urgent" role="alert|notice[^"]*)">.*?<strong>([^<:]+)</strong>', head
    )
    return [f"{'!' if 'role' in kind else ''}{title}" for kind, title in found]


def test_an_urgent_banner_is_first_and_announced_however_many_stand_before_it(city, client):
    city.alert.unpublish()
    for number in range(MANY):
        add_alert(city.site, f"Mitteilung {number}", severity="announcement")
    add_alert(city.site, "Bombenfund in der Innenstadt", severity="major")
    add_alert(city.site, "Aufzug im Rathaus steht", severity="minor")
    for number in range(MANY):
        add_alert(city.site, f"Nachricht {number}", severity="announcement")
    sweep()
    fresh()

    found = banners(client, city.path(city.page))

    assert found[:2] == ["!Bombenfund in der Innenstadt", "Aufzug im Rathaus steht"]
    assert len(found) == 2 + 2 * MANY


def test_without_an_urgent_banner_nothing_is_announced(city, client):
    assert banners(client, city.path(city.page)) == ["Rathaus am Freitag zu"]


def test_an_urgent_banner_alone_leaves_no_empty_region(city, client):
    city.alert.severity = "major"
    city.alert.save_revision().publish()
    sweep()
    fresh()

    html = client.get(city.path(city.page)).content.decode()

    assert 'role="alert"' in html
    assert "Wichtige Hinweise" not in html
