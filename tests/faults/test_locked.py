"""Somebody else holds the lock, or the rows' table: editors do not wait, nothing is forgotten."""

import threading
import time
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from celery_app.tasks import run_settle_waiting
from hub.publication.hinting.waiting import DUE_SECONDS
from hub.publication.models import Hint
from hub.publication.writing.lock import take_lock
from tests.publication.conftest import row

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS_PATIENCE_SECONDS = 3


def lock_the_rows():
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE publication_publication IN EXCLUSIVE MODE")


@contextmanager
def locked_elsewhere(lock):
    """Have another connection hold a lock until the block ends."""
    is_locked, may_go = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                lock()
                is_locked.set()
                may_go.wait(30)
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    assert is_locked.wait(10)
    try:
        yield
    finally:
        may_go.set()
        holder.join()


@pytest.mark.parametrize("lock", [take_lock, lock_the_rows])
def test_an_editor_is_told_within_three_seconds_and_the_page_goes_once_the_lock_is_free(
    page, admin_client, lock
):
    with locked_elsewhere(lock):
        with CaptureQueriesContext(connection) as asked:
            answer = admin_client.post(f"/admin/pages/{page.pk}/unpublish/", follow=True)
        # How fast this machine draws the page is another matter.
        assert sum(float(one["time"]) for one in asked) < EDITORS_PATIENCE_SECONDS
        page.refresh_from_db()
        assert not page.live
        assert any("Sichtbar wird" in str(message) for message in answer.context["messages"])
        assert row(page)
    time.sleep(DUE_SECONDS)
    run_settle_waiting()
    assert row(page) is None
    assert not Hint.objects.exists()


def test_an_editor_whose_change_is_public_is_told_nothing_of_waiting(page, admin_client):
    answer = admin_client.post(f"/admin/pages/{page.pk}/unpublish/", follow=True)
    assert row(page) is None
    assert not any("Sichtbar wird" in str(message) for message in answer.context["messages"])
