"""A website of many pages whose settings change: nobody waits for all of it to be built."""

import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings
from django.db import connection

from hub.desk.panel import shown_to
from hub.publication.catch_up import settle_waiting
from hub.publication.hinting.everything import all_ids, step
from hub.publication.hinting.waiting import DUE_SECONDS, EVERYTHING, leave
from hub.publication.models import Hint, Publication
from hub.transfer.incoming import write
from hub.transfer.report import Options
from plugins.editorial.models import HomePage, NewsPage
from tests.factories.content import UserFactory, hub_site, site_settings
from tests.factories.transfer import lists, news_line
from tests.faults.processes import environment
from tests.publication.conftest import row
from tests.snapshots import remembered

pytestmark = pytest.mark.django_db(transaction=True)

# Building them all takes a second and more; an editor waits for a part of that.
PAGES = 400
HELD_SECONDS = 0.5

WORKER = """
import django
django.setup()
from celery_app.tasks import run_settle_waiting
run_settle_waiting(-2)
"""


@pytest.fixture
def site():
    return remembered(hub_site, home_class=HomePage)


@pytest.fixture
def pages(site):
    remembered(make_pages, site=site)
    return list(NewsPage.objects.order_by("pk"))


def make_pages(site):
    lists(site)
    write([news_line(number) for number in range(PAGES)], Options())


@pytest.fixture
def caught_up():
    """Return a function that starts to settle all that waits, in another thread."""
    threads = []

    def run():
        try:
            settle_waiting(-DUE_SECONDS)
        finally:
            connection.close()

    def start():
        threads.append(threading.Thread(target=run))
        threads[-1].start()
        return threads[-1]

    yield start
    for thread in threads:
        thread.join()


def test_what_somebody_waits_for_comes_before_all_that_nobody_waits_for(pages, caught_up):
    Publication.objects.update(digest="")
    leave([EVERYTHING])
    builder = caught_up()
    while not Publication.objects.exclude(digest="").exists():
        time.sleep(0.01)
    # As one who was killed after the commit leaves it.
    left = pages[0]
    type(left).objects.filter(pk=left.pk).update(live=False)
    leave([left.translation_key], due_seconds=0)
    while row(left):
        time.sleep(0.01)
    assert Publication.objects.filter(is_deleted=False, digest="").exists(), "all was built before"
    started = time.monotonic()
    pages[1].unpublish()
    assert row(pages[1]) is None
    assert time.monotonic() - started < HELD_SECONDS
    pages[2].title = "Neuer Titel"
    pages[2].save_revision().publish()
    assert row(pages[2]).title == "Neuer Titel"
    assert Publication.objects.filter(is_deleted=False, digest="").exists(), "all was built before"
    builder.join()
    assert not Hint.objects.exists()
    assert not Publication.objects.filter(is_deleted=False, digest="").exists()


def test_who_dies_in_the_middle_leaves_the_position(pages):
    leave([EVERYTHING])
    worker = subprocess.Popen([sys.executable, "-c", WORKER], env=environment())
    while not (marker := Hint.objects.exclude(position=None).first()):
        time.sleep(0.01)
    worker.kill()
    worker.wait()
    total = len(all_ids())
    assert (marker.done_count, marker.total_count) == (200, total)
    [panel] = shown_to(UserFactory(is_superuser=True))
    [entry] = panel.entries
    assert entry.title == "Die ganze Website"
    assert entry.detail.endswith(f"200 von {total} Seiten neu gebaut")

    # A change that comes while the run is on its way has a run of its own afterwards.
    Publication.objects.update(digest="")
    leave([EVERYTHING])
    unbuilt = Publication.objects.filter(digest="")
    while Hint.objects.filter(pk=marker.pk).exists():
        step()
    assert unbuilt.count() == 200
    assert not unbuilt.filter(document_id__gt=marker.position).exists()
    settle_waiting(-DUE_SECONDS)
    assert not unbuilt.exists()
    assert not Hint.objects.exists()


def test_saving_the_settings_reads_none_of_the_pages(
    pages, site, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(settings, "HUB_SETTLE_INLINE_MAXIMUM", 20)
    with django_assert_max_num_queries(60) as captured:
        site_settings(site, name="Verbund")
    read = " ".join(query["sql"] for query in captured.captured_queries)
    assert str(pages[100].translation_key) not in read
    assert Hint.objects.get().document_id is None
