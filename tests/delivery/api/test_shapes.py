"""The shapes of design.md §6, as stored answers, each with its number of queries."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
import time_machine

from tests.delivery.api.conftest import same_as_golden
from tests.factories.content import DistrictFactory, PlaceFactory, TopicFactory
from tests.factories.documents import (
    ORGANISATION,
    PLACE,
    bury_row,
    publish_event,
    publish_news,
)

EVENT_ID = UUID("0198c0de-0000-7000-8000-00000000000a")
NEWS_ID = UUID("0198c0de-0000-7000-8000-00000000000b")


@pytest.fixture
def content(site: Any) -> Any:
    """One event and one news item, written on a fixed day."""
    with time_machine.travel(datetime(2026, 11, 1, 8, tzinfo=UTC), tick=False):
        shared = {
            "place": PLACE,
            "organisation": ORGANISATION,
            "topics": [{"key": "sport", "label": "Sport"}],
            "summary": "Wir feiern.",
        }
        event = publish_event(
            site,
            "Winterfest",
            document_id=EVENT_ID,
            slug="winterfest",
            shared=shared,
            facets=["topic=sport", "free=true", f"place={PLACE['id']}"],
        )
        news = publish_news(site, "Neues", document_id=NEWS_ID, slug="neues")
        yield event, news


@pytest.mark.parametrize(
    ("name", "path", "query"),
    [
        ("root", "/", {}),
        ("events", "/events", {"count": "true"}),
        ("news", "/news", {}),
        ("documents", "/documents", {"limit": 1}),
        ("event", f"/events/{EVENT_ID}", {}),
        ("event_sparse", f"/events/{EVENT_ID}", {"fields": "title,place.name,dates.starts_at"}),
        ("event_by_slug", "/events/by-slug/winterfest", {}),
        ("changes", "/changes", {}),
        ("locales", "/locales", {}),
        ("schemas", "/schemas/", {}),
    ],
)
def test_each_address_answers_in_its_promised_shape(get, content, name, path, query):
    answer = get(path, **query)

    assert answer.status_code == 200
    found = answer.json()
    # Earlier tests take numbers too.
    if name == "changes":
        first = found["items"][0]["sequence"]
        found["next_since"] -= first
        for one in found["items"]:
            one["sequence"] -= first
    # Which capabilities are there is another test's business.
    if name == "root":
        found["latest_sequence"] = 2
        found["kinds"] = [one for one in found["kinds"] if one["key"] == "news"]
    if name == "schemas":
        found["items"] = [one for one in found["items"] if one["kind"] == "news"]
    same_as_golden(name, found)


def test_a_list_names_its_next_page_in_body_and_header(get, content):
    answer = get("/documents", limit=1)

    following = answer.json()["next"]
    assert answer["Link"] == f'<{following}>; rel="next"'
    second = get(following.removeprefix("http://testserver/api/v1"))
    assert [one["title"] for one in second.json()["items"]] != [
        one["title"] for one in answer.json()["items"]
    ]
    assert second.json()["next"] is None
    assert "Link" not in second


def test_pages_together_hold_every_item_once(get, site):
    for number in range(7):
        publish_news(site, f"Neues {number}")

    seen, path = [], "/news?limit=3"
    while path:
        page = get(path).json()
        seen += [one["title"] for one in page["items"]]
        path = (page["next"] or "").removeprefix("http://testserver/api/v1")

    assert sorted(seen) == [f"Neues {number}" for number in range(7)]


def test_total_counts_all_pages_and_only_when_asked_for(get, site):
    for number in range(3):
        publish_news(site, f"Neues {number}")

    assert get("/news", limit=1, count="true").json()["total"] == 3
    assert "total" not in get("/news", limit=1).json()


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("/events", 1),
        ("/news?limit=100", 1),
        ("/news?count=true", 2),
        ("/documents?fields=title", 1),
        (f"/events/{EVENT_ID}", 1),
        ("/events/by-slug/winterfest", 1),
        ("/changes", 2),
        ("/events.ics", 1),
        ("/events.csv", 1),
        ("/documents.atom", 1),
    ],
)
def test_the_number_of_queries_is_fixed(
    get, content, listening, django_assert_num_queries, path, count
):
    get("/news")  # the site's facts are read once a sequence

    with django_assert_num_queries(count):
        assert get(path).status_code == 200


def test_topics_and_places_are_those_that_public_documents_use(get, site):
    TopicFactory(key="sport", label="Sport")
    TopicFactory(key="geheim", label="Noch geheim")
    place = PlaceFactory(name="Bürgerhaus", district=DistrictFactory(name="Nord"))
    PlaceFactory(name="Noch geheim")
    publish_event(site, "Turnen", facets=["topic=sport", f"place={place.hub_id}"])

    topics, places = get("/topics").json()["items"], get("/places").json()["items"]

    assert topics == [{"key": "sport", "label": "Sport", "parent": None, "count": 1}]
    assert [(one["name"], one["district"], one["count"]) for one in places] == [
        ("Bürgerhaus", "Nord", 1)
    ]


def test_topics_are_named_in_the_wanted_language(get, site):
    from tests.factories.content import TopicLabelFactory

    TopicLabelFactory(topic=TopicFactory(key="sport", label="Sport"), locale="en", label="Sports")
    publish_news(site, "Turnen", facets=["topic=sport"])

    assert get("/topics", locale="en").json()["items"][0]["label"] == "Sports"


def test_an_unknown_id_answers_404_as_a_problem(get, content):
    answer = get(f"/events/{NEWS_ID}")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert str(NEWS_ID) in answer.json()["detail"]
    assert get(f"/news/{NEWS_ID}").status_code == 200


def test_what_was_deleted_answers_410_with_its_tombstone(get, content):
    event, _news = content
    bury_row(event)

    for path in (f"/events/{EVENT_ID}", f"/documents/{EVENT_ID}", f"/events/{EVENT_ID}.ics"):
        answer = get(path)
        assert answer.status_code == 410
        body = answer.json()
        assert (body["deleted"], body["id"], body["kind"]) == (True, str(EVENT_ID), "event")
        assert body["deleted_at"].endswith("Z")
        assert "Winterfest" not in answer.content.decode()
    assert get("/events").json()["items"] == []


def test_a_switched_off_capability_is_gone_from_every_address(get, site, content):
    from hub.publication.models import Counter, PublicationSite

    assert get("/events").status_code == 200
    PublicationSite.objects.update(facts={**site.facts, "off": ["events"]})
    Counter.objects.update(value=999)

    for path in ("/events", "/events.ics", f"/events/{EVENT_ID}", "/events/by-slug/winterfest"):
        assert get(path).status_code == 404, path
    assert get("/schemas/event.json").status_code == 404
    assert "/events" not in get("/openapi.json").json()["paths"]
    assert "event" not in [one["key"] for one in get("/").json()["kinds"]]
    assert get("/news").status_code == 200


def test_without_a_site_the_api_says_that_it_is_not_ready(client, db):
    from hub.publication.models import Counter, PublicationSite

    PublicationSite.objects.all().delete()
    Counter.objects.update_or_create(pk=1, defaults={"value": 123_456})

    answer = client.get("/api/v1/events")

    assert answer.status_code == 503
    assert answer["Retry-After"]
