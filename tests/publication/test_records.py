"""Records have the publishing duties of pages, and Wagtail's ways with them."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail_localize.models import StringTranslation, TranslationSource
from wagtail_localize.operations import translate_object

from hub.publication.going_live import go_live
from hub.publication.sweep import sweep
from plugins.editorial.models import SectionPage
from plugins.example.models import Note, NoteIndexPage
from tests.factories.content import TopicFactory, UserFactory, add_page, locale
from tests.publication.conftest import document, row, rows, tombstone

pytestmark = pytest.mark.django_db
Committed = Callable[[], AbstractContextManager[None]]
LIST = "wagtailsnippets_example_note"


@pytest.fixture
def notes(site: Site, committed: Committed) -> NoteIndexPage:
    """The list of notes, in a section."""
    with committed():
        section = add_page(site.root_page, SectionPage, title="Netzwerk", slug="netzwerk")
        return add_page(section, NoteIndexPage, title="Schwarzes Brett", slug="brett")


@pytest.fixture
def note(notes: NoteIndexPage, site: Site, committed: Committed) -> Note:
    with committed():
        return Note.objects.create(
            locale=site.root_page.locale,
            site=site,
            title="Fahrrad gefunden",
            slug="fahrrad",
            summary="Ein blaues Rad.",
            colour="blue",
            live=True,
        )


@pytest.fixture
def editor(db: None) -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def fields(site: Site, **more: str) -> dict[str, Any]:
    return {
        "title": "Schlüssel gefunden",
        "slug": "schluessel",
        "summary": "",
        "colour": "green",
        "pinned_until": "",
        "topics": [],
        "district": "",
        "author_email": "",
        "site": str(site.pk),
        "go_live_at": "",
        "expire_at": "",
        **more,
    }


def in_english(note: Note, committed: Committed, **words: str) -> Note:
    """Order the note's translation, translate these fields, publish it; return it."""
    english = locale("en")
    with committed():
        translate_object(note, [english])
    source = TranslationSource.objects.get(object_id=note.translation_key)
    for segment in source.stringsegment_set.all():
        text = words.get(segment.context.path)
        if text is not None:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=english,
                context=segment.context,
                data=text,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
    with committed():
        source.create_or_update_translation(english, fallback=True)
    return Note.objects.get(translation_key=note.translation_key, locale=english)


def test_it_stands_below_its_list_and_goes_where_that_goes(
    note: Note, notes: NoteIndexPage, site: Site, committed: Committed, client: Client
) -> None:
    assert row(note).path == "netzwerk/brett/fahrrad/"
    assert client.get("/de/netzwerk/brett/fahrrad/").status_code == 200

    notes.slug = "aushang"
    with committed():
        notes.save_revision().publish()
    assert row(note).path == "netzwerk/aushang/fahrrad/"
    answer = client.get("/de/netzwerk/brett/fahrrad/")
    assert (answer.status_code, answer["Location"]) == (301, "/de/netzwerk/aushang/fahrrad/")

    with committed():
        notes.refresh_from_db()
        notes.move(site.root_page, pos="last-child")
    assert row(note).path == "aushang/fahrrad/"

    with committed():
        NoteIndexPage.objects.get(pk=notes.pk).delete()
    assert row(note).path == "notes/fahrrad/"
    assert sweep().written_count == 0


def test_an_editor_drafts_previews_publishes_and_takes_down(
    notes: NoteIndexPage, site: Site, editor: Client, committed: Committed
) -> None:
    with committed():
        answer = editor.post(reverse(f"{LIST}:add"), fields(site))
    assert answer.status_code == 302
    note = Note.objects.get(slug="schluessel")
    assert (note.live, note.first_published_at, rows(note)) == (False, None, {})

    preview = reverse(f"{LIST}:preview_on_edit", args=[note.pk])
    editor.post(preview, fields(site, title="Schlüsselbund gefunden"))
    assert "<h1" in (shown := editor.get(preview).content.decode())
    assert "Schlüsselbund gefunden" in shown

    with committed():
        editor.post(
            reverse(f"{LIST}:edit", args=[note.pk]),
            fields(site, title="Schlüsselbund", **{"action-publish": "1"}),
        )
    note.refresh_from_db()
    assert note.live
    assert None not in {note.first_published_at, note.last_published_at}
    assert document(note)["title"] == "Schlüsselbund"
    assert note.revisions.count() == 2

    with committed():
        editor.post(reverse(f"{LIST}:edit", args=[note.pk]), fields(site, title="Entwurf"))
    assert document(note)["title"] == "Schlüsselbund"

    with committed():
        editor.post(reverse(f"{LIST}:unpublish", args=[note.pk]))
    assert rows(note) == {}
    assert tombstone(note) is not None


