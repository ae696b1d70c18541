"""How the API speaks HTTP: validators, caching, compression, CORS, methods, headers."""

import gzip
from datetime import UTC, datetime, timedelta

import brotli
import pytest
import time_machine
from django.utils import timezone
from django.utils.http import http_date

from hub.delivery.api.freshness import start_of_day
from hub.publication.models import Publication
from hub.publication.reading.listen import Edition
from tests.factories.documents import publish_event, publish_news

LISTS = (
    "/events",
    "/events.ics",
    "/events.csv",
    "/events.rss",
    "/events.jsonld",
    "/changes",
    "/docs",
)


@pytest.fixture
def event(site):
    return publish_event(site, "Winterfest", shared={"body_html": "<p>Wir feiern.</p>" * 200})


@pytest.mark.parametrize("path", LISTS)
def test_the_same_etag_brings_304_without_a_body(get, event, path):
    first = get(path)
    again = get(path, headers={"If-None-Match": f'"other", {first["ETag"]}'})

    assert first.status_code == 200
    assert first["ETag"].startswith('"')
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    assert "Content-Type" not in again
    assert get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_another_item_brings_another_etag(get, site, event, path):
    before = get(path)["ETag"]
    publish_event(site, "Frühlingsfest")

    assert (get(path)["ETag"] != before) == (path != "/docs")


@pytest.mark.parametrize("path", LISTS)
def test_an_answer_does_not_depend_on_when_it_is_read(get, event, path):
    day = timezone.localtime().replace(hour=3, minute=0, second=0, microsecond=0)
    with time_machine.travel(day, tick=False):
        early = get(path)
    with time_machine.travel(day + timedelta(hours=20), tick=False):
        late = get(path)

    assert early.content == late.content
    assert early["ETag"] == late["ETag"]


def test_the_etag_of_a_document_is_that_of_its_row(get, event):
    assert (
        get(f"/events/{event.document_id}", headers={"Accept-Encoding": "identity"})["ETag"]
        == f'"{event.etag}"'
    )


def test_every_read_may_be_cached_for_a_minute(get, event):
    for path in LISTS:
        assert get(path)["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert get("/events?limit=0")["Cache-Control"] == "no-store"


def test_last_modified_is_told_once_it_cannot_mislead(get, site):
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    row = publish_news(site, "Neues", written_at=now)
    path = f"/news/{row.document_id}"

    with time_machine.travel(now + timedelta(seconds=60)):
        assert "Last-Modified" not in get(path)
    with time_machine.travel(now + timedelta(seconds=121)):
        answer = get(path)
        assert answer["Last-Modified"] == http_date(now.timestamp())
        since = {"If-Modified-Since": answer["Last-Modified"]}
        assert get(path, headers=since).status_code == 304
        assert get(path, headers={"If-Modified-Since": "yesterday"}).status_code == 200
        # The tag decides where both are given.
        assert get(path, headers={**since, "If-None-Match": '"other"'}).status_code == 200


def test_a_list_is_as_old_as_the_newest_change_or_the_day(get, site, listening):
    written = datetime(2026, 11, 20, 12, tzinfo=UTC)
    publish_news(site, "Neues", written_at=written)
    listening.edition = Edition(7)
    with time_machine.travel(written + timedelta(hours=1)):
        assert get("/news")["Last-Modified"] == http_date(written.timestamp())
    with time_machine.travel(written + timedelta(days=1)):
        midnight = datetime(2026, 11, 20, 23, tzinfo=UTC)
        assert get("/news")["Last-Modified"] == http_date(midnight.timestamp())


def test_a_list_changes_when_a_row_of_it_ends(get, site, listening):
    now = timezone.now()
    ended = publish_news(site, "Vorbei", written_at=now - timedelta(hours=2))
    publish_news(site, "Neues", written_at=now - timedelta(hours=1))
    ended_at = now - timedelta(minutes=5)
    Publication.objects.filter(pk=ended.pk).update(ends_at=ended_at)
    listening.edition = Edition(8)

    answer = get("/news")

    assert [one["title"] for one in answer.json()["items"]] == ["Neues"]
    assert answer["Last-Modified"] == http_date(max(ended_at, start_of_day()).timestamp())


@pytest.mark.parametrize(
    ("left", "caching"),
    [
        (700, "public, max-age=60, stale-while-revalidate=580"),
        (100, "public, max-age=40, stale-while-revalidate=0"),
        (60, "public, no-cache"),
    ],
)
def test_other_caches_forget_an_answer_before_its_first_row_ends(
    get, site, listening, left, caching
):
    # A minute of it belongs to the web process, which may keep an answer before it gives it.
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        listening.edition = Edition(9, now.timestamp() + left + 0.5)
        assert get("/news")["Cache-Control"] == caching


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("", None),
        ("deflate", None),
        ("br;q=x", None),
    ],
)
def test_long_answers_are_compressed_as_the_reader_likes(get, event, accepted, encoding):
    plain = get("/events", headers={"Accept-Encoding": "identity"})
    answer = get("/events", headers={"Accept-Encoding": accepted})

    assert answer.headers.get("Content-Encoding") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(answer.content) == plain.content
    assert answer["Vary"] == "Accept-Encoding"
    assert int(answer["Content-Length"]) == len(answer.content)
    # A strong validator names the bytes (RFC 9110 §8.8.1).
    assert (answer["ETag"] == plain["ETag"]) == (encoding is None)


