"""Readers of changes never miss one, whatever several editors do at the same time."""

import os
import random
import threading
import time
from contextlib import suppress

import pytest
from django.conf import settings
from django.db import IntegrityError, close_old_connections, connection, transaction
from wagtail.models import PageViewRestriction

from hub.publication.models import Publication
from hub.publication.reading import listen
from hub.publication.reading.changes import changes
from hub.publication.reading.documents import Tombstone
from hub.publication.reading.listen import Edition
from hub.publication.reading.sites import site_of
from hub.publication.settle import settle
from hub.publication.sweep import sweep
from plugins.editorial.models import HomePage, NewsIndexPage, NewsPage
from tests.factories.content import add_page, hub_site

pytestmark = pytest.mark.django_db(transaction=True)
# Before a release: HUB_TEST_ACTIONS=10000 make test ARGS=tests/publication/test_order.py
ACTIONS = int(os.environ.get("HUB_TEST_ACTIONS", "100"))
# Each restriction takes down a whole section, or brings it back.
RESTRICTING = 0.03


class Mirror(threading.Thread):
    """Another website that follows the changes, in pages of `sizes[0]` to `sizes[1]` items."""

    def __init__(self, site, sizes):
        super().__init__(daemon=True)
        self.site, self.sizes, self.random = site, sizes, random.Random(sizes[0])
        self.since, self.copy, self.sequences = 0, {}, []
        self.stopping = threading.Event()
        self.failure = None

    def run(self):
        try:
            while not self.stopping.is_set():
                self.read()
                time.sleep(self.random.random() * 0.01)
        except Exception as error:
            self.failure = error
        finally:
            connection.close()

    def read(self):
        found = changes(self.site, self.since, self.random.randint(*self.sizes))
        for sequence, item in found.items:
            assert sequence > self.since
            self.sequences.append(sequence)
            key = (item.document_id, item.locale)
            if isinstance(item, Tombstone):
                self.copy.pop(key, None)
            else:
                self.copy[key] = item.text.decode()
        assert found.next_since >= self.since
        self.since = found.next_since
        return found.is_complete


class Editor(threading.Thread):
    """Does what an editor does, `count` times; each action is one transaction, as in the admin."""

    def __init__(self, index, pages, count, seed):
        super().__init__(daemon=True)
        self.index, self.pages, self.count, self.seed = index, pages, count, seed
        self.random = random.Random(seed)
        self.done_count = 0

    def run(self):
        try:
            for number in range(self.count):
                self.act(f"m-{self.seed}-{number}")
                self.done_count += 1
        finally:
            connection.close()

    def act(self, name):
        slot = self.random.randrange(len(self.pages))
        action = self.random.choice(["publish", "rename", "rename", "slug", "unpublish", "delete"])
        if self.random.random() < RESTRICTING:
            action = "restrict"
        # Wagtail writes the redirect of a changed address after the commit; where somebody else
        # has deleted the page by then, it fails.
        with suppress(IntegrityError), transaction.atomic():
            if action in {"delete", "restrict"}:
                locked(NewsIndexPage, self.index.pk)
            page = locked(NewsPage, self.pages[slot])
            if action == "restrict":
                restrict_or_lift(self.index)
            elif action == "delete" or page is None:
                self.pages[slot] = replace(self.index.pk, page, name)
            else:
                change(page, action, name)


def locked(model, key):
    return model.objects.select_for_update(of=["self"]).filter(pk=key).first()


def restrict_or_lift(index):
    if not PageViewRestriction.objects.filter(page=index).delete()[0]:
        PageViewRestriction.objects.create(page=index, restriction_type="login")


def replace(index_key, page, name):
    """Delete the page and write another; return its key."""
    if page is not None:
        page.delete()
    # The paths of Wagtail's tree bear one at a time who adds a page.
    index = locked(NewsIndexPage, index_key)
    return add_page(index, NewsPage, title=f"Meldung {name}", slug=name).pk


def change(page, action, name):
    if action == "unpublish":
        page.unpublish()
        return
    if action == "rename":
        page.title = f"Meldung {name}"
    elif action == "slug":
        page.slug = f"{name}-{page.pk}"
    page.live = True
    page.save()


