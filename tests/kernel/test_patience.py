"""No statement of a web process runs for long; workers, commands and migrations wait."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from hub.kernel import patience
from hub.publication.reading import listen
from tests.factories.documents import publish_event
from tests.factories.rows import a_site
from tests.services.conftest import PROJECT

PROGRAM = """
import threading, hub.wsgi
from django.db import connection
from django.test import RequestFactory
from hub.kernel.patience import Patience

def ask(_request=None):
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        print(cursor.fetchone()[0])

def answer():
    Patience(ask)(RequestFactory().get("/de/"))

for work in (answer, ask):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
"""


def test_only_what_answers_requests_has_a_limit() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, cwd=PROJECT, capture_output=True, text=True
    )
    assert ended.stdout.split() == ["3s", "0"]


@pytest.fixture
def hurried(transactional_db: None) -> Iterator[None]:
    """A hub whose rows somebody else holds, and whose database gives up after 100 ms."""
    publish_event(a_site(), "Sommerfest am Ufer")
    given = listen.parameters()
    with psycopg.connect(**given) as other, connection.cursor() as cursor:
        other.execute("LOCK TABLE publication_publication IN ACCESS EXCLUSIVE MODE")
        cursor.execute("SET statement_timeout = '100ms'")
        yield
        other.rollback()
        cursor.execute("RESET statement_timeout")


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/api/v1/events", "application/problem+json", "takes too long"),
        ("/api/v1/events.ics", "application/problem+json", "takes too long"),
        ("/de/", "text/html", "dauert zu lange"),
        ("/ar/", "text/html", "تستغرق وقتًا طويلًا"),
        ("/oembed?url=http://testserver/de/", "text/plain", "takes too long"),
    ],
)
def test_a_cut_statement_is_said_in_words(hurried: None, path: str, kind: str, words: str) -> None:
    response = Client(raise_request_exception=False).get(path)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Content-Type"].startswith(kind)
    assert words in response.content.decode()


def limits(path: str) -> tuple[str, str]:
    """Return the limit within a request for the path, and after it."""

    def ask(_request: Any = None) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            return HttpResponse(cursor.fetchone()[0])

    within = patience.Patience(ask)(RequestFactory().get(path)).content.decode()
    return within, ask().content.decode()


def test_editors_have_longer_and_leave_the_connection_as_it_was(db: None) -> None:
    assert limits("/admin/pages/") == ("30s", "0")
    assert limits("/de/") == ("0", "0")


def test_a_connection_that_cannot_be_reset_is_given_up(transactional_db: None) -> None:
    def lose(_request: Any) -> HttpResponse:
        connection.connection.close()
        return HttpResponse("done")

    assert patience.Patience(lose)(RequestFactory().get("/admin/")).content == b"done"
    assert connection.connection is None


def test_other_errors_are_not_taken_for_it() -> None:
    assert not patience.is_cut(OperationalError("away"))
    assert not patience.is_cut(None)
