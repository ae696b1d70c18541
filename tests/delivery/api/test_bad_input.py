"""Bad input is refused with 400 and the parameter's name, never ignored and never a 500."""

import base64
import json
from typing import Any

import pytest

from tests.factories.documents import publish_event


def packed(value: str) -> str:
    """Return what looks like a cursor."""
    text = json.dumps([value, "0198c0de-0000-7000-8000-00000000000a"])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


IDS = ",".join(["0198c0de-0000-7000-8000-00000000000a"] * 101)


@pytest.mark.parametrize(
    ("path", "query", "parameter"),
    [
        ("/events", "colour=red", "colour"),
        ("/events", "limit=0", "limit"),
        ("/events", "limit=101", "limit"),
        ("/events", "limit=1e9", "limit"),
        ("/events", "limit=99999999999999999999999999", "limit"),
        ("/events", "limit=%D9%A3", "limit"),
        ("/events", "limit=10&limit=20", "limit"),
        ("/events", "cursor=abc", "cursor"),
        ("/events", "cursor=WzEsMl0", "cursor"),
        ("/news", f"cursor={packed('nonsense')}", "cursor"),
        ("/news", f"cursor={packed('2026-W01-1x')}", "cursor"),
        ("/organisations", f"cursor={packed(chr(0xD800))}", "cursor"),
        ("/events", "topic!=", "topic!"),
        ("/events", "count=yes", "count"),
        ("/events", "locale=xx", "locale"),
        ("/events", "fallback=maybe", "fallback"),
        ("/events", "from=yesterdayish", "from"),
        ("/events", "from=2026-02-30", "from"),
        ("/events", "from=2026-03-02&to=2026-03-01", "to"),
        ("/events", "to=%2B99999999d", "to"),
        ("/events", f"ids={IDS}", "ids"),
        ("/events", "ids=1", "ids"),
        ("/events", "bbox=1,2,3", "bbox"),
        ("/events", "bbox=181,0,190,1", "bbox"),
        ("/events", "bbox=nan,0,1,1", "bbox"),
        ("/events", "near=51.8", "near"),
        ("/events", "near=51.8,12.2&radius_km=1000", "radius_km"),
        ("/events", "radius_km=3", "radius_km"),
        ("/events", f"q={'x' * 201}", "q"),
        ("/events", "q=", "q"),
        ("/events", "q=a&q=b", "q"),
        ("/events", "weekday=xx", "weekday"),
        ("/events", "format=paper", "format"),
        ("/events", "free=1", "free"),
        ("/events", "accessible=stairs", "accessible"),
        ("/events", "topic=a%00b", "topic"),
        ("/events", "fields=secret", "fields"),
        ("/events", "fields=title,place.secret", "fields"),
        ("/events", "fields=", "fields"),
        ("/news", "from=today", "from"),
        ("/news", "weekday=sa", "weekday"),
        ("/documents", "free=true", "free"),
        ("/events.ics", "limit=1001", "limit"),
        ("/events.ics", "fields=title", "fields"),
        ("/events.rss", "limit=101", "limit"),
        ("/events/x", "", "id"),
        ("/events/%00", "", "id"),
        ("/events/by-slug/a%00b", "", "slug"),
        ("/events/by-slug/sommerfest", "limit=1", "limit"),
        ("/changes", "since=-1", "since"),
        ("/changes", "since=99999999999999999999", "since"),
        ("/changes", "kind=ghost", "kind"),
        ("/changes", "limit=101", "limit"),
        ("/topics", "locale=xx", "locale"),
        ("/topics", "q=a", "q"),
        ("/locales", "x=1", "x"),
        ("/", "x=1", "x"),
        ("/openapi.json", "x=1", "x"),
        ("/docs", "x=1", "x"),
    ],
)
def test_a_parameter_that_is_not_understood_is_named(get, client, path, query, parameter):
    answer = client.get(f"/api/v1{path}", QUERY_STRING=query)

    assert answer.status_code == 400, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert parameter in [one["parameter"] for one in body["errors"]]
    assert (body["status"], body["title"], body["type"]) == (400, "Bad Request", "about:blank")
    assert f"{parameter}: " in body["detail"]


