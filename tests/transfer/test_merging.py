"""Lines that a source brings again are merged by field with what editors did meanwhile."""

import pytest
from wagtail.models import Page

from hub.publication.models import Publication
from hub.transfer.incoming import compare, write
from hub.transfer.models import LastWord, Proposal
from hub.transfer.report import Options
from plugins.editorial.models import NewsPage
from plugins.events.models import EventPage
from plugins.example.models import Note
from tests.factories.content import TopicFactory
from tests.factories.transfer import (
    counts,
    drawing,
    event_line,
    messages,
    news_line,
    page_of,
    read,
    uid,
)
from tests.publication.conftest import commit
from tests.transfer.test_records import note_line

pytestmark = pytest.mark.django_db

KEEP = Options(on_conflict="keep")


def edit(page, **fields):
    """Change fields as an editor does, and publish."""
    for name, value in fields.items():
        setattr(page, name, value)
    with commit():
        page.save_revision().publish()


@pytest.fixture
def news(site):
    write([news_line(1, summary="Von der Quelle")], KEEP)
    return page_of(1)


def test_what_the_source_did_not_change_stays_as_editors_left_it(news):
    edit(news, title="Vom Amt")
    report = write([news_line(1, summary="Neu von der Quelle")], KEEP)
    assert counts(report) == (0, 1, 0)
    assert (page_of(1).title, page_of(1).summary) == ("Vom Amt", "Neu von der Quelle")
    assert not Proposal.objects.exists()


def test_what_was_changed_on_both_sides_stays_and_is_proposed(news):
    edit(news, title="Vom Amt")
    report = write([news_line(1, title="Von der Quelle", summary="Neu")], KEEP)
    assert (page_of(1).title, page_of(1).summary) == ("Vom Amt", "Neu")
    assert "1 fields changed on both sides are proposed" in report.summary()
    proposal = Proposal.objects.get()
    assert (proposal.field, proposal.here, proposal.proposed, proposal.base) == (
        "title",
        "Vom Amt",
        "Von der Quelle",
        "Nachricht 1",
    )


def test_a_proposal_waits_until_both_say_the_same(news):
    edit(news, title="Vom Amt")
    line = news_line(1, title="Von der Quelle")
    for _again in range(2):
        write([line], KEEP)
        assert (page_of(1).title, Proposal.objects.count()) == ("Vom Amt", 1)
    edit(page_of(1), title="Von der Quelle")
    write([line], KEEP)
    assert not Proposal.objects.exists()


def test_a_newer_word_of_the_source_takes_the_place_of_its_proposal(news):
    edit(news, title="Vom Amt")
    for title in ("Zweiter Titel", "Dritter Titel"):
        write([news_line(1, title=title)], KEEP)
    assert Proposal.objects.get().proposed == "Dritter Titel"


def test_a_conflict_refuses_the_line_of_a_file_that_asks_for_it(news, tmp_path):
    edit(news, title="Vom Amt")
    line = news_line(1, title="Von der Quelle")
    report = read(tmp_path, line, on_conflict="refuse")
    assert messages(report) == [
        "line 1, title: was changed here and at the source; --on-conflict says who wins"
    ]
    assert page_of(1).title == "Vom Amt"


def test_a_file_overwrites_unless_it_is_told_otherwise(news, tmp_path):
    edit(news, title="Vom Amt")
    assert counts(read(tmp_path, news_line(1))) == (0, 1, 0)
    assert page_of(1).title == "Nachricht 1"


def test_what_editors_took_down_stays_down(news):
    news.unpublish()
    assert counts(write([news_line(1)], KEEP)) == (0, 0, 0)
    assert not page_of(1).live


def test_topics_and_children_are_merged_too(site):
    sport, work = TopicFactory(key="sport"), TopicFactory(key="arbeit")
    days = ["2027-03-14T15:00:00+01:00", "2027-03-21T15:00:00+01:00"]
    line = event_line(1, topics=["sport"])
    line["event"]["recurrence"] = {"rrule": "FREQ=WEEKLY;COUNT=3"}
    line["dates"] = [{"recurrence_id": day, "status": "cancelled"} for day in days[:1]]
    write([line], KEEP)
    page = EventPage.objects.get()
    page.topics = [work]
    page.save_revision().publish()
    line["dates"] = [{"recurrence_id": day, "status": "cancelled"} for day in days]
    assert counts(write([line], KEEP)) == (0, 1, 0)
    page = EventPage.objects.get()
    assert list(page.topics.all()) == [work]
    assert page.event_changes.count() == 2
    write([{**line, "topics": ["sport", "arbeit"]}], KEEP)
    assert list(EventPage.objects.get().topics.all()) == [work]
    assert Proposal.objects.get().proposed == ["arbeit", "sport"]
    assert sport not in EventPage.objects.get().topics.all()


