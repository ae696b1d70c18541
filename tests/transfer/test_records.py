"""Records travel as pages do."""

import json

import pytest
from wagtail.models import Site

from hub.publication.writing import lock
from hub.transfer.files.outgoing import ExportScope, export_file
from hub.transfer.incoming import import_file
from plugins.example.models import Note
from tests.factories.content import TopicFactory
from tests.factories.transfer import counts, messages, read, rows

pytestmark = pytest.mark.django_db


def note_line(number=1, **more):
    source = {"name": "Brett", "key": str(number)}
    facts = {"colour": "blue"}
    title = f"Zettel {number}"
    return {"kind": "note", "locale": "de", "title": title, "source": source, "note": facts, **more}


def test_a_record_is_made_published_and_settled(site, tmp_path):
    TopicFactory(key="sport")
    report = read(tmp_path, note_line(topics=["sport"], body_html="<p>Hallo</p><script>x</script>"))
    assert messages(report) == []
    note = Note.objects.get()
    assert (note.live, note.colour, note.slug, note.body_html) == (
        True,
        "blue",
        "zettel-1",
        "<p>Hallo</p>",
    )
    assert rows()[str(note.document_id), "de"][0]["topics"][0]["key"] == "sport"


def test_a_second_import_writes_nothing_a_changed_line_does(site, tmp_path):
    TopicFactory(key="sport")
    read(tmp_path, note_line(1, topics=["sport"]), note_line(2))
    assert read(tmp_path, note_line(1, topics=["sport"]), note_line(2)).changed_count == 0
    assert read(tmp_path, note_line(1, topics=[]), note_line(2)).changed_count == 1
    assert not Note.objects.get(source_key="1").topics.exists()


def test_a_refused_record_is_named(site, tmp_path):
    report = read(tmp_path, note_line(1), note_line(2, note={"colour": "brown"}))
    assert messages(report) == ["line 2, note.colour: 'brown' is none of yellow, blue, green"]
    assert not Note.objects.exists()


def test_records_come_back_from_an_export_without_what_is_private(site, tmp_path):
    TopicFactory(key="sport")
    read(tmp_path, note_line(1, topics=["sport"]), note_line(2))
    Note.objects.update(author_email="geheim@example.org")
    before = rows()
    path = tmp_path / "notes.jsonl"
    export_file(
        path,
        ExportScope(kinds=("note",)),
        Site.objects.get(is_default_site=True),
        lambda text: None,
    )
    text = path.read_text(encoding="utf-8")
    assert "geheim" not in text
    assert counts(import_file(path, say=lambda text: None)) == (0, 0, 0)
    assert set(Note.objects.values_list("author_email", flat=True)) == {"geheim@example.org"}
    Note.objects.all().delete()
    assert import_file(path, say=lambda text: None).new_count == 2
    assert rows() == before


def test_a_tombstone_takes_a_record_down(site, tmp_path):
    read(tmp_path, note_line(1))
    note = Note.objects.get()
    gone = {"id": str(note.document_id), "kind": "note", "locale": "de", "deleted": True}
    assert read(tmp_path, json.dumps(gone)).gone_count == 1
    note.refresh_from_db()
    assert note.live is False
    assert (str(note.document_id), "de") not in rows()


def test_many_records_need_few_queries(site, tmp_path, django_assert_max_num_queries, monkeypatch):
    # A slow machine settles fewer at a time; what is counted is the code's, not the machine's.
    monkeypatch.setattr(lock, "HOLD_SECONDS", 3600.0)
    monkeypatch.setattr(lock, "BUILD_SECONDS", 3600.0)
    lines = [note_line(number) for number in range(200)]
    with django_assert_max_num_queries(100):
        read(tmp_path, *lines)
    lines = [note_line(number, summary="Neu") for number in range(200)]
    with django_assert_max_num_queries(150):
        assert read(tmp_path, *lines).changed_count == 200
