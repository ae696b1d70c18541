"""With Valkey gone, silent or dying, editing and publishing go on, and nobody waits for it."""

import time
from urllib.parse import urlsplit, urlunsplit

import pytest
from celery import Celery
from django.conf import settings

from hub.kernel import wake as bell
from hub.kernel.wake import wake
from plugins.editorial.models import HomePage
from tests.factories.content import hub_site
from tests.faults.proxy import Proxy
from tests.publication.conftest import row

PATIENCE_SECONDS = 0.3


@pytest.fixture
def use_broker(monkeypatch):
    """Return a function that has the bell ring at another port."""

    def use(port):
        monkeypatch.setattr(bell, "_rest_until", 0.0)
        given = urlsplit(settings.CELERY_BROKER_URL)
        user, at, _host = given.netloc.rpartition("@")
        broker = urlunsplit(given._replace(netloc=f"{user}{at}127.0.0.1:{port}"))
        app = Celery("other", broker=broker, set_as_current=False)
        app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        monkeypatch.setattr(bell, "current_app", app)

    return use


@pytest.fixture(params=["silent_port", "closed_port"])
def dead_broker(request, use_broker):
    use_broker(request.getfixturevalue(request.param))


@pytest.fixture
def proxy():
    given = urlsplit(settings.CELERY_BROKER_URL)
    one = Proxy(given.hostname, given.port or 6379)
    one.start()
    yield one
    one.stop()


def fall_silent(proxy):
    proxy.is_silent = True


@pytest.fixture(params=[fall_silent, Proxy.cut], ids=["silent", "cut"])
def dying_broker(request, use_broker, proxy):
    """A real Valkey that has answered, and a function that lets it die."""
    use_broker(proxy.port)
    assert wake("hub.nobody_listens_to_this", queue="tests") is True
    return lambda: request.param(proxy)


def seconds(action):
    started = time.monotonic()
    action()
    return time.monotonic() - started


def test_the_bell_gives_up_after_a_fifth_of_a_second_and_then_rests(dead_broker):
    started = time.monotonic()
    assert wake("hub.follow") is False
    assert time.monotonic() - started < PATIENCE_SECONDS
    # The quickest of some: on a busy machine any one may have to wait for a processor.
    assert min(seconds(lambda: wake("hub.follow")) for _ in range(5)) < 0.01
    assert wake("hub.follow") is False


@pytest.mark.django_db
def test_publishing_and_reading_go_on(dead_broker, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = hub_site(HomePage).root_page
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


def test_a_broker_that_dies_in_between_costs_no_more(dying_broker):
    dying_broker()
    assert seconds(lambda: wake("hub.follow")) < PATIENCE_SECONDS
    assert wake("hub.follow") is False


@pytest.mark.parametrize("die", [fall_silent, Proxy.cut], ids=["silent", "cut"])
def test_a_broker_that_comes_back_is_heard_again(use_broker, proxy, die, monkeypatch):
    use_broker(proxy.port)
    assert wake("hub.nobody_listens_to_this", queue="tests") is True
    die(proxy)
    assert wake("hub.nobody_listens_to_this", queue="tests") is False
    proxy.is_silent = proxy.is_closed = False
    end = time.monotonic() + 15
    heard = False
    while not heard and time.monotonic() < end:
        monkeypatch.setattr(bell, "_rest_until", 0.0)
        heard = wake("hub.nobody_listens_to_this", queue="tests")
    assert heard


@pytest.mark.django_db(transaction=True)
def test_no_request_takes_more_than_300_ms_longer(page, dying_broker, admin_client, monkeypatch):
    document = f"/api/v1/documents/{page.translation_key}"

    def post(address):
        monkeypatch.setattr(bell, "_rest_until", 0.0)
        assert admin_client.post(address).status_code == 302

    def take_down_and_publish():
        """Return how long an editor's two requests and a reader's two take."""
        took = [seconds(lambda: post(f"/admin/pages/{page.pk}/unpublish/"))]
        took.append(seconds(lambda: admin_client.get(document)))
        assert admin_client.get(document).status_code == 410
        took.append(seconds(lambda: post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")))
        took.append(seconds(lambda: admin_client.get(document)))
        assert admin_client.get(document).status_code == 200
        return took

    page.save_revision()
    take_down_and_publish()
    with_broker = [take_down_and_publish() for _round in range(3)]
    dying_broker()
    without = [take_down_and_publish() for _round in range(3)]

    for healthy, dead in zip(
        zip(*with_broker, strict=True), zip(*without, strict=True), strict=True
    ):
        # Twice what a healthy one takes: neighbours on the machine come and go between the two.
        assert min(dead) < 2 * min(healthy) + PATIENCE_SECONDS
    # The bell was rung, and nobody heard it.
    assert bell._rest_until > time.monotonic()
