"""Sparse documents: `fields=` keeps what was asked for, and the id."""

import pytest

from tests.factories.documents import ORGANISATION, PLACE, publish_event, publish_news


@pytest.fixture
def event(site):
    return publish_event(site, "Chor", shared={"place": PLACE, "organisation": ORGANISATION})


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("title", {"title": "Chor"}),
        ("id,title,title", {"title": "Chor"}),
        ("place.name,place.city", {"place": {"name": "Bürgerhaus", "city": "Dessau-Roßlau"}}),
        ("organisation.title", {"organisation": {"title": "Nachbarn e. V."}}),
        ("dates.status", {"dates": [{"status": "scheduled"}]}),
        ("event.format", {"event": {"format": "onsite"}}),
        ("image.alt", {"image": None}),
        ("available_locales", None),
    ],
)
def test_the_named_fields_come_and_no_other(get, event, fields, wanted):
    found = get("/events", fields=fields).json()["items"][0]

    assert found.pop("id") == str(event.document_id)
    if wanted is not None:
        assert found == wanted
    assert get(f"/events/{event.document_id}", fields=fields).json().keys() >= found.keys()


def test_a_whole_member_wins_over_a_part_of_it(get, event):
    found = get("/events", fields="place.name,place").json()["items"][0]

    assert found["place"] == PLACE


def test_repeating_the_parameter_is_the_same_as_commas(get, client, event):
    once = get("/events", fields="title,url").json()
    twice = client.get("/api/v1/events?fields=title&fields=url").json()

    assert once == twice


def test_each_kind_has_its_own_member_among_all_kinds(get, site, event):
    publish_news(site, "Neues")

    items = get("/documents", fields="kind,event.format,news.published_on").json()["items"]

    assert {one["kind"]: set(one) for one in items} == {
        "event": {"id", "kind", "event"},
        "news": {"id", "kind", "news"},
    }


def test_other_fields_have_another_etag(get, event):
    tags = {get("/events", **query)["ETag"] for query in ({}, {"fields": "url"}, {"fields": "id"})}

    assert len(tags) == 3
