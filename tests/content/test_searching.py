"""The admin's search: what is saved is found, and no other title is read for that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.backends.database.postgres.postgres import PostgresIndex
from modelsearch.utils import get_content_type_pk
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from tests.factories.kinds import add_news, small_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return add_news(small_site())


def weight(page: Page) -> float:
    """Return how much a word of the page's title counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT title_norm FROM wagtailsearch_indexentry"
            " WHERE content_type_id = %s AND object_id = %s",
            [get_content_type_pk(type(page)), str(page.pk)],
        )
        return cursor.fetchone()[0]


def test_a_saved_page_is_found_by_its_new_title(news, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        news.title = "Reparaturnachmittag"
        news.save()
    assert [one.pk for one in Page.objects.search("Reparaturnachmittag")] == [news.pk]


def test_a_word_counts_more_in_a_short_title(news, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        news.title = "Sommerfest"
        news.save()
    short = weight(news)
    with django_capture_on_commit_callbacks(execute=True):
        news.title = "Sommerfest mit Musik, Kuchen und Tombola im Park"
        news.save()
    assert weight(news) < short


def test_a_save_reads_no_title_of_another_page(news, django_capture_on_commit_callbacks):
    with (
        CaptureQueriesContext(connection) as queries,
        django_capture_on_commit_callbacks(execute=True),
    ):
        news.save()
    about = [one["sql"] for one in queries if "wagtailsearch_indexentry" in one["sql"]]
    assert len(about) == 1
    assert "avg" not in about[0].lower()


def test_what_is_written_at_once_is_what_the_library_writes_one_by_one(news):
    news.summary, news.title = "Häuser, Höfe und Gärten", "Tag der offenen Tür"
    index = get_search_backend().get_index_for_model(type(news))
    index.add_items(type(news), [news])
    at_once = entry(news)
    PostgresIndex.add_items(index, type(news), [news])
    assert entry(news) == at_once
    assert "'tur':4B" in at_once[0]


def entry(page: Page) -> tuple[str, ...]:
    """Return the vectors and texts by which a page is found."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT title::text, autocomplete::text, body::text, title_text, body_text"
            " FROM wagtailsearch_indexentry WHERE content_type_id = %s AND object_id = %s",
            [get_content_type_pk(type(page)), str(page.pk)],
        )
        return cursor.fetchone()