def test_a_week_number_in_a_cursor_is_no_reason_to_fail(get):
    assert get("/news", cursor=packed("2026-W01-1")).status_code == 200


def test_a_message_shows_the_value_what_is_allowed_and_an_example(get):
    message = get("/events", **{"from": "yesterdayish"}).json()["errors"][0]["message"]

    assert message == (
        "'yesterdayish' is neither a date (2026-03-14), a time (2026-03-14T15:00:00+01:00),"
        " nor a relative day (today, +30d)"
    )


def test_a_query_that_is_too_long_names_the_parameter(get):
    body = get("/events", topic="sport", q="x" * 20_000).json()
    assert [one["parameter"] for one in body["errors"]] == ["q"]
    assert body["detail"] == (
        "q: is too long: the query string has 20014 bytes; at most 8000 are read"
    )


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2200-01-01"])
def test_a_day_out_of_reach_says_what_can_be_asked_for(get, day):
    message = get("/events", **{"from": day}).json()["errors"][0]["message"]
    assert message == f"'{day}' lies outside 1900 to 2199"


def test_topics_come_and_go_so_that_one_that_is_not_there_finds_nothing(get):
    for word in ("topic", "district"):
        answer = get("/events", **{word: "no-such-word"})
        assert (answer.status_code, answer.json()["items"]) == (200, [])


def test_all_problems_are_told_at_once(get):
    body = get("/events", limit=0, locale="xx", colour="red").json()

    assert {one["parameter"] for one in body["errors"]} == {"limit", "locale", "colour"}


@pytest.mark.parametrize(
    "query",
    [
        "topic=%zz",
        "topic=%",
        "topic=%ff%fe",
        "topic=\xff",
        "=".join(["a"] * 9000),
        "&".join(["topic=a"] * 500),
        "q=%ed%a0%80",
    ],
)
def test_a_broken_query_string_is_refused(get, client, query):
    answer = client.get("/api/v1/events", QUERY_STRING=query)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_an_overlong_address_is_refused(get, client):
    assert client.get("/api/v1/events/" + "x" * 3000).status_code == 400


@pytest.mark.parametrize(
    "path", ["/nothing", "/events/a/b/c", "/events.pdf", "/%2e%2e/admin", "//"]
)
def test_an_unknown_address_answers_404_as_a_problem(get, path):
    answer = get(path)

    assert answer.status_code == 404
    assert answer.json()["status"] == 404


def test_a_kind_without_dates_says_which_formats_it_has(get):
    detail = get("/news.ics").json()["detail"]

    assert ".rss" in detail
    assert ".csv" in detail
    assert ".ics" not in detail


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["/events", "/events.ics", "/", "/docs", "/changes"])
def test_a_wrong_method_answers_405_with_allow(get, client, method, path):
    answer = getattr(client, method)(f"/api/v1{path}")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["status"] == 405


def test_an_unknown_host_is_refused_as_a_problem(get, client):
    answer = client.get("/api/v1/events", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_lost_database_answers_503_as_a_problem(get, monkeypatch):
    from django.db import OperationalError

    def lost(*args: Any) -> Any:
        raise OperationalError("gone")

    monkeypatch.setattr("hub.delivery.api.endpoints.lists.run", lost)
    answer = get("/events")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "gone" not in answer.content.decode()


def test_a_mistake_of_ours_answers_500_without_telling_more(get, site, monkeypatch):
    publish_event(site, "Sommerfest")
    monkeypatch.setattr("hub.delivery.api.endpoints.lists.run", lambda selection: 1 / 0)
    answer = get("/events")

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert "division" not in answer.content.decode()
