"""The clock: what is scheduled goes live by itself, what has ended becomes a tombstone."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page, Revision

from hub.publication.catch_up import (
    OVERDUE_SECONDS,
    PAUSE_SECONDS,
    end_what_is_over,
    pause_seconds,
    settle_waiting,
)
from hub.publication.going_live import AGAIN
from hub.publication.late import LateRevision
from hub.publication.reading import listen
from hub.publication.reading.listen import Edition
from plugins.editorial.models import NewsPage
from tests.delivery.api.conftest import Ear
from tests.factories.content import add_page
from tests.publication.conftest import row, tombstone

pytestmark = pytest.mark.django_db


def schedule(page: Page, **ago: float) -> Revision:
    """Approve the page for a time that is over since, as an editor did before it."""
    page.go_live_at = timezone.now() - timedelta(**ago)
    return page.save_revision(approved_go_live_at=page.go_live_at)


def test_a_scheduled_page_is_there_without_a_worker(draft, committed):
    """A web process looks every two seconds, and needs a moment for the page itself."""
    assert PAUSE_SECONDS <= 2
    with committed():
        schedule(draft, seconds=1)
        settle_waiting(OVERDUE_SECONDS)
    assert row(draft).title == draft.title
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_what_goes_live_later_waits(draft, committed):
    with committed():
        schedule(draft, seconds=-5)
        settle_waiting(OVERDUE_SECONDS)
    assert row(draft) is None


@pytest.mark.parametrize(("left", "pause"), [(0.5, 0.5), (30, 1), (0, 1), (0.01, 0.05), (None, 1)])
def test_a_web_process_looks_in_the_moment_in_which_a_row_ends(left, pause, monkeypatch, settings):
    settings.HUB_LISTEN = True
    with time_machine.travel(timezone.now(), tick=False):
        edition = None if left is None else Edition(1, time.time() + left)
        monkeypatch.setattr(listen, "_listener", Ear(edition))
        assert pause_seconds() == pytest.approx(pause, abs=0.001)


def test_nothing_due_costs_one_query(news, django_assert_num_queries):
    settle_waiting()
    with django_assert_num_queries(1):
        settle_waiting()


def test_a_page_that_cannot_go_live_holds_up_no_other(index, draft, committed, monkeypatch):
    with committed():
        broken = add_page(index, NewsPage, title="Kaputt", slug="kaputt", live=False)
    before = timezone.now()

    def refuse(page: Page) -> None:
        if page.slug == "kaputt":
            raise ValidationError("never")

    with committed():
        schedule(broken, seconds=3)
        schedule(draft, seconds=1)
        monkeypatch.setattr(NewsPage, "work_out_columns", refuse)
        settle_waiting()
    assert row(draft)
    assert row(broken) is None
    # It is tried again in a minute.
    waiting = Revision.objects.get(approved_go_live_at__isnull=False)
    assert waiting.object_id == str(broken.pk)
    assert waiting.approved_go_live_at >= before + AGAIN
    noted = LateRevision.objects.get()
    assert (noted.title, noted.error) == ("Kaputt", "ValidationError: ['never']")
    monkeypatch.undo()
    with committed():
        Revision.objects.update(approved_go_live_at=timezone.now())
        settle_waiting()
    assert row(broken)
    assert not LateRevision.objects.exists()


def test_a_page_that_cannot_be_unpublished_holds_up_no_other(news, index, committed, monkeypatch):
    past = timezone.now() - timedelta(minutes=1)
    with committed():
        other = add_page(index, NewsPage, title="Zweite")
        Page.objects.filter(pk=news.pk).update(expire_at=past - timedelta(minutes=1))
        Page.objects.filter(pk=other.pk).update(expire_at=past)
    unpublish = Page.unpublish

    def refuse(page: Page, *args, **kwargs) -> None:
        if page.pk == news.pk:
            raise ValidationError("never")
        unpublish(page, *args, **kwargs)

    monkeypatch.setattr(Page, "unpublish", refuse)
    with committed():
        end_what_is_over()
    assert Page.objects.filter(pk__in=[news.pk, other.pk], live=True).get().pk == news.pk


def test_what_has_ended_becomes_a_tombstone_and_loses_its_name_elsewhere(news, committed):
    with committed():
        news.expire_at = timezone.now() + timedelta(hours=1)
        news.save_revision().publish()
    found = row(news)
    assert found.ends_at == news.expire_at
    past = timezone.now() - timedelta(seconds=1)
    Page.objects.filter(pk=news.pk).update(expire_at=past)
    type(found).objects.filter(pk=found.pk).update(ends_at=past)

    assert settle_waiting(OVERDUE_SECONDS).buried_count == 1

    assert tombstone(news).ends_at is None
