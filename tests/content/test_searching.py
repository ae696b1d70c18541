"""The admin's search: what is saved is found, and no other title is read for that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.utils import get_content_type_pk
from wagtail.models import Page

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
    assert len(about) == 2
    assert not any("avg" in sql.lower() for sql in about)
    assert f"ANY('{{{news.pk}}}')" in about[1]
