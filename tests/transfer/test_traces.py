"""A page written in bulk is as good as one an editor made: tree, history, references, search."""

import pytest
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from hub.publication.hinting import hints
from hub.publication.models import Publication
from hub.transfer.fields.references import Outward
from hub.transfer.fields.values import fields_of
from plugins.editorial.models import HomePage, NewsIndexPage, NewsPage
from plugins.events.models import EventPage
from tests.factories.content import PlaceFactory, TopicFactory, add_page, hub_site
from tests.factories.transfer import drawing, event_line, lists, news_line, page_of, read, uid

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(site, tmp_path):
    TopicFactory(key="sport")
    place = PlaceFactory()
    drawing(tmp_path)
    image = {"file": "images/bild.png", "alt": "Rot"}
    link = [{"type": "rich_text", "value": f'<p><a linktype="page" id="{uid(1)}">Eins</a></p>'}]
    event = event_line(
        2,
        id=uid(2),
        topics=["sport"],
        place={"id": str(place.hub_id)},
        image=image,
        rebuild={"fields": {"body": link}},
        dates=[{"recurrence_id": "2027-03-21T15:00:00+01:00", "status": "cancelled"}],
    )
    event["event"]["recurrence"] = {"rrule": "FREQ=WEEKLY;COUNT=3"}
    report = read(tmp_path, news_line(1, topics=["sport"], image=image), event)
    assert not report.problems, list(report.problems)
    return page_of(1), page_of(2)


def test_the_tree_has_no_problem(imported):
    assert Page.find_problems() == ([], [], [], [], [])
    for page in imported:
        assert page.get_parent().numchild == 1
        assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"


def test_the_first_revision_is_the_page(imported):
    for page in imported:
        revision = page.latest_revision
        assert page.live_revision == revision == page.get_latest_revision()
        kept = revision.as_object()
        assert fields_of(kept, Outward()) == fields_of(page, Outward())
        assert (kept.title, kept.live, kept.path) == (page.title, True, page.path)
        assert not page.has_unpublished_changes


def test_the_history_says_created_and_published(imported):
    for page in imported:
        actions = PageLogEntry.objects.filter(page=page.pk).order_by("pk")
        assert list(actions.values_list("action", flat=True)) == [
            "wagtail.create",
            "wagtail.publish",
        ]


def test_the_reference_index_is_what_wagtail_would_write(imported):
    for page in imported:
        found = ReferenceIndex.get_references_for_object(page)
        before = set(found.values_list("to_content_type", "to_object_id", "model_path"))
        assert before
        found.delete()
        ReferenceIndex.create_or_update_for_object(page)
        after = ReferenceIndex.get_references_for_object(page)
        assert set(after.values_list("to_content_type", "to_object_id", "model_path")) == before


def test_the_admins_search_finds_it(imported):
    news, event = imported
    assert [page.pk for page in NewsPage.objects.all().search("Nachricht")] == [news.pk]
    assert [page.pk for page in EventPage.objects.all().search("Treffen")] == [event.pk]


def test_columns_that_follow_from_others_are_there(imported):
    _news, event = imported
    assert event.span_starts_at is not None
    assert event.calendar_digest
    assert event.event_changes.get().locale_id == event.locale_id


def test_an_editor_can_work_on(imported):
    for page in imported:
        page.title = "Geändert"
        page.save_revision().publish()
        page.refresh_from_db()
        assert page.title == "Geändert"
        assert Revision.objects.filter(object_id=str(page.pk)).count() == 2
    parent = imported[0].get_parent()
    newest = add_page(parent, NewsPage, title="Danach")
    assert newest.path > imported[0].path


def test_an_editor_who_adds_a_page_meanwhile_meets_nobody(site, tmp_path):
    index = NewsIndexPage.objects.get()
    first = add_page(index, NewsPage, title="Erste")
    read(tmp_path, news_line(1))
    steps = [int(page.path[-4:], 36) for page in (first, page_of(1))]
    assert steps[1] - steps[0] > 10


def test_held_hints_are_collected_and_not_settled(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        lists(hub_site(HomePage))
    index = NewsIndexPage.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        with hints.held() as collected:
            page = add_page(index, NewsPage, title="Still")
        assert page.translation_key in collected
    assert not Publication.objects.filter(document_id=page.translation_key).exists()
    with django_capture_on_commit_callbacks(execute=True):
        page.save()
    assert Publication.objects.filter(document_id=page.translation_key).exists()


def test_many_lines_need_few_queries(tmp_path, django_assert_max_num_queries, db, monkeypatch):
    # A slow machine settles fewer at a time, in more transactions.
    monkeypatch.setattr("hub.publication.writing.lock.HOLD_SECONDS", 60.0)
    monkeypatch.setattr("hub.publication.writing.lock.BUILD_SECONDS", 60.0)
    lists(hub_site(HomePage))
    lines = [event_line(number) for number in range(200)]
    with django_assert_max_num_queries(480):
        read(tmp_path, *lines)
