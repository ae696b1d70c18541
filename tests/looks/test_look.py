"""A website's own colours in the portal, and that one website's look is nobody else's."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.delivery.portal.machines import style_sheet as portal
from hub.looks import colours, schemes, themes
from hub.publication.sweep import sweep
from tests.factories.content import site_settings
from tests.factories.kinds import add_news, small_site
from tests.factories.portal import fresh

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
OWN = {"accent": "#a01020", "highlight": "#ffe08a", "action": "#004488"}


def sheet_of(html: str) -> str:
    found = re.search(r'href="(/-/look/[0-9a-f]{16}\.css)"', html)
    return found[1] if found else ""


@pytest.fixture
def two(db, settings):
    """Return two websites with a piece of news each."""
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    sites = [small_site(hostname="testserver"), small_site(hostname="other.example")]
    for site in sites:
        site.is_default_site = site.hostname == "testserver"
        site.save()
        add_news(site, f"Neues von {site.hostname}")
    sweep()
    fresh()
    yield sites
    fresh()


def settled(site, **fields) -> None:
    site_settings(site, **fields)
    sweep()
    fresh()


def page(client, host: str, path: str = "/de/") -> str:
    response = client.get(path, headers={"host": host})
    assert response.status_code == 200, (host, path, response.status_code)
    return response.content.decode()


def test_theme_colours_and_capability_of_a_website_change_that_one_alone(client, two):
    one, _other = two
    before = page(client, "other.example")
    settled(
        one,
        theme="kern",
        accent_colour="#a01020",
        disabled_capabilities=["editorial"],
    )
    assert page(client, "other.example") == before
    api = client.get("/api/v1/news", headers={"host": "other.example"}).json()
    assert [item["title"] for item in api["items"]] == ["Neues von other.example"]
    assert client.get("/api/v1/news", headers={"host": "testserver"}).status_code == 404

    settled(one, disabled_capabilities=[])
    html = page(client, "testserver")
    assert "kern-btn" in html
    css = client.get(sheet_of(html)).content.decode()
    assert "--hub-accent:light-dark(#a01020," in css
    assert ".kern-btn" in css
    assert page(client, "other.example") == before
    theirs = client.get(sheet_of(before), headers={"host": "other.example"}).content.decode()
    assert "#a01020" not in theirs
    assert ".kern-btn" not in theirs


def test_the_style_sheet_of_the_colours_is_kept_for_ever(client, two):
    settled(two[0], accent_colour="#a01020")
    response = client.get(sheet_of(page(client, "testserver")))
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies


def test_a_page_that_was_kept_gets_the_colours_of_today_for_a_minute(client, two):
    settled(two[0], accent_colour="#a01020")
    old = sheet_of(page(client, "testserver"))
    settled(two[0], accent_colour="#004488")
    assert sheet_of(page(client, "testserver")) != old
    response = client.get(old)
    assert "--hub-accent:light-dark(#004488," in response.content.decode()
    assert response["Cache-Control"] == "public, max-age=60"


def test_the_style_sheet_is_compressed_and_names_fonts_where_they_are(client, two):
    address = sheet_of(page(client, "testserver"))
    plain = client.get(address)
    packed = client.get(address, headers={"accept-encoding": "br"})
    assert packed["Content-Encoding"] == "br"
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert len(packed.content) < len(plain.content) / 3
    assert 'url("/static/stadt/fonts/jost-400-700.woff2")' in plain.content.decode()
    assert "/*" not in plain.content.decode()


def test_facts_written_before_there_were_colours_are_read():
    assert portal.own_colours(themes.installed()["stadt"], {}) == ""


@pytest.mark.parametrize("key", ["stadt", "kern"])
@given(accent=COLOURS, highlight=COLOURS, action=COLOURS)
def test_whatever_was_let_through_can_be_read_in_the_dark_too(key, accent, highlight, action):
    theme = themes.installed()[key]
    own = {"accent": accent, "highlight": highlight, "action": action}
    dark = schemes.failures(schemes.dark(theme, own), "dark")
    assert [one for one in dark if one.pair.front in {*OWN, "on-highlight", "on-action"}] == []
    light = schemes.failures(schemes.light(theme, own))
    assert [one for one in light if one.pair.front.startswith("on-h")] == []
    assert [one for one in light if one.pair.front.startswith("on-a")] == []


@given(accent=COLOURS, action=COLOURS)
def test_the_colour_that_is_offered_would_be_let_through(accent, action):
    theme = themes.installed()["stadt"]
    own = {"accent": accent, "action": action}
    offered = {name: schemes.enough(theme, own, name) for name in own}
    assert schemes.own_failures(theme, offered) == []
    assert all(colours.is_colour(one) for one in offered.values())
