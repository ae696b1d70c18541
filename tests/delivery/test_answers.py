"""Kept answers are never stale: after another sequence or day, or unheard, none is given."""

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.http import HttpResponse
from django.test import RequestFactory

from hub.delivery.answers import Answers, _size, allow_keeping
from hub.publication.reading.listen import Edition
from tests.factories.documents import publish_news
from tests.factories.rows import a_site

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)


class Hub:
    """Answers in front of an application that counts how often it is asked."""

    def __init__(self, capacity_bytes: int = 2**20) -> None:
        self.asked = 0
        self.edition: Edition | None = Edition(1)
        self.body = b"x" * 100
        self.headers = {"ETag": '"a"', "Vary": "Accept-Encoding"}
        self.is_public = True
        self.status = 200
        self.cookie = ""
        self.answers = Answers(self._answer, capacity_bytes, lambda: self.edition)

    def _answer(self, environ: dict[str, Any], start_response: Any) -> HttpResponse:
        self.asked += 1
        response = HttpResponse(self.body, status=self.status, headers=self.headers)
        if self.is_public:
            allow_keeping(response)
        if self.cookie:
            response.set_cookie("name", self.cookie)
        start_response(f"{self.status} X", list(response.items()))
        return response

    def get(self, path: str = "/api/v1/events", method: str = "GET", **environ: Any) -> tuple:
        """Return (status, headers, body)."""
        seen: list[Any] = []
        request = RequestFactory().generic(method, path, **environ)
        body = b"".join(self.answers(request.environ, lambda *given: seen.extend(given)))
        return seen[0], dict(seen[1]), body


@pytest.fixture
def hub():
    with time_machine.travel(NOON, tick=False):
        yield Hub()


def test_a_second_reader_gets_the_same_bytes_without_django(hub):
    first, second = hub.get(), hub.get()

    assert hub.asked == 1
    assert first[1:] == second[1:]
    assert second[0] == "200 OK"


def test_a_new_sequence_makes_it_ask_again(hub):
    hub.get()
    hub.edition, hub.body = Edition(2), b"new"

    assert hub.get()[2] == b"new"
    assert hub.asked == 2


def test_after_a_change_one_thread_makes_an_answer_and_the_others_wait_for_it():
    hub = Hub()
    hub.get()
    hub.edition, hub.body = Edition(2), b"new"
    is_asked, may_answer = threading.Event(), threading.Event()
    inner = hub.answers.inner

    def slow(environ: dict[str, Any], start_response: Any) -> Any:
        is_asked.set()
        may_answer.wait(10)
        return inner(environ, start_response)

    hub.answers.inner = slow
    with ThreadPoolExecutor(4) as readers:
        first = readers.submit(hub.get)
        assert is_asked.wait(10)
        others = [readers.submit(hub.get) for _ in range(3)]
        # Whoever asks for something else, or for what was never kept, waits for nobody.
        hub.answers.inner = inner
        assert hub.get("/api/v1/news")[2] == b"new"
        may_answer.set()
        assert [one.result(10)[2] for one in (first, *others)] == [b"new"] * 4

    # Before the change, after it, and the other address.
    assert hub.asked == 3


def test_where_the_answer_is_not_kept_any_more_each_who_waited_makes_its_own():
    hub = Hub()
    hub.get()
    hub.edition, hub.status = Edition(2), 404
    is_asked, may_answer = threading.Event(), threading.Event()
    inner = hub.answers.inner

    def slow(environ: dict[str, Any], start_response: Any) -> Any:
        is_asked.set()
        may_answer.wait(10)
        return inner(environ, start_response)

    hub.answers.inner = slow
    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(hub.get)
        assert is_asked.wait(10)
        second = readers.submit(hub.get)
        may_answer.set()
        assert [one.result(10)[0] for one in (first, second)] == ["404 X"] * 2
    assert hub.asked == 3


def test_the_end_of_a_row_makes_it_ask_again(hub):
    hub.edition = Edition(1, NOON.timestamp() + 30)
    hub.get()
    hub.edition, hub.body = Edition(1, NOON.timestamp() + 90), b"without it"

    assert hub.get()[2] == b"without it"


def test_without_an_ear_nothing_is_given_and_nothing_kept(hub):
    hub.get()
    hub.edition = None
    hub.get()
    hub.get()
    assert hub.asked == 3
    hub.edition = Edition(1)
    hub.get()
    assert hub.asked == 3


def test_an_answer_ends_after_a_minute_and_at_midnight(hub):
    hub.get()
    with time_machine.travel(NOON + timedelta(seconds=59)):
        hub.get()
        assert hub.asked == 1
    with time_machine.travel(NOON + timedelta(seconds=61)):
        hub.get()
        assert hub.asked == 2

    late = datetime(2026, 11, 23, 22, 59, 50, tzinfo=UTC)  # ten seconds before midnight in Berlin
    with time_machine.travel(late, tick=False):
        hub.get()
    with time_machine.travel(late + timedelta(seconds=11), tick=False):
        hub.get()
    assert hub.asked == 4


