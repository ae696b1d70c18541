"""oEmbed 1.0: our own public pages become frames, everything else is not there."""

import re
import xml.etree.ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from hub.publication.settle import settle

pytestmark = pytest.mark.django_db
HUB = "http://testserver"


def asked(client, path: str, **query):
    return client.get("/oembed", {"url": f"{HUB}{path}", **query})


def frame_of(made: dict) -> dict:
    return BeautifulSoup(made["html"], "html.parser").iframe.attrs


def test_a_list_becomes_a_frame_with_its_filter(city, client):
    response = asked(client, f"{city.path(city.events)}?topic=climate&limit=100&page=2")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    made = response.json()
    assert (made["version"], made["type"]) == ("1.0", "rich")
    assert made["title"] == "Veranstaltungen: Dessau-Roßlau engagiert"
    assert made["provider_url"] == f"{HUB}/"
    frame = frame_of(made)
    assert frame["title"] == made["title"]
    assert (int(frame["width"]), int(frame["height"])) == (made["width"], made["height"])
    shown = client.get(frame["src"].removeprefix(HUB))
    text = shown.content.decode()
    assert "Reparieren statt wegwerfen" in text
    assert "Fördermittel" not in text


def test_one_document_becomes_a_frame_of_its_own(city, client):
    made = asked(client, city.path(city.news)).json()
    shown = client.get(frame_of(made)["src"].removeprefix(HUB)).content.decode()
    assert "Die Ehrenamtskarte bekommt Zuwachs" in shown
    assert "Zweite Runde" not in shown


def test_the_size_keeps_within_what_is_asked_for(city, client):
    made = asked(client, city.path(city.events), maxwidth=300, maxheight=200).json()
    assert (made["width"], made["height"]) == (300, 200)
    assert (frame_of(made)["width"], frame_of(made)["height"]) == ("300", "200")


def test_the_same_comes_as_xml(city, client):
    response = asked(client, city.path(city.events), format="xml")
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    root = ET.fromstring(response.content)
    made = asked(client, city.path(city.events)).json()
    assert root.tag == "oembed"
    assert {one.tag: one.text for one in root} == {key: str(one) for key, one in made.items()}


@pytest.mark.parametrize(
    "url",
    [
        f"{HUB}/de/nichts/",
        f"{HUB}/admin/",
        f"{HUB}/xx/events/",
        f"{HUB}/de/events/?limit=5&topic=" + "x" * 400,
        "http://elsewhere.example/de/",
        "ftp://testserver/de/",
        "javascript:alert(1)",
        "http://[",
        f"{HUB}/de/%00/",
        "nonsense",
    ],
)
def test_what_is_none_of_our_public_pages_is_not_there(city, client, url):
    assert client.get("/oembed", {"url": url}).status_code == 404
    assert client.get("/oembed", {"url": f"{HUB}/de/"}).status_code == 200


def test_a_page_that_is_taken_down_is_not_there(city, client):
    path = city.path(city.news)
    assert asked(client, path).status_code == 200
    city.news.unpublish()
    settle({city.news.translation_key})
    assert asked(client, path).status_code == 404


def test_a_format_that_we_do_not_speak_is_not_implemented(city, client):
    assert asked(client, "/de/", format="yaml").status_code == 501


@pytest.mark.parametrize("query", [{"maxwidth": "wide"}, {"maxwidth": "0"}, {"maxheight": "-1"}])
def test_a_size_that_is_none_is_refused_by_name(city, client, query):
    response = asked(client, "/de/", **query)
    assert response.status_code == 400
    assert next(iter(query)) in response.content.decode()
    assert client.get("/oembed").status_code == 400


def test_parameters_of_consumers_are_passed_over(city, client):
    assert asked(client, "/de/", dnt="1").status_code == 200


def test_lists_and_documents_say_where_their_frame_is_found(city, client):
    for path in (f"{city.path(city.events)}?topic=climate", city.path(city.news)):
        page = BeautifulSoup(client.get(path).content.decode(), "html.parser")
        found = {one["type"]: one["href"] for one in page.select("link[type*=oembed]")}
        assert set(found) == {"application/json+oembed", "text/xml+oembed"}
        assert all(one.startswith(f"{HUB}/oembed?") for one in found.values())
        made = client.get(found["application/json+oembed"].removeprefix(HUB)).json()
        assert made["type"] == "rich"
        assert ("topic=climate" in made["html"]) is ("topic" in path)
        assert client.get(found["text/xml+oembed"].removeprefix(HUB)).status_code == 200
    missing = client.get("/de/nichts/").content.decode()
    assert not re.search("oembed", missing)
