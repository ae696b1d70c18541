"""What is kept of a site: read once for all who wait, and never older than the newest edition."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from hub.publication.query import memory
from hub.publication.query.memory import Memory
from hub.publication.reading.sites import forget_sites, site_of
from tests.factories.rows import a_row, a_site

READERS = 8


def test_one_reads_and_the_others_wait_for_it():
    own, reads = Memory(), []

    def read() -> object:
        reads.append(threading.get_ident())
        time.sleep(0.05)
        return object()

    with ThreadPoolExecutor(READERS) as pool:
        found = list(pool.map(lambda _number: own.get("counts", read), range(READERS)))

    assert len(reads) == 1
    assert all(one is found[0] for one in found)


def test_after_one_that_fails_the_next_one_reads():
    own = Memory()
    with pytest.raises(ZeroDivisionError):
        own.get("counts", lambda: 1 // 0)
    assert own.get("counts", lambda: 1) == 1


def test_who_waited_long_enough_reads_by_itself(monkeypatch):
    monkeypatch.setattr(memory, "WAIT_SECONDS", 0.01)
    own, is_done = Memory(), threading.Event()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(own.get, "counts", lambda: is_done.wait(5) and "slow")
        while not own._turns:
            time.sleep(0.001)
        assert own.get("counts", lambda: "fast") == "fast"
        is_done.set()
        assert slow.result() == "slow"


def test_what_was_asked_for_last_stays(monkeypatch):
    monkeypatch.setattr(memory, "MAXIMUM", 2)
    own = Memory()
    for key in "abac":
        own.get(key, lambda: key)  # noqa: B023  read at once
    assert own.get("a", lambda: "again") == "a"
    assert own.get("b", lambda: "again") == "again"


@pytest.mark.django_db(transaction=True)
def test_all_threads_have_the_same_site_until_a_row_changes():
    site = a_site()
    forget_sites()

    def ask(_number: int) -> object:
        try:
            return site_of("testserver", 80)
        finally:
            connection.close()

    found = []
    for _edition in range(2):
        a_row(site, "news", "Fest")
        with ThreadPoolExecutor(READERS) as pool:
            sites = list(pool.map(ask, range(READERS)))
        assert all(one is sites[0] for one in sites)
        found.append(sites[0])
    assert found[0] is not found[1]
