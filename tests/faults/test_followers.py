"""A follower that is slow, one that always fails, one killed in the middle: each delays only
itself, loses nothing, and is seen on the desk. Every follower works in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.desk.panel import shown_to
from hub.kernel.contract.parts import Follower
from hub.publication import follow as following
from hub.publication.follow import try_now, wake_followers
from hub.publication.models import Cursor, Publication
from plugins.editorial.models import HomePage, StandardPage
from tests.factories.content import UserFactory, add_page, hub_site
from tests.faults.processes import environment
from tests.kernel.capabilities import capability, installed

pytestmark = pytest.mark.django_db(transaction=True)

# The database ends a transaction in which nothing happens for a minute; here for a second.
IDLE_SECONDS = 1

WORKER = """
import sys, time, django
django.setup()
from django.db import connection
options = connection.settings_dict["OPTIONS"]
options["options"] += " -c idle_in_transaction_session_timeout={idle}s"
from celery_app.tasks import run_follower
from hub.kernel.contract.parts import Follower
from tests.kernel.capabilities import capability, installed

def handle(rows):
    assert not connection.in_atomic_block
    print(*[row.sequence for row in rows], flush=True)
    {work}

with installed(capability("{name}", (Follower(name="reader", handle=handle),))):
    run_follower("{name}.reader")
"""
SLOW = "sys.stdin.readline()"
FAIL = "raise OSError('the other server is down')"
HANG = "time.sleep(600)"
WELL = "pass"


@contextmanager
def worker(name, work):
    """A process that lets a follower read on, as a worker's does."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER.format(name=name, work=work, idle=IDLE_SECONDS)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def work_through(name, work):
    """Return the sequences that a follower was given by a process that came to its end."""
    with worker(name, work) as process:
        given, _errors = process.communicate(timeout=60)
    return [int(word) for word in given.split()]


@pytest.fixture
def bells(monkeypatch):
    """The keys for which a worker's bell was rung."""
    rung = []
    monkeypatch.setattr(following, "wake", lambda task, key, queue: rung.append(key))
    return rung


@pytest.fixture
def all_sequences():
    """Have a few pages published, and two followers that know of them."""
    home = hub_site(HomePage).root_page
    for number in range(3):
        add_page(home, StandardPage, title=f"Seite {number}", slug=f"seite-{number}")
    parts = [capability(name, (Follower(name="reader", title=name, handle=len),)) for name in "ab"]
    with installed(*parts):
        yield sorted(Publication.objects.values_list("sequence", flat=True))


def on_the_desk():
    """Return {follower: (what is the matter, the error)} as the city's IT sees it."""
    panels = {one.key: one for one in shown_to(UserFactory(is_superuser=True))}
    panel = panels.get("desk.followers")
    entries = panel.entries if panel else []
    return {one.title: (one.detail, one.error) for one in entries if one.title in {"a", "b"}}


def press_try_now(key):
    """Press the button beside a follower on the desk."""
    client = Client(headers={"accept-language": "de"})
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("hub_desk_act", args=["desk.followers", key])
    desk = client.get(reverse("wagtailadmin_home")).content.decode()
    assert address in desk
    assert "Jetzt versuchen" in desk
    client.post(address)


def lag(name, seconds=61):
    """Have the rows that a follower has not read be older."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publication_publication SET written_at = now() - make_interval(secs => %s)"
            " WHERE sequence > %s",
            [seconds, Cursor.objects.get(pk=f"{name}.reader").sequence],
        )


def test_a_slow_one_delays_only_itself_and_outlasts_every_limit_of_the_database(
    all_sequences, bells
):
    with worker("a", SLOW) as slow:
        given = [int(word) for word in slow.stdout.readline().split()]
        time.sleep(IDLE_SECONDS + 0.5)
        assert work_through("b", WELL) == all_sequences
        assert slow.poll() is None, "the other has not waited for it"
        # A second worker who is rung for has nothing to do.
        assert work_through("a", WELL) == []
        lag("a")
        [(detail, error)] = on_the_desk().values()
        assert detail.startswith("im Rückstand seit")
        assert "in Arbeit seit" in detail
        assert error == ""
        slow.communicate("\n", timeout=30)

    assert given == all_sequences
    assert Cursor.objects.get(pk="a.reader").sequence == all_sequences[-1]
    assert on_the_desk() == {}


def test_one_that_always_fails_delays_only_itself_and_loses_nothing(all_sequences, bells):
    assert work_through("a", FAIL) == all_sequences
    assert work_through("b", WELL) == all_sequences

    # Half a minute is soon over where starting two processes takes as long.
    Cursor.objects.filter(pk="a.reader").update(not_before=timezone.now() + timedelta(hours=1))
    assert work_through("a", FAIL) == [], "it rests"
    wake_followers()
    assert "a.reader" not in bells
    [(detail, error)] = on_the_desk().values()
    assert detail.startswith("ist einmal gescheitert")
    assert "nächster Versuch" in detail
    assert error == "OSError: the other server is down"

    press_try_now("a.reader")
    assert "a.reader" in bells
    assert work_through("a", FAIL) == all_sequences
    assert "bisher 2-mal" in on_the_desk()["a"][0]

    try_now("a.reader")
    assert work_through("a", WELL) == all_sequences
    assert on_the_desk() == {}


def test_one_killed_in_the_middle_delays_only_itself_and_loses_nothing(all_sequences, bells):
    with worker("a", HANG) as hanging:
        assert [int(word) for word in hanging.stdout.readline().split()] == all_sequences
        os.kill(hanging.pid, signal.SIGKILL)
        hanging.wait()
    assert work_through("b", WELL) == all_sequences

    # The lock has died with it; what it was at may have killed it, so that comes after a rest.
    time.sleep(0.2)
    assert work_through("a", WELL) == []
    [(detail, error)] = on_the_desk().values()
    assert detail.startswith("ist einmal gescheitert")
    assert str(hanging.pid) in error
    assert error.endswith("died.")

    press_try_now("a.reader")
    assert work_through("a", WELL) == all_sequences
    assert on_the_desk() == {}
