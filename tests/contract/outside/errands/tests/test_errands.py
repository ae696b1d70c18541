"""Errands as the outside meets them: the API's list, the form, the paper."""

from datetime import UTC, datetime

import pytest

from errands.models import Errand, PosterLine
from errands.tests.samples import make_errand
from hub.content.models import HubPage
from hub.publication.follow import follow_on
from hub.publication.sweep import sweep
from tests.factories.content import hub_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return hub_site(HubPage)


@pytest.fixture
def three(site) -> None:
    """Publish one for the year 2060, one without a day, one for 2050: 60, 10 and 30 minutes."""
    make_errand(
        site, title="Hecke", slug="a", minutes=60, needed_by=datetime(2060, 1, 1, tzinfo=UTC)
    )
    make_errand(site, title="Brief", slug="b", minutes=10)
    make_errand(
        site, title="Regal", slug="c", minutes=30, needed_by=datetime(2050, 1, 1, tzinfo=UTC)
    )
    sweep()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Regal", "Hecke", "Brief"]),
        ({"sort": "minutes"}, ["Brief", "Regal", "Hecke"]),
        ({"minutes_min": "20", "minutes_max": "59"}, ["Regal"]),
        ({"deadline_to": "2055-01-01"}, ["Regal"]),
    ],
)
def test_the_list_comes_by_deadline_and_is_narrowed_by_minutes(three, client, query, titles):
    found = client.get("/api/v1/errands", query).json()["items"]

    assert [one["title"] for one in found] == titles


def test_who_asks_gets_an_address_at_which_to_take_it_back(site, client):
    sweep()
    assert client.get("/de/um-hilfe-bitten/").status_code == 200
    assert client.post("/de/um-hilfe-bitten/", {"title": " "}).status_code == 400

    own = client.post("/de/um-hilfe-bitten/", {"title": "Brief vorlesen"})["Location"]

    assert "Brief vorlesen" in client.get(own).content.decode()
    assert Errand.objects.get().live is False
    assert client.post(own).status_code == 200
    assert not Errand.objects.exists()
    assert client.get(own).status_code == 404


def test_the_paper_names_what_is_public(three):
    follow_on("errands.poster")
    assert set(PosterLine.objects.values_list("title", flat=True)) == {"Hecke", "Brief", "Regal"}

    Errand.objects.get(slug="c").delete()
    sweep()
    follow_on("errands.poster")
    assert set(PosterLine.objects.values_list("title", flat=True)) == {"Hecke", "Brief"}