def test_two_of_one_language_cannot_have_one_address(
    note: Note, site: Site, editor: Client
) -> None:
    answer = editor.post(reverse(f"{LIST}:add"), fields(site, slug="fahrrad"))
    assert answer.status_code == 200
    assert answer.context["form"].errors == {
        "slug": ["Diese Adresse ist schon vergeben. Wählen Sie eine andere."]
    }
    assert 'value="Schlüssel gefunden"' in answer.content.decode()

    note.source_name, note.source_key = "Brett", "1"
    note.save()
    twin = Note(
        locale=note.locale, site=site, title="Rad", slug="rad", source_name="Brett", source_key="1"
    )
    with pytest.raises(ValidationError):
        twin.full_clean()


def test_it_ends_and_goes_live_by_the_clock(note: Note, site: Site, committed: Committed) -> None:
    with committed():
        note.expire_at = timezone.now() + timedelta(hours=1)
        note.save()
    assert row(note).ends_at == note.expire_at
    Note.objects.update(expire_at=timezone.now() - timedelta(seconds=1))
    sweep()
    assert rows(note) == {}

    with committed():
        later = Note.objects.create(
            locale=note.locale, site=site, title="Später", slug="spaeter", live=False
        )
        later.go_live_at = timezone.now() + timedelta(seconds=0.5)
        later.save_revision().publish()
    assert rows(later) == {}
    time.sleep(0.6)
    with committed():
        go_live()
    assert document(later)["title"] == "Später"


def test_a_translation_owns_words_alone(note: Note, committed: Committed) -> None:
    english = in_english(note, committed, title="Bicycle found", summary="A blue bicycle.")
    assert document(note, "en")["title"] == "Bicycle found"
    assert document(note, "en")["translation"]["status"] == "human"

    Note.objects.filter(pk=english.pk).update(colour="yellow")
    note.colour = "green"
    with committed():
        note.save()
    assert document(note, "en")["note"]["colour"] == "green"
    assert english.locale == Locale.objects.get(language_code="en")


def test_words_that_nobody_published_stay_unpublished(note: Note, committed: Committed) -> None:
    english = in_english(note, committed, title="Bicycle found", summary="A blue bicycle.")
    source = TranslationSource.objects.get(object_id=note.translation_key)
    StringTranslation.objects.filter(data="Bicycle found").update(data="Not yet")
    with committed():
        source.create_or_update_translation(english.locale, publish=False, fallback=True)

    english.refresh_from_db()
    assert (english.live, english.title) == (True, "Bicycle found")
    assert english.get_latest_revision_as_object().title == "Not yet"
    assert document(note, "en")["title"] == "Bicycle found"


@pytest.mark.parametrize("close", ["unpublish", "expire", "delete", "restrict"])
def test_what_closes_the_original_closes_every_language(
    note: Note, notes: NoteIndexPage, committed: Committed, close: str
) -> None:
    in_english(note, committed, title="Bicycle found", summary="A blue bicycle.")
    assert set(rows(note)) == {"de", "en"}
    with committed():
        match close:
            case "unpublish":
                note.unpublish()
            case "expire":
                note.expire_at = timezone.now() - timedelta(seconds=1)
                note.save()
            case "delete":
                note.delete()
            case "restrict":
                PageViewRestriction.objects.create(
                    page=notes.get_parent(), restriction_type=PageViewRestriction.LOGIN
                )
    assert rows(note) == {}
    assert sweep().written_count == 0


def test_topics_and_those_above_them_are_followed(note: Note, committed: Committed) -> None:
    above = TopicFactory(key="fundsachen", label="Fundsachen")
    below = TopicFactory(key="raeder", label="Räder", parent=above)
    note.topics.set([below])
    with committed():
        note.save()
    assert "topic=fundsachen" in row(note).facets
    with committed():
        above.key = "gefunden"
        above.save()
    assert "topic=gefunden" in row(note).facets
    assert sweep().written_count == 0


def test_it_is_locked_and_found_in_the_admin(note: Note, site: Site, editor: Client) -> None:
    other = UserFactory(is_superuser=True, is_staff=True)
    note.locked, note.locked_by, note.locked_at = True, other, timezone.now()
    note.save(update_fields=["locked", "locked_by", "locked_at"])
    editor.post(reverse(f"{LIST}:edit", args=[note.pk]), fields(site, title="Überschrieben"))
    note.refresh_from_db()
    assert note.title == "Fahrrad gefunden"

    found = editor.get(reverse(f"{LIST}:list"), {"q": "Fahrrad"}).content.decode()
    assert "Fahrrad gefunden" in found
    assert (
        "Fahrrad gefunden"
        not in editor.get(reverse(f"{LIST}:list"), {"q": "Hund"}).content.decode()
    )
