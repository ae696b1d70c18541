"""A list as HTML: the API's words, semantic, framed nowhere else, clear when refused."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.documents import PLACE, a_date, publish_event, publish_news

PLACED = {"place": PLACE}


def read(response):
    return BeautifulSoup(response.content.decode(), "html.parser")


def texts(response, path: str) -> list[str]:
    return [" ".join(one.get_text().split()) for one in read(response).select(path)]


def test_a_list_is_semantic_html_with_the_filters_of_the_api(embed, site):
    publish_event(site, "Winterfest", facets=["topic=sport"], shared=PLACED)
    publish_event(site, "Lesung")
    response = embed("events", topic="sport")
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert texts(response, "ul[role=list] > li h3 > a") == ["Winterfest"]
    assert texts(response, "time[datetime='2026-12-05T15:00:00+01:00']") == [
        "Sa., 5. Dezember, 15–18 Uhr"
    ]
    assert texts(response, ".hub-place") == ["Bürgerhaus, Innenstadt"]
    [link] = read(response).select("h3 > a")
    assert link.get("href").startswith("http://testserver/de/")
    assert link.get("target") == "_top"


def test_a_list_speaks_the_language_that_is_asked_for(embed, site):
    publish_event(site, "Winterfest")
    response = embed("events", locale="ar")
    [frame] = read(response).select(".hub-embed")
    assert (frame.get("lang"), frame.get("dir")) == ("ar", "rtl")
    [link] = read(response).select("h3 > a")
    assert (link.get("lang"), link.get("dir")) == ("de", "ltr")
    assert link.get("href").startswith("http://testserver/ar/")
    easy = embed("events", locale="de-x-ls")
    assert texts(easy, "time") == ["Am Samstag, 5. Dezember. Von 15 Uhr bis 18 Uhr."]


@pytest.mark.parametrize(
    ("status", "word", "is_struck"),
    [("cancelled", "abgesagt", True), ("moved", "verschoben", False), ("scheduled", "", False)],
)
def test_a_date_that_is_off_says_so_in_words(embed, site, status, word, is_struck):
    dates = [a_date("2026-12-05T15:00", "2026-12-05T18:00", status=status)]
    publish_event(site, "Winterfest", dates=dates)
    response = embed("events")
    assert "".join(texts(response, ".hub-state")) == word
    assert bool(read(response).select("s > time")) is is_struck


def test_news_come_with_the_day_of_their_publication(embed, site):
    publish_news(site, "Neue Karte", shared={"summary": "Ab Januar."})
    response = embed("news")
    assert texts(response, "time") == ["5. Januar 2026"]
    assert texts(response, ".hub-summary") == ["Ab Januar."]


def test_the_look_decides_what_is_shown(embed, site):
    publish_event(site, "Winterfest", shared=PLACED)
    short = embed("events", look="short", pictures="true")
    assert texts(short, "p.hub-title") == ["Winterfest"]
    assert not read(short).select(".hub-place, img, h3")
    bare = embed("events", look="bare", level=2)
    assert texts(bare, "h2") == ["Winterfest"]
    assert not read(bare).select("link")
    assert read(embed("events")).select("link[rel=stylesheet]")


def test_pictures_come_only_when_asked_for(embed, site):
    row = publish_event(site, "Winterfest", shared={"topics": [{"key": "sport", "label": "Sport"}]})
    image = {"url": "http://testserver/images/x/1/w/a.jpg", "alt": "Ein Fest", "width": 1200}
    image |= {"height": 800, "credit": "", "licence": "", "renditions": []}
    publish_event(site, "Lesung", shared={"image": image})
    assert not read(embed("events")).select("img")
    drawn = {
        one.get("src"): one.get("alt")
        for one in read(embed("events", pictures="true")).select("img")
    }
    assert drawn == {
        f"http://testserver/-/tiles/sport/{row.document_id}.svg": "",
        "http://testserver/images/x/1/w/a.jpg": "Ein Fest",
    }


def test_a_frame_is_a_whole_page_and_the_only_thing_others_may_frame(embed, client, site):
    publish_event(site, "Winterfest")
    response = embed("events", frame="true")
    page = read(response)
    assert (page.html["lang"], page.title.string) == ("de", "Veranstaltungen: Testhub")
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    other = client.get("/-/live")
    assert other["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]


def test_an_empty_list_leads_to_the_whole_one(embed, site):
    response = embed("events", topic="sport")
    assert response.status_code == 200
    assert texts(response, ".hub-status")
    [link] = read(response).select(".hub-more a")
    assert link.get("href") == "http://testserver/de/events/?topic=sport"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"limit": "100000"}, "limit"),
        ({"from": "<script>alert(1)</script>"}, "from"),
        ({"locale": "xx"}, "locale"),
        ({"topic": "x" * 500}, "topic"),
        ({"colour": "red"}, "colour"),
        ({"look": "neon"}, "look"),
        ({"pictures": "perhaps"}, "pictures"),
        ({"level": "9"}, "level"),
        ({"cursor": "abc"}, "cursor"),
        ({"topic": "a\x00b"}, "topic"),
    ],
)
def test_what_is_not_understood_is_named_and_leads_to_the_list(embed, site, query, parameter):
    publish_event(site, "Winterfest")
    response = embed("events", **query)
    assert response.status_code == 400
    assert response["Cache-Control"] == "no-store"
    assert [text.partition(":")[0] for text in texts(response, ".hub-problem")] == [parameter]
    [link] = read(response).select(".hub-more a")
    assert link.get("href") == "http://testserver/de/events/"
    assert not read(response).select("script")


def test_a_list_that_is_not_there_leads_to_the_hub(embed, site):
    response = embed("nothing")
    assert response.status_code == 404
    [link] = read(response).select(".hub-more a")
    assert link.get("href") == "http://testserver/de/"


def test_a_kind_that_is_switched_off_is_not_embedded(embed, site, monkeypatch):
    publish_event(site, "Winterfest")
    assert embed("events").status_code == 200
    from hub.publication.models import PublicationSite
    from tests.factories.portal import fresh

    PublicationSite.objects.update(facts={**site.facts, "off": ["events"]})
    fresh()
    response = embed("events")
    assert response.status_code == 404
    assert b"Winterfest" not in response.content


def test_a_fragment_is_fresh_by_its_tag_and_open_to_every_website(embed, client, site):
    publish_event(site, "Winterfest")
    first = embed("events")
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not first.cookies
    tag = {"If-None-Match": first["ETag"]}
    assert client.get("/embed/v1/events.html", headers=tag).status_code == 304


def test_a_fragment_takes_as_few_queries_as_the_portal(embed, site):
    for number in range(12):
        publish_event(site, f"Fest {number}")
    embed("events")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert len(texts(embed("events", limit=10), "li")) == 10
    assert len(captured) <= 3, [one["sql"][:90] for one in captured]


def test_only_reading_is_understood(client, site):
    for method in ("post", "put", "delete"):
        response = getattr(client, method)("/embed/v1/events.html")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    head = client.head("/embed/v1/events.html")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head["Content-Length"]) > 100
    assert client.get("/embed/v2/events.html").status_code == 404
