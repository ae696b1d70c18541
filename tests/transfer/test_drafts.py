"""A line meets an editor's work: a draft, a lock, a review. Nothing of it is lost or published."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from hub.transfer.incoming import compare, write
from hub.transfer.report import Options
from plugins.example.models import Note
from tests.factories.content import TopicFactory, UserFactory
from tests.factories.transfer import drawing, news_line, page_of
from tests.transfer.test_records import note_line

pytestmark = pytest.mark.django_db

LINE = news_line(1, summary="Alt", body_html="<p>Wir treffen uns.</p>", topics=["sport"])
CHANGED = {**LINE, "title": "Von außen", "summary": "Neu", "topics": []}


@pytest.fixture
def anna(db):
    return UserFactory(first_name="Anna", last_name="Arndt")


@pytest.fixture
def news(site, anna):
    """News with a draft of Anna's, who has begun another title."""
    TopicFactory(key="sport")
    assert not write([LINE], Options()).problems
    draft = page_of(1)
    draft.title = "Halb fertig"
    draft.save_revision(user=anna)
    return page_of(1)


def said(changes):
    """Return what the first line would change, and why it may not."""
    fields = {one.field: (one.here, one.line) for one in changes[0].differences}
    with translation.override("de"):
        return fields, [str(one.message) for one in changes[0].problems]


def test_a_draft_is_kept_field_by_field_beside_what_a_line_publishes(news, anna):
    fields, problems = said(compare([CHANGED], Options()))
    assert fields["title"] == ("Nachricht 1", "Von außen")
    assert (set(fields), problems) == ({"title", "summary", "topics"}, [])
    assert write([CHANGED], Options()).changed_count == 1
    page = page_of(1)
    assert (page.title, page.summary, page.topics.count()) == ("Von außen", "Neu", 0)
    assert page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.summary, draft.topics.count()) == ("Halb fertig", "Neu", 0)
    assert draft.body[0].value.source == "<p>Wir treffen uns.</p>"
    assert page.latest_revision.user == anna
    # What both say in the end is nobody's draft any more.
    assert write([{**CHANGED, "title": "Halb fertig"}], Options()).changed_count == 1
    assert not page_of(1).has_unpublished_changes


def test_a_records_draft_is_kept_too(site):
    write([note_line(1)], Options())
    draft = Note.objects.get()
    draft.title = "Halb fertig"
    draft.save_revision()
    assert write([note_line(1, title="Neu", summary="Neu")], Options()).changed_count == 1
    note = Note.objects.get()
    assert (note.title, note.summary) == ("Neu", "Neu")
    draft = note.get_latest_revision_as_object()
    assert (draft.title, draft.summary) == ("Halb fertig", "Neu")


def test_who_works_on_a_page_is_named_beside_what_a_line_would_change(news, anna):
    locked_at = datetime(2026, 3, 14, 17, 5, tzinfo=UTC)
    facts = {"locked": True, "locked_by": anna, "locked_at": locked_at}
    Page.objects.filter(pk=news.pk).update(**facts)
    for options in (Options(), Options(into_draft=True)):
        fields, [problem] = said(compare([CHANGED], options))
        assert fields["title"] == ("Nachricht 1", "Von außen")
        assert problem.startswith("Gesperrt von Anna Arndt seit Sa., 14. März")
        assert "18.05 Uhr" in problem
        assert write([CHANGED], options).refused_count == 1
    assert page_of(1).title == "Nachricht 1"


def test_what_is_in_review_takes_a_change_into_the_draft_alone(news, anna):
    workflow = Workflow.objects.create(name="Freigabe")
    task = GroupApprovalTask.objects.create(name="Prüfung")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(page_of(1), anna)
    fields, [problem] = said(compare([CHANGED], Options()))
    assert fields["title"] == ("Nachricht 1", "Von außen")
    assert "als Entwurf" in problem
    assert write([CHANGED], Options()).refused_count == 1
    into_draft = Options(into_draft=True, editor=anna)
    assert said(compare([CHANGED], into_draft)) == (fields, [])
    assert write([CHANGED], into_draft).changed_count == 1
    page = page_of(1)
    assert page.title == "Nachricht 1"
    assert page.get_latest_revision_as_object().title == "Von außen"
    assert page.workflow_in_progress
    # Nothing of it was public: the same line has as much to say as before.
    assert said(compare([CHANGED], into_draft))[0] == fields


def test_a_version_that_waits_for_its_hour_is_not_passed_by(site):
    write([LINE | {"topics": []}], Options())
    draft = page_of(1)
    draft.go_live_at = timezone.now() + timedelta(days=3)
    draft.save_revision().publish()
    [problem] = said(compare([CHANGED], Options()))[1]
    assert problem.startswith("Eine neue Fassung geht von selbst online: ")


def test_a_change_with_a_picture_becomes_a_draft(news, anna, tmp_path):
    drawing(tmp_path)
    picture = {"file": "images/bild.png", "alt": "Ein Rad"}
    options = Options(into_draft=True, editor=anna)
    report = write([{**CHANGED, "image": picture}], options, tmp_path)
    assert not report.problems
    page = page_of(1)
    assert (page.title, page.image, page.live) == ("Nachricht 1", None, True)
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.image.alt) == ("Von außen", "Ein Rad")
    assert page.latest_revision.user == anna
    assert not write([{**CHANGED, "deleted": True}], options).gone_count