def test_a_reader_of_changes_ends_with_exactly_the_rows_of_the_database(capsys, monkeypatch):
    # No worker runs here: who lifts the section's restriction brings back all of it.
    monkeypatch.setattr(settings, "HUB_SETTLE_INLINE_MAXIMUM", ACTIONS)
    site = hub_site(HomePage)
    index = add_page(site.root_page, NewsIndexPage, title="Aktuelles", slug="aktuelles")
    pages = [
        add_page(index, NewsPage, title=f"Meldung {number}", slug=f"m{number}").pk
        for number in range(12)
    ]
    facts = site_of("testserver", 80)
    started = time.monotonic()
    mirrors = [Mirror(facts, sizes) for sizes in ((1, 1), (1, 7), (100, 100))]
    editors = [Editor(index, pages, ACTIONS // 4, seed) for seed in range(4)]
    for thread in [*mirrors, *editors]:
        thread.start()
    for editor in editors:
        editor.join()
    seconds = time.monotonic() - started
    assert sum(editor.done_count for editor in editors) == ACTIONS
    for mirror in mirrors:
        mirror.stopping.set()
        mirror.join()
    PageViewRestriction.objects.all().delete()
    expected = {
        (str(row.document_id), row.locale): row.document
        for row in Publication.objects.filter(is_deleted=False)
    }
    assert len(expected) > 2
    # Who begins only now sees the same as who was there from the start.
    late = [Mirror(facts, sizes) for sizes in ((1, 1), (3, 3), (100, 100))]
    for mirror in [*mirrors, *late]:
        assert mirror.failure is None
        while not mirror.read():
            pass
        assert mirror.sequences == sorted(mirror.sequences)
        assert mirror.copy == expected
    result = sweep()
    assert (result.written_count, result.buried_count) == (0, 0)
    with capsys.disabled():
        read = sum(len(mirror.sequences) for mirror in mirrors)
        print(f"\n{ACTIONS} actions, {read} changes read by {len(mirrors)}, {seconds:.0f} s")


def test_two_settles_at_once_write_each_row_once():
    site = hub_site(HomePage)
    index = add_page(site.root_page, NewsIndexPage, title="Aktuelles", slug="aktuelles")
    ids = {
        add_page(index, NewsPage, title=f"Meldung {number}", slug=f"m{number}").translation_key
        for number in range(10)
    }
    Publication.objects.update(digest="")
    written = []

    def one():
        written.append(settle(ids).written_count)
        connection.close()

    threads = [threading.Thread(target=one) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(written) == len(ids)


@pytest.fixture
def listening(monkeypatch):
    monkeypatch.setattr(settings, "HUB_LISTEN", True)
    monkeypatch.setattr(listen, "HEARTBEAT_SECONDS", 0.1)
    own = listen.Listener()
    monkeypatch.setattr(listen, "_listener", own)
    own.start()
    wait_for(lambda: own.edition is not None)
    yield own
    own.stop()
    wait_for(lambda: own.edition is None)


def wait_for(condition, seconds=30.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.002)


def test_a_process_hears_of_new_rows_within_a_tenth_of_a_second(listening):
    site = hub_site(HomePage)
    before = listening.edition.sequence
    page = site.root_page
    page.title = "Anders"
    page.save()
    wait_for(lambda: (listening.edition or Edition()).sequence > before, seconds=0.5)
    assert listen.latest_sequence() == Publication.objects.order_by("-sequence")[0].sequence


def test_while_it_does_not_hear_it_asks_the_database(listening):
    hub_site(HomePage)
    newest = listen.latest_sequence()
    listening.is_listening = False
    assert listening.edition is None
    assert listen.latest_sequence() >= newest


def test_a_lost_listener_comes_back(listening):
    hub_site(HomePage)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query LIKE '%%publication_counter%%' AND pid <> pg_backend_pid()"
            " AND datname = current_database()"
        )
    wait_for(lambda: listening.edition is None)
    wait_for(lambda: listening.edition is not None)
    close_old_connections()
