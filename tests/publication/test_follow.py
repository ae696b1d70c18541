"""Followers: in order, each row once, failures noted and rested after, cursors that others set."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from hub.kernel.contract.parts import Follower
from hub.publication import follow as following
from hub.publication.follow import _alone, cursors, follow, follow_on, try_now, wake_followers
from hub.publication.models import Cursor, Publication
from hub.publication.settle import settle
from tests.kernel.capabilities import capability, installed

pytestmark = pytest.mark.django_db


class Reader:
    """A follower that keeps what it was given, and fails as long as it is told to."""

    def __init__(self):
        self.sequences, self.error = [], None

    def __call__(self, rows):
        if self.error:
            raise self.error
        self.sequences += [row.sequence for row in rows]


@pytest.fixture
def reader():
    return Reader()


@pytest.fixture
def bells(monkeypatch):
    """The keys for which a worker's bell was rung."""
    rung = []
    monkeypatch.setattr(following, "wake", lambda task, key, queue: rung.append(key))
    return rung


@pytest.fixture
def install(reader):
    """Return a function that installs a follower that starts so, for one test."""
    active = []

    def make(starts="beginning"):
        part = Follower(name="reader", title="Leser", handle=reader, starts=starts)
        one = capability("test", (part,))
        active.append(installed(one))
        active[-1].__enter__()
        return following.Owned(one, part)

    yield make
    for one in active:
        one.__exit__(None, None, None)


def cursor():
    return Cursor.objects.get(pk="test.reader")


def all_sequences():
    return sorted(Publication.objects.values_list("sequence", flat=True))


def test_a_follower_reads_each_row_once_and_keeps_its_place(news, section, install, reader):
    one = install()
    assert follow(one) == Publication.objects.count()
    assert reader.sequences == all_sequences()
    assert follow(one) == 0
    assert cursor().sequence == reader.sequences[-1]
    assert (cursor().worker, cursor().failed_count) == ("", 0)


def test_one_that_starts_now_is_given_what_changes_from_then_on(
    news, section, install, reader, bells
):
    one = install("now")
    wake_followers()
    assert bells.count("test.reader") == 0
    news.title = "Neu"
    news.save()
    settle({news.translation_key})

    wake_followers()
    follow(one)

    assert bells.count("test.reader") == 1
    changed = Publication.objects.get(document_id=news.translation_key)
    assert reader.sequences == [changed.sequence]


def test_one_that_fails_stays_where_it_is_and_rests_longer_each_time(news, install, reader, bells):
    one, reader.error = install(), OSError("the other server is down")
    began = timezone.now()
    with time_machine.travel(began, tick=False):
        for seconds in (30, 60, 120):
            with pytest.raises(OSError, match="down"):
                follow(one)
            assert cursor().not_before == timezone.now() + timedelta(seconds=seconds)
            assert follow(one) is None
            Cursor.objects.update(not_before=None)
        Cursor.objects.update(failed_count=40)
        with pytest.raises(OSError, match="down"):
            follow(one)
        assert cursor().not_before == began + timedelta(hours=1)
    assert cursor().sequence == 0
    assert cursor().failed_since == began
    assert cursor().error == "OSError: the other server is down"


def test_one_that_rests_is_not_rung_for_until_its_rest_is_over_or_somebody_tries(
    news, install, reader, bells
):
    one, reader.error = install(), OSError("down")
    with pytest.raises(OSError, match="down"):
        follow(one)
    wake_followers()
    assert "test.reader" not in bells
    with time_machine.travel(timezone.now() + timedelta(seconds=31)):
        wake_followers()
    assert bells.count("test.reader") == 1

    try_now("test.reader")
    assert bells.count("test.reader") == 2
    reader.error = None
    follow_on("test.reader")

    assert reader.sequences == all_sequences()
    assert (cursor().failed_count, cursor().failed_since, cursor().error) == (0, None, "")


def test_a_failure_ends_at_the_wall_of_the_task(news, install, reader):
    install()
    reader.error = ValueError("a\x00b \udc80")
    follow_on("test.reader")
    assert cursor().error == "ValueError: ab ?"


def test_a_cursor_that_was_set_meanwhile_stays_where_it_was_set(news, section, install, reader):
    one = install()

    def start_again(rows):
        Cursor.objects.update(sequence=-1)

    follow(following.Owned(one.owner, Follower(name="reader", handle=start_again)))
    assert cursor().sequence == -1
    assert follow(one) == len(all_sequences())


def test_what_came_between_the_last_look_and_the_end_of_the_lock_is_rung_for(
    news, install, reader, bells, monkeypatch
):
    install()
    counts = iter([0])
    monkeypatch.setattr(following, "follow", lambda one: next(counts))
    following._place(following.registry.owned(Follower)[-1])
    follow_on("test.reader")
    assert bells == ["test.reader"]


def test_after_a_minute_the_rest_is_another_tasks(
    news, section, install, reader, bells, monkeypatch
):
    install()
    monkeypatch.setattr(following, "BATCH", 1)
    monkeypatch.setattr(following, "TURN_SECONDS", 0.0)
    follow_on("test.reader")
    assert reader.sequences == all_sequences()[:1]
    assert bells == ["test.reader"]


def test_nobody_works_for_a_follower_beside_another(news, install, reader):
    one = install()
    is_held, may_go = threading.Event(), threading.Event()

    def hold():
        try:
            with _alone(one.key):
                is_held.set()
                may_go.wait(10)
        finally:
            connection.close()

    other = threading.Thread(target=hold)
    other.start()
    assert is_held.wait(10)
    assert follow(one) is None
    may_go.set()
    other.join()
    assert follow(one) == len(all_sequences())


def test_what_is_unread_says_since_when(news, section, install, reader):
    one = install()
    following._place(one)
    first = Publication.objects.order_by("sequence").first()
    assert cursors().get(pk=one.key).unread_since == first.written_at
    follow(one)
    assert cursors().get(pk=one.key).unread_since is None


def test_one_that_was_taken_out_is_left_alone(news):
    follow_on("gone.reader")
    assert not Cursor.objects.filter(pk="gone.reader").exists()