@pytest.mark.parametrize("change", ["a new sequence", "time"])
def test_what_will_never_be_given_again_leaves_memory(hub, change):
    for number in range(20):
        hub.get(f"/{number}")
    assert len(hub.answers.kept) == 20
    hub.edition = Edition(2 if change == "a new sequence" else 1)
    later = NOON + timedelta(seconds=11 if change == "a new sequence" else 61)
    with time_machine.travel(later, tick=False):
        hub.get("/new")
    assert len(hub.answers.kept) == 1
    [(key, one)] = hub.answers.kept.items()
    assert hub.answers.used_bytes == _size(key, one.body)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"path": "/a"}, {"path": "/b"}),
        ({"path": "/a?x=1"}, {"path": "/a?x=2"}),
        ({"HTTP_HOST": "a.example"}, {"HTTP_HOST": "b.example"}),
        ({"HTTP_ACCEPT_ENCODING": "br"}, {"HTTP_ACCEPT_ENCODING": "gzip"}),
        ({"wsgi.url_scheme": "http"}, {"wsgi.url_scheme": "https"}),
    ],
)
def test_what_makes_a_difference_is_kept_apart(hub, one, other):
    hub.get(**one)
    hub.get(**other)

    assert hub.asked == 2


def test_what_a_trusted_proxy_says_of_https_is_kept_apart(hub, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    hub.get(HTTP_X_FORWARDED_PROTO="https")
    hub.get(HTTP_X_FORWARDED_PROTO="http")

    assert hub.asked == 2


@pytest.mark.parametrize(
    "change", [{"is_public": False}, {"status": 404}, {"status": 301}, {"cookie": "x"}]
)
def test_only_public_answers_are_kept(hub, change):
    for name, value in change.items():
        setattr(hub, name, value)
    hub.get()
    hub.get()

    assert hub.asked == 2


def test_a_reader_who_has_it_gets_304_at_once(hub):
    hub.get()
    status, headers, body = hub.get(HTTP_IF_NONE_MATCH='"a"')

    assert (status, body, hub.asked) == ("304 Not Modified", b"", 1)
    assert headers["ETag"] == '"a"'
    assert "Content-Type" not in headers
    assert hub.get(HTTP_IF_NONE_MATCH='"b"')[2] == hub.body


def test_head_has_no_body_and_never_fills_what_get_reads(hub):
    hub.get(method="HEAD")
    assert hub.get()[2] == hub.body
    assert hub.asked == 2
    assert hub.get(method="HEAD")[2] == b""
    assert hub.asked == 2


def test_other_methods_go_through(hub):
    hub.get()
    hub.get(method="POST")

    assert hub.asked == 2


def test_memory_is_bounded_and_the_least_used_goes_first():
    hub = Hub(capacity_bytes=21_000)
    hub.body = b"x" * 500
    for number in range(10):
        hub.get(f"/{number}")
    hub.get("/0")
    assert hub.asked == 10
    hub.get("/new")

    assert hub.answers.used_bytes <= 21_000
    hub.get("/0")
    assert hub.asked == 11
    hub.get("/1")
    assert hub.asked == 12


def test_one_huge_answer_does_not_push_out_the_others():
    hub = Hub(capacity_bytes=21_000)
    hub.get("/small")
    hub.body = b"x" * 15_000
    hub.get("/huge")
    hub.get("/small")

    assert hub.asked == 2


@pytest.mark.django_db
def test_in_front_of_the_hub_a_takedown_is_seen_at_once(settings, monkeypatch):
    """The whole road: Django behind the kept answers, a row written, a row buried."""
    from tests.delivery.api.conftest import Ear
    from tests.factories.documents import bury_row

    ear = Ear(Edition(10))
    settings.HUB_LISTEN = True
    monkeypatch.setattr("hub.publication.reading.listen._listener", ear)
    request_started.disconnect(close_old_connections)
    site = a_site()
    row = publish_news(site, "Streng vergänglich", shared={"body_html": "<p>Text</p>" * 300})
    hub = Hub()
    hub.edition = Edition(10)
    hub.answers.inner = WSGIHandler()

    def body() -> bytes:
        answer = hub.get("/api/v1/news", HTTP_HOST="testserver", HTTP_ACCEPT_ENCODING="gzip")
        return gzip.decompress(answer[2]) if "Content-Encoding" in answer[1] else answer[2]

    try:
        assert "Streng vergänglich" in body().decode()
        assert "Streng vergänglich" in body().decode()
        assert len(hub.answers.kept) == 1
        bury_row(row)
        ear.edition = hub.edition = Edition(11)

        assert "Streng vergänglich" not in body().decode()
    finally:
        request_started.connect(close_old_connections)
