"""What is exported and imported again is the same: rows, pages, and nothing twice."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from demo.events import FOLDER
from hub.publication.models import Failure
from hub.publication.reading.listen import latest_sequence
from hub.publication.settle import settle
from hub.publication.sweep import sweep
from hub.transfer.files.outgoing import ExportScope, export_file
from hub.transfer.incoming import import_file
from plugins.editorial.models import SectionPage, StandardPage
from plugins.events.models import EventPage
from tests.factories.content import add_page
from tests.factories.transfer import counts, empty_hub, page_of, read, rows, uid

pytestmark = pytest.mark.django_db


def quiet(text: str) -> None:
    """Say nothing."""


def export(folder, **selection):
    path = folder / "export" / "all.jsonl"
    path.parent.mkdir(exist_ok=True)
    export_file(path, ExportScope(**selection), Site.objects.get(is_default_site=True), quiet)
    return path


def documents(path):
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if "vocabulary" not in line]


def test_the_demonstration_comes_back_from_its_export_row_by_row(demonstration, tmp_path):
    before = rows()
    path = export(tmp_path)
    empty_hub()
    report = import_file(path, say=quiet)
    assert list(report.problems) == []
    assert rows() == before
    assert len(before) > 120
    assert not Failure.objects.exists()
    result = sweep()
    assert (result.written_count, result.buried_count) == (0, 0)


def test_a_second_import_of_an_export_writes_nothing(demonstration, tmp_path):
    path = export(tmp_path, has_drafts=True)
    sequence = latest_sequence()
    report = import_file(path, say=quiet)
    assert counts(report) == (0, 0, 0)
    assert latest_sequence() == sequence


def test_a_second_import_of_hand_written_lines_writes_nothing(demonstration):
    sequence = latest_sequence()
    report = import_file(demonstration, say=quiet, folder=FOLDER)
    assert counts(report) == (0, 0, 0)
    assert latest_sequence() == sequence


def test_an_export_holds_no_restricted_page_and_no_draft(demonstration, tmp_path):
    projects, imprint = page_of(11), page_of(17)
    PageViewRestriction.objects.create(page=projects, restriction_type=PageViewRestriction.LOGIN)
    add_page(imprint, StandardPage, title="Geheimer Entwurf", live=False)
    settle(
        Page.objects.descendant_of(projects, inclusive=True).values_list(
            "translation_key", flat=True
        )
    )
    text = export(tmp_path).read_text(encoding="utf-8")
    assert "Vielfaltsgestalter" not in {line["title"] for line in documents(export(tmp_path))}
    assert "Geheimer Entwurf" not in text
    with_drafts = export(tmp_path, has_drafts=True).read_text(encoding="utf-8")
    assert "Geheimer Entwurf" in with_drafts
    assert uid(13) not in {line["id"] for line in documents(export(tmp_path, has_drafts=True))}


def test_an_unpublished_section_travels_for_the_sake_of_its_public_pages(site, tmp_path):
    section = add_page(site.root_page, SectionPage, title="Das Netzwerk")
    page = add_page(section, StandardPage, title="Die Ehrenamtskarte")
    sweep()
    section.unpublish()
    settle({section.translation_key})
    before = set(rows())
    path = export(tmp_path)
    empty_hub()
    assert not import_file(path, say=quiet).problems
    assert set(rows()) == before
    assert imported(section).live is False
    assert imported(page).live is True


def test_a_scheduled_page_stays_scheduled(site, tmp_path):
    # An export tells milliseconds.
    soon = timezone.now().replace(microsecond=0) + timedelta(days=3)
    home = site.root_page
    page = add_page(home, StandardPage, title="Demnächst", live=False, go_live_at=soon)
    page.get_latest_revision().publish()
    assert page.get_latest_revision().approved_go_live_at == soon
    path = export(tmp_path, has_drafts=True)
    empty_hub()
    assert not import_file(path, say=quiet).problems
    again = imported(page)
    assert (again.live, again.go_live_at) == (False, soon)
    assert again.scheduled_revision is not None


def imported(page):
    return Page.objects.get(translation_key=page.translation_key, locale=page.locale).specific


def test_kinds_and_languages_select(demonstration, tmp_path):
    only = documents(export(tmp_path, kinds=("event",), locales=("uk", "ar")))
    assert {(line["kind"], line["locale"]) for line in only} == {("event", "uk"), ("event", "ar")}


def test_since_gives_what_changed_and_what_went(demonstration, tmp_path):
    sequence = latest_sequence()
    page = page_of(201)
    page.title = "Neuer Titel"
    page.save_revision().publish()
    page_of(203).unpublish()
    settle({page.translation_key, page_of(203).translation_key})
    changed, *translated, gone = documents(export(tmp_path, since=sequence))
    assert (changed["id"], changed["title"]) == (uid(201), "Neuer Titel")
    assert translated
    assert all(one["id"] == uid(201) and one["translation"]["is_outdated"] for one in translated)
    assert gone == {"id": uid(203), "kind": "news", "locale": "de", "deleted": True}


def test_a_tombstone_takes_down_and_deletes_nothing(demonstration, tmp_path):
    gone = {"id": uid(203), "kind": "news", "locale": "de", "deleted": True}
    report = read(tmp_path, gone)
    assert counts(report) == (0, 0, 1)
    assert page_of(203).live is False
    assert (uid(203), "de") not in rows()
    assert counts(read(tmp_path, gone)) == (0, 0, 0)


def test_an_edited_line_counts_and_the_rest_of_the_page_stays(demonstration, tmp_path):
    path = export(tmp_path, kinds=("event",), locales=("de",))
    line = next(one for one in documents(path) if one["id"] == uid(404))
    line["title"], line["event"]["price"]["note"] = "Sprachcafé am Abend", "Spenden willkommen"
    report = read(path.parent, line)
    assert counts(report) == (0, 1, 0)
    event = page_of(404)
    assert (event.title, event.price_note) == ("Sprachcafé am Abend", "Spenden willkommen")
    assert event.event_changes.count() == 1
    assert str(event.body) == str(event.get_latest_revision_as_object().body)
    assert counts(read(path.parent, line)) == (0, 0, 0)


def test_edited_html_of_an_exported_line_replaces_its_blocks(demonstration, tmp_path):
    path = export(tmp_path, kinds=("news",), locales=("de",))
    line = next(one for one in documents(path) if one["id"] == uid(201))
    line["body_html"] = "<p>Ganz neu.</p><script>alert(1)</script>"
    read(path.parent, line)
    (block,) = page_of(201).body
    assert (block.block_type, block.value.source) == ("rich_text", "<p>Ganz neu.</p>")


def test_dates_before_today_survive(demonstration, tmp_path):
    event = page_of(402)
    long_ago = timezone.localdate() - timedelta(days=400)
    change = event.event_changes.get()
    event.event_changes = [change, type(change)(original_day=long_ago, locale=event.locale)]
    event.save_revision().publish()
    path = export(tmp_path, kinds=("event",))
    EventPage.objects.get(pk=event.pk).delete()
    import_file(path, say=quiet)
    days = set(page_of(402).event_changes.values_list("original_day", flat=True))
    assert days == {change.original_day, long_ago}


def test_the_commands_say_what_they_did(demonstration, tmp_path, capsys):
    path = tmp_path / "out.jsonl"
    call_command("export", str(path), "--kind", "news")
    call_command("import", str(path), "--dry-run")
    out = capsys.readouterr().out
    assert "lines written; what changes next: --since" in out
    assert "76 read: 0 new, 0 changed, 0 gone, 76 unchanged, 0 refused; nothing was written" in out
