"""A website's own colours: written by editors, refused where not everybody could read them."""

import pytest
from wagtail.models import Site

from hub.content.models import SiteSettings
from hub.looks import colours, themes
from tests.factories.content import UserFactory, site_settings

GIVEN = {"languages": ["de", "en"], "theme": "stadt"}


@pytest.fixture
def save(client, site: Site):
    """Return a function that saves the site's settings in the admin."""
    client.force_login(UserFactory(is_superuser=True))

    def post(**fields):
        site_settings(site)
        address = f"/admin/settings/content/sitesettings/{site.pk}/"
        return client.post(address, {**GIVEN, **fields})

    return post


def stored(site: Site) -> dict[str, str]:
    return SiteSettings.objects.get(site=site).colours


def test_colours_that_everybody_can_read_are_kept(save, site):
    given = {"accent_colour": "#A01020", "highlight_colour": "ffd", "action_colour": "#004488"}
    assert save(**given).status_code == 302
    assert stored(site) == {"accent": "#a01020", "highlight": "#ffffdd", "action": "#004488"}


def test_a_colour_that_is_too_close_is_refused_with_one_that_would_do(save, site):
    response = save(accent_colour="#ffcc00", action_colour="#004488")
    assert stored(site) == {}
    said = " ".join(response.context["form"].errors["accent_colour"])
    assert "Akzent #ffcc00 auf dem Grund der Seite (#fcf9f2) hat einen Kontrast von 1,4" in said
    assert "Nötig sind 4,5 zu 1." in said
    nearest = said.rpartition(": ")[2].removesuffix(".")
    assert colours.suffices(nearest, ["#fcf9f2", "#f3ecdf"], 4.5)
    assert 'value="#ffcc00"' in response.content.decode()
    assert save(accent_colour=nearest).status_code == 302


def test_what_is_enough_depends_on_the_theme(save, site):
    for key, colour in (("stadt", "#c5301d"), ("kern", "#c5301d")):
        assert save(theme=key, accent_colour=colour).status_code == 302
    # Fine on white, too pale on the warm ground of the standard theme.
    pale = colours.nearest("#ff9900", ["#ffffff", "#f3f4f7"], 4.5)
    assert save(theme="kern", accent_colour=pale).status_code == 302
    assert save(theme="stadt", accent_colour=pale).status_code == 200


@pytest.mark.parametrize("text", ["red", "#12345", "#gggggg", "url(x)", "#fff;}a{"])
def test_what_is_no_colour_is_refused_and_stays_in_the_form(save, site, text):
    response = save(accent_colour=text[:7])
    assert response.status_code == 200
    assert response.context["form"].errors["accent_colour"] == [
        "Schreiben Sie die Farbe so: #c5301d."
    ]


def test_the_preview_says_how_a_theme_looks_with_the_colours(client, site):
    client.force_login(UserFactory(is_superuser=True))
    answer = client.get("/admin/colours/?theme=stadt&accent=%23ffcc00&action=nonsense").json()
    bad = [one for one in answer["pairs"] if not one["is_enough"]]
    assert {one["name"] for one in bad} == {"accent"}
    assert bad[0]["label"] == "Akzent auf dem Grund der Seite"
    assert bad[0]["verdict"].endswith("zu 1, zu wenig; nötig sind 4,5 zu 1")
    assert colours.is_colour(bad[0]["nearest"])
    assert answer["summary"].startswith("Das können nicht alle lesen: 2 Farbpaare")
    assert answer["light"]["action"] == themes.installed()["stadt"].tokens["action"]


@pytest.mark.parametrize("key", ["stadt", "kern"])
def test_the_preview_of_a_theme_alone_is_legible(client, site, key):
    client.force_login(UserFactory(is_superuser=True))
    answer = client.get(f"/admin/colours/?theme={key}").json()
    assert answer["summary"] == "Diese Farben können alle lesen."
