"""What settle promises beyond a single action: failures, names of others, order, size."""

import json
import time
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from hub.kernel.contract import registry
from hub.publication.catch_up import settle_waiting
from hub.publication.hinting.waiting import DUE_SECONDS
from hub.publication.models import Failure, Hint, Publication
from hub.publication.settle import settle
from hub.publication.sweep import sweep
from plugins.editorial.models import NewsPage
from tests.factories.content import add_page
from tests.publication.conftest import row

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken_news():
    """Make the builder of news fail, as a defect of a capability would, until it is closed."""

    def fail(source, context):
        raise ZeroDivisionError("a defect of the capability")

    with ExitStack() as changes:
        changes.enter_context(registry.changed("news", build_document=fail))
        yield changes


def test_a_failing_builder_does_not_stop_the_editor_and_keeps_the_old_row(
    news, committed, broken_news
):
    before = row(news).document
    with committed():
        news.title = "Neuer Titel"
        news.save_revision().publish()
    assert row(news).document == before
    failure = Failure.objects.get(document_id=news.translation_key)
    assert "ZeroDivisionError" in failure.error
    assert failure.title == "Neuer Titel"


def test_a_failing_builder_does_not_hold_up_the_others(section, news, committed, broken_news):
    with committed():
        section.title = "Das Netzwerk"
        section.save_revision().publish()
    settle({section.translation_key, news.translation_key})
    assert row(section).title == "Das Netzwerk"


def test_a_page_that_is_deleted_while_a_batch_is_read_does_not_stop_the_batch(section, news):
    Publication.objects.update(digest="")
    deleted = []

    def delete_in_between(execute, sql, *rest):
        answer = execute(sql, *rest)
        if "content_type" in sql and "alias_of_id" in sql and not deleted:
            deleted.append(news.pk)
            news.delete()
        return answer

    with connection.execute_wrapper(delete_in_between):
        settle({section.translation_key, news.translation_key})

    assert deleted
    assert row(section).digest
    assert row(news) is None


def test_a_failing_builder_never_keeps_a_page_public_that_is_not(news, committed, broken_news):
    with committed():
        news.unpublish()
    assert row(news) is None


def test_the_sweep_heals_what_could_not_be_built(news, committed, broken_news):
    with committed():
        news.title = "Neuer Titel"
        news.save_revision().publish()
    broken_news.close()
    sweep()
    assert row(news).title == "Neuer Titel"
    assert not Failure.objects.exists()


def test_a_builder_that_breaks_the_transaction_is_tried_alone(
    news, section, committed, change_kind
):
    def fail(source, context):
        Publication.objects.raw("SELECT no_such_column FROM nowhere")[0]

    change_kind("news", build_document=fail)
    Publication.objects.filter(document_id=section.translation_key).update(digest="")
    result = settle({section.translation_key, news.translation_key})
    assert (result.written_count, result.failed_count) == (1, 1)


def test_an_identical_settle_writes_nothing(news):
    assert settle({news.translation_key}).written_count == 0


def test_settle_knows_ids_that_never_existed():
    from hub.kernel.documents.identity import new_id

    assert settle({new_id()}).written_count == 0


def test_what_changes_takes_the_next_sequence(news, section, index):
    newest = Publication.objects.latest("sequence")
    section.title = "Anders"
    section.save()
    settle({section.translation_key})
    changed = Publication.objects.get(document_id=section.translation_key, locale="de")
    assert changed.sequence > newest.sequence
    assert Publication.objects.latest("sequence") == changed


def test_settling_one_page_takes_a_fixed_number_of_queries(news, django_assert_num_queries):
    news.title = "Anders"
    news.save_revision().publish()
    with django_assert_num_queries(14):
        settle({news.translation_key})


def test_publishing_takes_a_fixed_number_of_queries(news, committed, django_assert_num_queries):
    news.summary = "Anders"
    with django_assert_num_queries(59), committed():
        news.save_revision().publish()
    assert json.loads(row(news).document)["summary"] == "Anders"


def test_settling_forty_pages_takes_no_more_queries_than_one(
    index, committed, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr("hub.publication.writing.lock.FIRST", 40)
    monkeypatch.setattr("hub.publication.writing.lock.BUILD_SECONDS", 60)
    with committed():
        pages = [
            add_page(index, NewsPage, title=f"Meldung {number}", slug=f"m{number}")
            for number in range(40)
        ]
    Publication.objects.update(digest="")
    with django_assert_num_queries(13):
        result = settle({page.translation_key for page in pages})
    assert result.written_count == 40


def test_slow_documents_are_built_under_several_locks(index, committed, change_kind, monkeypatch):
    monkeypatch.setattr("hub.publication.writing.lock.FEWEST", 1)
    with committed():
        pages = [
            add_page(index, NewsPage, title=f"Meldung {number}", slug=f"m{number}")
            for number in range(6)
        ]
    Publication.objects.update(digest="")
    build = registry.kind("news").build_document

    def slow(source, context):
        time.sleep(0.02)
        return build(source, context)

    change_kind("news", build_document=slow)
    with CaptureQueriesContext(connection) as queries:
        result = settle({page.translation_key for page in pages})
    assert result.written_count == 6
    # Two of them take as long as one lock may be held.
    assert sum("pg_advisory_xact_lock" in one["sql"] for one in queries) >= 3
    assert not Hint.objects.exists()


def test_a_large_subtree_is_taken_down_at_once_and_built_by_a_worker(
    section, news, committed, monkeypatch
):
    from hub.publication.hinting import hints

    settings.HUB_SETTLE_INLINE_MAXIMUM, before = 1, settings.HUB_SETTLE_INLINE_MAXIMUM
    woken = []
    monkeypatch.setattr(
        hints, "wake", lambda task, *arguments, **options: woken.append((task, arguments)) or True
    )
    try:
        with committed():
            for page in section.get_descendants(inclusive=True).specific():
                page.unpublish()
    finally:
        settings.HUB_SETTLE_INLINE_MAXIMUM = before
    assert row(news) is None
    assert row(section) is None
    # The ids stand in the database; the message names none.
    assert woken[0] == ("hub.settle_waiting", (-DUE_SECONDS,))


def test_without_a_worker_a_large_subtree_waits_for_whoever_comes(
    section, news, committed, monkeypatch
):
    from hub.publication.hinting import hints

    monkeypatch.setattr(settings, "HUB_SETTLE_INLINE_MAXIMUM", 1)
    monkeypatch.setattr(hints, "wake", lambda *arguments, **options: False)
    with committed():
        section.slug = "verbund"
        section.save_revision().publish()
    assert Hint.objects.filter(document_id=news.translation_key).exists()
    settle_waiting(-DUE_SECONDS)
    assert row(news).path.startswith("verbund/")
    assert not Hint.objects.exists()


def test_documents_carry_times_with_offset(news):
    found = json.loads(row(news).document)
    assert found["published_at"][-6:] in {"+01:00", "+02:00"}


def test_a_page_of_an_unknown_class_is_left_out(section):
    page = section.add_child(instance=Page(title="Fremd", slug="fremd", locale=section.locale))
    result = settle({page.translation_key})
    assert (result.written_count, result.failed_count) == (0, 0)
    assert not Publication.objects.filter(document_id=page.translation_key).exists()
