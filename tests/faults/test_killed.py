"""A process killed between commit and settle: what it left is settled within seconds."""

import signal
import subprocess
import sys
import time

import pytest

from celery_app.tasks import run_settle_waiting
from hub.publication.hinting.waiting import DUE_SECONDS
from hub.publication.models import Hint
from hub.publication.sweep import sweep
from tests.faults.processes import environment
from tests.publication.conftest import row

pytestmark = pytest.mark.django_db(transaction=True)

KILLED = """
import os, signal, django
django.setup()
from hub.publication.hinting import hints
from wagtail.models import Page
hints.settle = lambda ids, **options: os.kill(os.getpid(), signal.SIGKILL)
page = Page.objects.get(pk={key}).specific
{action}
print("not killed")
"""


WEB = """
import hub.wsgi, time
time.sleep(60)
"""


def run_and_kill(page, action):
    """Do an editor's action in a process that dies right after the commit."""
    result = subprocess.run(
        [sys.executable, "-c", KILLED.format(key=page.pk, action=action)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == -signal.SIGKILL, result.stderr
    assert "not killed" not in result.stdout


@pytest.fixture
def web():
    """Return a function that starts a web process, which nobody asks anything."""
    processes = []

    def start():
        processes.append(subprocess.Popen([sys.executable, "-c", WEB], env=environment()))

    yield start
    for process in processes:
        process.kill()
        process.wait()


def becomes_true(claim, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if claim():
            return True
        time.sleep(0.1)
    return False


def test_what_was_unpublished_is_gone_once_a_worker_looks(page):
    run_and_kill(page, "page.unpublish()")
    assert row(page)
    assert becomes_true(lambda: run_settle_waiting() or row(page) is None, DUE_SECONDS + 1)
    assert not Hint.objects.exists()


def test_what_was_unpublished_is_gone_once_a_web_process_starts(page, web):
    run_and_kill(page, "page.unpublish()")
    assert row(page)
    web()
    assert becomes_true(lambda: row(page) is None, 15)


def test_what_another_process_left_is_settled_by_a_web_process_that_runs(page, web):
    run_and_kill(page, "page.title = 'Neue Karte'; page.save()")
    web()
    assert becomes_true(lambda: row(page).title == "Neue Karte", 15)
    run_and_kill(page, "page.unpublish()")
    assert row(page)
    assert becomes_true(lambda: row(page) is None, 10)


def test_a_change_that_was_committed_appears_with_the_next_sweep(page):
    run_and_kill(page, "page.title = 'Neue Karte'; page.save()")
    assert row(page).title == "Ehrenamtskarte"
    sweep()
    assert row(page).title == "Neue Karte"


def test_a_page_that_was_unpublished_is_taken_down_by_the_next_sweep(page):
    run_and_kill(page, "page.unpublish()")
    assert row(page)
    sweep()
    assert row(page) is None
