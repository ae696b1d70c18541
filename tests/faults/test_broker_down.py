"""With Valkey gone or silent, editing and publishing go on, and nobody waits for it."""

import socket
import time

import pytest
from celery import Celery
from django.conf import settings

from hub.kernel import wake as bell
from hub.kernel.wake import wake
from plugins.editorial.models import HomePage
from tests.factories.content import hub_site
from tests.publication.conftest import row

PATIENCE_SECONDS = 0.3


@pytest.fixture
def silent_port():
    """A server that accepts and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(64)
        yield server.getsockname()[1]


@pytest.fixture
def closed_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


@pytest.fixture(params=["silent_port", "closed_port"])
def dead_broker(request, monkeypatch):
    port = request.getfixturevalue(request.param)
    monkeypatch.setattr(bell, "_rest_until", 0.0)
    app = Celery("dead", broker=f"redis://127.0.0.1:{port}/0", set_as_current=False)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    monkeypatch.setattr(bell, "current_app", app)
    return port


def test_the_bell_gives_up_after_a_fifth_of_a_second_and_then_rests(dead_broker):
    started = time.monotonic()
    assert wake("hub.follow") is False
    assert time.monotonic() - started < PATIENCE_SECONDS
    started = time.monotonic()
    assert wake("hub.follow") is False
    assert time.monotonic() - started < 0.01


@pytest.mark.django_db
def test_publishing_and_reading_go_on(dead_broker, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        site = hub_site(HomePage)
    page = site.root_page
    page.title = "Ohne Valkey"
    started = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert row(page).title == "Ohne Valkey"
    assert time.monotonic() - started < 2
    assert client.get("/api/v1/pages").status_code == 200


def test_with_a_broker_the_bell_is_heard(monkeypatch):
    monkeypatch.setattr(bell, "_rest_until", 0.0)
    assert wake("hub.nobody_listens_to_this", queue="tests") is True