def test_short_answers_are_sent_as_they_are_and_vary_on_nothing(get):
    answer = get("/events", headers={"Accept-Encoding": "gzip, br"})

    assert len(answer.content) < 1024
    assert "Content-Encoding" not in answer
    assert "Vary" not in answer


@pytest.mark.parametrize("path", ["/events", "/events?limit=0", "/nothing", "/docs", "/events.ics"])
def test_every_answer_is_open_to_other_websites_and_inert_in_a_browser(get, path):
    answer = get(path)

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_browser_may_ask_before_it_reads(get, client):
    answer = client.options(
        "/api/v1/events",
        headers={"Origin": "https://other.example", "Access-Control-Request-Method": "GET"},
    )

    assert answer.status_code == 204
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", LISTS)
def test_head_has_the_headers_of_get_and_no_body(get, client, event, path):
    answer, whole = client.head(f"/api/v1{path}"), get(path)

    assert answer.status_code == 200
    assert answer.content == b""
    assert answer["ETag"] == whole["ETag"]
    assert answer["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        ("/events/?limit=5", "/events?limit=5"),
        ("", "/"),
        ("/schemas", "/schemas/"),
        ("/events.ics/", "/events.ics"),
    ],
)
def test_an_address_with_the_wrong_slash_has_moved_for_good(client, site, path, moved):
    answer = client.get(f"/api/v1{path}")

    assert answer.status_code == 308
    assert answer["Location"] == f"/api/v1{moved}"


def test_reads_touch_no_session_and_no_login(get, event, django_assert_num_queries):
    get("/events")
    with django_assert_num_queries(2):  # the sequence, since no listener runs here; the list
        get("/events", headers={"Cookie": "hub_session=abc"})


def test_formats_carry_their_media_type_and_a_file_name(get, event):
    types = {
        "ics": "text/calendar; charset=utf-8",
        "rss": "application/rss+xml; charset=utf-8",
        "atom": "application/atom+xml; charset=utf-8",
        "json-feed": "application/feed+json; charset=utf-8",
        "csv": "text/csv; charset=utf-8; header=present",
        "jsonld": "application/ld+json; charset=utf-8",
    }
    for suffix, media_type in types.items():
        answer = get(f"/events.{suffix}")
        assert answer["Content-Type"] == media_type
        assert answer["Content-Disposition"] == f'inline; filename="events.{suffix}"'
