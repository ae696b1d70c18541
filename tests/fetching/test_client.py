"""One request: bounded in time, size, hops, and polite."""

import gzip
import time
import zlib
from datetime import timedelta

import pytest
from django.utils import timezone

from hub.fetching.client import Limits, Validators, fetch
from hub.fetching.models import Host
from hub.fetching.pace import FAILURES, retry_after
from hub.fetching.problems import Busy, Failed, Refused
from hub.fetching.robots import ask_robots
from tests.fetching.server import drip

pytestmark = pytest.mark.django_db

SMALL = Limits(most_bytes=100_000, seconds=1.0)


def test_a_drop_at_a_time_does_not_keep_us(server):
    server.paths["/slow"] = drip
    began = time.monotonic()
    with pytest.raises(Failed, match=r"."):
        fetch(f"{server.address}/slow", limits=SMALL)
    # The server goes on for half a minute.
    assert time.monotonic() - began < 15


def test_packed_answers_are_unpacked_and_bounded(server):
    text = b"BEGIN:VCALENDAR\r\n" * 1000
    raw = zlib.compressobj(wbits=-15)
    server.says("/gzip", body=gzip.compress(text), Content_Encoding="gzip")
    server.says("/deflate", body=zlib.compress(text), Content_Encoding="deflate")
    server.says("/raw", body=raw.compress(text) + raw.flush(), Content_Encoding="deflate")
    for path in ("/gzip", "/deflate", "/raw"):
        assert fetch(f"{server.address}{path}", limits=SMALL).content == text

    server.says("/bomb", body=gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip")
    server.says("/large", body=b"0" * 200_000)
    server.says("/brotli", body=text, Content_Encoding="br")
    server.says("/damaged", body=b"\x1f\x8b\x08nothing", Content_Encoding="gzip")
    server.says("/half", body=gzip.compress(text)[:-20], Content_Encoding="gzip")
    server.says("/short", body=b"abc", Content_Length="50")
    for path in ("/bomb", "/large", "/brotli", "/damaged", "/half", "/short"):
        with pytest.raises(Failed):
            fetch(f"{server.address}{path}", limits=SMALL)


def test_three_hops_and_each_is_checked(server):
    server.says("/1", "301 Moved", Location="/2")
    server.says("/2", "308 Moved", Location=f"{server.address}/3")
    server.says("/3", "302 Found", Location="/4")
    server.says("/4", body=b"here")
    answer = fetch(f"{server.address}/2")
    assert (answer.content, answer.address) == (b"here", f"{server.address}/4")
    assert answer.moved_to is None
    assert fetch(f"{server.address}/1").content == b"here"
    server.says("/3", body=b"for good")
    assert fetch(f"{server.address}/1").moved_to == f"{server.address}/3"

    server.says("/round", "302 Found", Location="/round")
    with pytest.raises(Failed):
        fetch(f"{server.address}/round")
    assert len(server.heads("/round")) == 4
    for place in ("http://127.0.0.1:1/", "http://10.0.0.1/", "file:///etc/passwd", "//[::1]/"):
        server.says("/away", "302 Found", Location=place)
        with pytest.raises(Refused):
            fetch(f"{server.address}/away")


def test_what_did_not_change_costs_nothing(server):
    server.says("/feed", body=b"news", ETag='"1"', Last_Modified="Sat, 28 Nov 2026 10:00:00 GMT")
    validators = fetch(f"{server.address}/feed").validators
    assert validators == Validators('"1"', "Sat, 28 Nov 2026 10:00:00 GMT")
    server.says("/feed", "304 Not Modified")
    answer = fetch(f"{server.address}/feed", validators=validators)
    assert (answer.status, answer.content) == (304, b"")
    head = server.heads("/feed")[-1]
    assert 'If-None-Match: "1"\r\n' in head
    assert "If-Modified-Since: Sat, 28 Nov 2026 10:00:00 GMT\r\n" in head


def test_the_hub_says_who_it_is(server, settings, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    server.says("/", body=b"")
    fetch(server.address)
    fetch(server.address, user_agent="Calendar/1")
    assert f"User-Agent: {settings.HUB_FETCH_USER_AGENT}\r\n" in server.requests[0]
    assert "User-Agent: Calendar/1\r\n" in server.requests[1]
    assert "Cookie" not in server.requests[0]


def test_a_server_that_asks_for_a_rest_has_it(server):
    server.says("/feed", "429 Too Many Requests", Retry_After="600")
    assert fetch(f"{server.address}/feed").status == 429
    with pytest.raises(Busy) as caught:
        fetch(f"{server.address}/feed")
    wait = caught.value.retry_at - timezone.now()
    assert timedelta(seconds=500) < wait <= timedelta(seconds=600)
    assert len(server.requests) == 1


def test_a_server_that_fails_again_and_again_is_left_in_peace(server):
    server.says("/feed", "500 Oops", body=b"<html>")
    for _time in range(FAILURES):
        assert fetch(f"{server.address}/feed").status == 500
    with pytest.raises(Busy):
        fetch(f"{server.address}/feed")
    Host.objects.update(closed_until=timezone.now() - timedelta(seconds=1))
    server.says("/feed", body=b"back")
    assert fetch(f"{server.address}/feed").content == b"back"
    assert Host.objects.get().failures == 0


def test_many_requests_come_one_after_the_other(server, settings):
    settings.HUB_FETCH_PAUSE_SECONDS = 1
    server.says("/", body=b"")
    fetch(server.address)
    began = time.monotonic()
    fetch(server.address)
    assert time.monotonic() - began > 0.5
    Host.objects.update(next_at=timezone.now() + timedelta(minutes=2))
    with pytest.raises(Busy):
        fetch(server.address, limits=Limits(patience=timedelta(seconds=1)))


def test_robots_are_asked_for_pages(server):
    rules = b"User-agent: *\nDisallow: /private\nAllow: /private/open\n"
    server.says("/robots.txt", body=rules)
    ask_robots(f"{server.address}/courses")
    ask_robots(f"{server.address}/private/open/1")
    with pytest.raises(Refused):
        ask_robots(f"{server.address}/private/1")
    assert len(server.heads("/robots.txt")) == 1
    Host.objects.all().delete()
    server.says("/robots.txt", "503 Busy")
    with pytest.raises(Refused):
        ask_robots(f"{server.address}/courses")
    Host.objects.all().delete()
    server.says("/robots.txt", "404 Not Found")
    ask_robots(f"{server.address}/private/1")


def test_retry_after_is_seconds_or_a_date():
    assert retry_after("120") == timedelta(minutes=2)
    assert retry_after("9" * 30) == timedelta(hours=24)
    assert retry_after("soon") is None
    assert retry_after("Sat, 01 Jan 2000 00:00:00 GMT") == timedelta(0)
