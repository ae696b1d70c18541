"""One network cannot have the whole hub; schools, offices and the machine itself notice nothing."""

import json
import time
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from hub.delivery.ceiling import Ceiling
from hub.delivery.work import NETWORKS_MAXIMUM, Work
from tests.factories.rows import a_site


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def use(work: Work, clock: Clock, network: str, seconds: float) -> int:
    """Let one request of the network take so long; return how long it is told to wait."""
    turn = work.begin(network)
    clock.now += 0 if turn.wait else seconds
    if not turn.wait:
        work.end(turn)
    return turn.wait


def test_a_network_is_refused_after_its_share_and_let_in_again_bit_by_bit(clock: Clock) -> None:
    work = Work(20, clock)
    # What flows out meanwhile is a third of what comes in: 30 s bring 20.
    assert [use(work, clock, "a", 1) for _ in range(30)] == [0] * 30
    clock.now += 0.001
    assert use(work, clock, "a", 5) == 0
    assert use(work, clock, "a", 1) == 10  # 3.3 s too much flow out in 10 s
    assert use(work, clock, "b", 1) == 0
    clock.now += 9.1
    assert use(work, clock, "a", 1) == 0


def test_a_class_that_opens_one_page_together_is_not_refused(clock: Clock) -> None:
    work = Work(20, clock)
    for _round in range(5):
        turns = [work.begin("school") for _ in range(30)]
        assert [turn.wait for turn in turns] == [0] * 30
        clock.now += 0.9
        for turn in turns:
            work.end(turn)
        clock.now += 2


def test_time_is_divided_by_those_who_share_it(clock: Clock) -> None:
    work = Work(10, clock)
    mine = work.begin("reader")
    others = [work.begin(f"other {number}") for number in range(9)]
    clock.now += 50
    work.end(mine)
    for turn in others:
        work.end(turn)
    # 50 s between ten are 5 s each.
    assert mine.network.used_seconds == pytest.approx(5)
    assert use(work, clock, "reader", 1) == 0


def test_requests_that_hold_threads_for_long_are_few(clock: Clock) -> None:
    work = Work(60, clock)
    turns = [work.begin("slow") for _ in range(4)]
    clock.now += 1.5
    assert work.begin("slow").wait == 1
    assert work.begin("other").wait == 0
    work.end(turns[0])
    assert work.begin("slow").wait == 0


def test_what_is_under_way_counts_before_it_ends(clock: Clock) -> None:
    work = Work(10, clock)
    work.begin("a")
    clock.now += 11
    assert work.begin("a").wait > 0


def test_memory_is_bounded_and_who_was_forgotten_can_end(clock: Clock) -> None:
    work = Work(20, clock)
    turn = work.begin("first")
    for number in range(NETWORKS_MAXIMUM + 10):
        use(work, clock, str(number), 0)
    assert len(work._networks) == NETWORKS_MAXIMUM
    work.end(turn)
    assert work._running_count == 0


class Strained:
    """The hub behind a ceiling whose clock jumps by what a request takes."""

    def __init__(self, settings: Any, clock: Clock, seconds: float) -> None:
        settings.HUB_NETWORK_SECONDS = 20
        self.clock, self.seconds = clock, seconds
        self.ceiling = Ceiling(self._answer)
        self.ceiling.work = Work(20, clock)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        self.clock.now += self.seconds
        return HttpResponse("ok")

    def get(self, path: str, network: str = "203.0.113.7") -> Any:
        return self.ceiling(RequestFactory().get(path, REMOTE_ADDR=network))


@pytest.fixture
def strained(settings: Any, clock: Clock) -> Strained:
    strained = Strained(settings, clock, 31.2)
    assert strained.get("/de/").status_code == 200
    return strained


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/de/", "Aus Ihrem Netz wurde in kurzer Zeit sehr viel abgerufen"),
        ("/ar/events/", "وصلت من شبكتكم طلبات كثيرة جدًا"),
        ("/en/", "Very much has been asked for from your network"),
        ("/nowhere", "Aus Ihrem Netz wurde"),
    ],
)
def test_the_portal_says_in_words_what_to_do(strained: Strained, path: str, words: str) -> None:
    response = strained.get(path)
    assert (response.status_code, response["Retry-After"]) == (429, "3")
    assert words in response.content.decode()
    assert "<h1>" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_the_api_answers_with_a_problem_that_other_websites_may_read(strained: Strained) -> None:
    response = strained.get("/api/v1/events")
    assert (response.status_code, response["Retry-After"]) == (429, "3")
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["title"] == "Too Many Requests"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_an_embed_answers_in_one_line(strained: Strained) -> None:
    response = strained.get("/embed/v1/hub.js")
    assert (response.status_code, response["Retry-After"]) == (429, "3")
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("path", ["/admin/pages/", "/-/live", "/-/ready"])
def test_editors_and_probes_are_not_counted(strained: Strained, path: str) -> None:
    assert strained.get(path).status_code == 200


@pytest.mark.parametrize("network", ["127.0.0.1", "::1", ""])
def test_the_machine_itself_is_not_counted(settings: Any, clock: Clock, network: str) -> None:
    strained = Strained(settings, clock, 31.2)
    assert [strained.get("/de/", network).status_code for _ in range(3)] == [200] * 3


def test_a_refusal_and_a_count_ask_the_database_nothing_and_cost_little(
    db: None, settings: Any
) -> None:
    a_site()
    settings.HUB_NETWORK_SECONDS = 0.000001
    client = Client(REMOTE_ADDR="203.0.113.7")
    assert client.get("/api/v1/").status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/api/v1/").status_code == 429
        assert client.get("/de/").status_code == 429
    assert len(asked) == 0
    work = Work(20)
    started = time.process_time()
    for _ in range(10_000):
        work.end(work.begin("203.0.113.7"))
    assert time.process_time() - started < 0.5


def test_a_setting_turns_it_off(db: None, settings: Any) -> None:
    a_site()
    settings.HUB_NETWORK_SECONDS = 0
    client = Client(REMOTE_ADDR="203.0.113.7")
    assert {client.get("/api/v1/").status_code for _ in range(5)} == {200}
