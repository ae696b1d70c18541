"""A connection that falls silent without closing: kept answers never go stale behind it."""

import os
import signal
import time

import pytest
from django.conf import settings
from django.db import connection

from hub.publication.models import Publication
from hub.publication.reading import listen
from plugins.editorial.models import HomePage
from tests.factories.content import hub_site

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def listener(database_proxy, monkeypatch):
    given = {**listen.parameters(), "host": "127.0.0.1", "port": database_proxy.port}
    monkeypatch.setattr(settings, "HUB_LISTEN", True)
    monkeypatch.setattr(listen, "parameters", lambda: given)
    own = listen.Listener()
    monkeypatch.setattr(listen, "_listener", own)
    own.start()
    seconds_until(lambda: own.edition is not None)
    yield own
    own.stop()
    database_proxy.is_silent = False
    seconds_until(lambda: own.edition is None)


def seconds_until(condition, limit=30.0):
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < limit, "waited in vain"
        time.sleep(0.01)
    return time.monotonic() - started


def test_no_answer_is_older_than_a_tenth_of_a_second_while_the_listener_is_frozen(listener, client):
    page = hub_site(HomePage).root_page
    address = f"/api/v1/documents/{page.translation_key}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND query LIKE '%%publication_counter%%'"
        )
        ((backend,),) = cursor.fetchall()
    os.kill(backend, signal.SIGSTOP)
    try:
        for number in range(5):
            client.get(address)
            page.title = f"Erstarrt {number}"
            page.save()
            time.sleep(0.1)
            assert listen.known_edition() == listen.newest_edition()
            assert client.get(address).json()["title"] == f"Erstarrt {number}"
    finally:
        os.kill(backend, signal.SIGCONT)


def test_asking_all_the_time_costs_a_query_now_and_then(listener, django_assert_max_num_queries):
    hub_site(HomePage)
    listen.known_edition()
    end = time.monotonic() + 0.5
    with django_assert_max_num_queries(8):
        while time.monotonic() < end:
            listen.known_edition()


def test_a_silent_connection_is_noticed_and_each_request_asks_meanwhile(
    database_proxy, listener, client
):
    page = hub_site(HomePage).root_page
    address = f"/api/v1/documents/{page.translation_key}"
    assert client.get(address).json()["title"] == page.title
    database_proxy.is_silent = True
    page.title = "Während der Stille"
    page.save()

    assert seconds_until(lambda: listener.edition is None) < 3
    assert listen.latest_sequence() == Publication.objects.order_by("-sequence")[0].sequence
    assert client.get(address).json()["title"] == "Während der Stille"

    # It stays so as long as new connections meet the same silence, and ends with it.
    time.sleep(1.5)
    assert listener.edition is None
    seconds_until(lambda: listener.is_database_silent)
    database_proxy.is_silent = False
    seconds_until(lambda: listener.edition is not None)
    assert listen.known_edition() == listen.newest_edition()