def test_records_are_merged_too(site):
    write([note_line(1, summary="Alt")], KEEP)
    note = Note.objects.get()
    note.title, note.colour = "Vom Amt", "green"
    note.save()
    report = write([note_line(1, summary="Neu", note={"colour": "yellow"})], KEEP)
    assert counts(report) == (0, 1, 0)
    note = Note.objects.get()
    assert (note.title, note.summary, note.colour) == ("Vom Amt", "Neu", "green")
    assert Proposal.objects.get().field == "colour"


def test_without_a_last_word_every_difference_is_a_conflict(news):
    LastWord.objects.all().delete()
    write([news_line(1, title="Anders", summary="Von der Quelle")], KEEP)
    assert page_of(1).title == "Nachricht 1"
    assert Proposal.objects.get().field == "title"


def test_two_sources_have_each_their_own_last_word(site):
    ours = {"id": uid(1), "source": {"name": "Eins", "key": "a"}}
    theirs = {"id": uid(1), "source": {"name": "Zwei", "key": "b"}}
    write([{**news_line(1), **ours}], KEEP)
    write([{**news_line(1, title="Von Zwei"), **theirs}], KEEP)
    assert LastWord.objects.count() == 2
    assert page_of(1).title == "Nachricht 1"


def test_comparing_says_field_by_field_what_would_change_and_writes_nothing(news):
    edit(news, title="Vom Amt")
    before = (Page.objects.count(), LastWord.objects.get().read_at)
    lines = [
        news_line(1, title="Von der Quelle", summary="Neu"),
        news_line(2),
        news_line(3, topics=["x"]),
        news_line(1),
    ]
    changed, new, refused, doubled = compare(lines, Options())
    found = {one.field: (one.here, one.line, one.base) for one in changed.differences}
    assert found == {
        "title": ("Vom Amt", "Von der Quelle", "Nachricht 1"),
        "summary": ("Von der Quelle", "Neu", "Von der Quelle"),
    }
    assert [one.is_conflict for one in changed.differences] == [True, False]
    assert (new.outcome, new.title) == ("new", "Nachricht 2")
    assert refused.outcome == "refused"
    assert "no topic 'x' here" in str(refused.problems[0])
    assert doubled.outcome == "refused"
    assert (Page.objects.count(), LastWord.objects.get().read_at) == before
    assert not Proposal.objects.exists()


def test_a_line_that_says_nothing_new_is_not_looked_at(site, tmp_path, django_assert_num_queries):
    lines = [event_line(number) for number in range(5)]
    read(tmp_path, *lines)
    assert LastWord.objects.filter(sequence__isnull=False).count() == 5
    with django_assert_num_queries(14):
        report = read(tmp_path, *lines)
    assert report.same_count == 5


def test_two_lines_of_one_document_are_refused_though_one_says_nothing_new(site, tmp_path):
    read(tmp_path, news_line(1))
    report = read(tmp_path, news_line(1), news_line(1, title="Anders"))
    assert messages(report) == ["line 2, id: the same document stands in line 1 already"]


def test_a_deleted_page_comes_back_by_the_same_line(site, tmp_path):
    read(tmp_path, news_line(1))
    NewsPage.objects.get().delete()
    assert counts(read(tmp_path, news_line(1))) == (1, 0, 0)


def test_a_ladder_finds_what_no_key_names(site):
    write([news_line(1)], KEEP)
    line = {**news_line(), "id": None, "source": {"name": "Zeitung", "key": "77"}, "title": "Neu"}
    options = Options(ladder=lambda line: page_of(1).translation_key)
    assert counts(write([line], options)) == (0, 1, 0)
    # Afterwards the key itself leads there.
    assert counts(write([{**line, "title": "Neuer"}], Options())) == (0, 1, 0)
    assert NewsPage.objects.get().title == "Neuer"


def test_a_form_may_bring_a_line_without_an_identity(site):
    line = {**news_line(), "id": None}
    assert write([line], Options()).refused_count == 1
    assert counts(write([line], Options(may_be_nameless=True))) == (1, 0, 0)


def test_a_changed_picture_of_the_same_name_is_noticed(site, tmp_path):
    drawing(tmp_path)
    line = news_line(1, image={"file": "images/bild.png", "alt": "Rot"})
    read(tmp_path, line)
    first = page_of(1).image_id
    drawing(tmp_path, colour="blue")
    assert counts(read(tmp_path, line)) == (0, 1, 0)
    assert page_of(1).image_id != first


def test_a_restored_row_is_written_again_after_what_editors_published(news, tmp_path):
    edit(news, summary="Vom Amt")
    read(tmp_path, news_line(1, summary="Von der Quelle"))
    document = Publication.objects.get(document_id=uid(1)).document
    assert "Von der Quelle" in document
