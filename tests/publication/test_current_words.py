"""Whether a translation's words are current, complete, and in which language each text stands."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override
from wagtail_localize.models import StringTranslation

from hub.content.models import TranslatedWords
from hub.publication.sweep import sweep
from plugins.editorial.models import NewsPage
from tests.factories.content import TopicFactory
from tests.factories.events import event, event_index
from tests.factories.translations import (
    in_language,
    order,
    translate,
    translation_of,
    write_newer_words,
    write_words,
)
from tests.publication.conftest import document

pytestmark = pytest.mark.django_db
BODY = [
    {"type": "rich_text", "value": "<p>Mit <b>Musik</b>.</p><p>Eintritt frei.</p>"},
    {"type": "heading", "value": {"text": "Anfahrt", "level": "2"}},
]


def state(page: Any, code: str = "en") -> dict[str, Any]:
    return document(page, code)["translation"]


def write(page: Any, code: str, only: str) -> None:
    """Translate the texts that begin with these words and no others; publish."""
    translation = write_words(page, code)
    StringTranslation.objects.filter(locale=translation.target_locale).exclude(
        translation_of__data__startswith=only
    ).delete()
    translation.save_target(publish=True)


@pytest.fixture
def written(news: NewsPage, committed: Any) -> NewsPage:
    with committed():
        news.summary, news.body = "Alle sind da.", BODY
        news.save_revision().publish()
    return news


def test_words_are_current_until_a_word_of_the_original_changes(
    written: NewsPage, committed: Any
) -> None:
    with committed():
        order(written, "en")
        write_words(written, "en", but=("slug",)).save_target(publish=True)
    current = {
        "status": "human",
        "source_locale": "de",
        "is_outdated": False,
        "is_complete": True,
        "untranslated": [],
    }
    assert state(written) == current
    page = NewsPage.objects.get(pk=written.pk)
    with committed():
        page.topics.set([TopicFactory(key="neu")])
        page.save_revision().publish()
    assert document(page, "en")["topics"] != []
    assert state(page) == current
    page.summary = "Alle sind willkommen."
    with committed():
        draft = page.save_revision()
    assert state(page) == current
    with committed():
        draft.publish()
    assert state(page) == {**current, "is_outdated": True}
    assert sweep().written_count == 0
    with committed():
        translation_of(page, "en").source.update_from_db()
        write_words(page, "en")
    assert state(page) == {**current, "is_outdated": True}
    with committed():
        translation_of(page, "en").save_target(publish=True)
    assert state(page) == current


def test_a_block_that_moves_or_goes_makes_a_translation_outdated(
    written: NewsPage, committed: Any
) -> None:
    with committed():
        translate(written, "en")
    page = NewsPage.objects.get(pk=written.pk)
    with committed():
        page.body = list(reversed(page.body.get_prep_value()))
        page.save_revision().publish()
    assert state(page)["is_outdated"]


def test_a_text_that_waits_for_its_translator_says_which_language_it_is_in(
    written: NewsPage, committed: Any
) -> None:
    with committed():
        order(written, "ar")
        write(written, "ar", only="Eintritt")
    found = document(written, "ar")
    assert found["translation"] == {
        "status": "human",
        "source_locale": "de",
        "is_outdated": False,
        "is_complete": False,
        "untranslated": ["title", "summary"],
    }
    body = found["body_html"]
    assert '<p lang="de" dir="ltr">Mit <b>Musik</b>.</p>' in body
    assert "<p>Eintritt frei.-ar</p>" in body
    assert 'lang="de" dir="ltr">Anfahrt</h2>' in body
    with committed():
        write_words(written, "ar")
    assert not state(written, "ar")["is_complete"]
    with committed():
        translation_of(written, "ar").save_target(publish=True)
    assert state(written, "ar")["is_complete"]
    assert "lang=" not in document(written, "ar")["body_html"]


def test_words_by_machine_are_said_to_be_once_they_are_published(
    written: NewsPage, committed: Any
) -> None:
    with committed():
        translate(written, "en")
    with committed():
        write_newer_words(written, "en")
        StringTranslation.objects.update(
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
        )
        translation_of(written, "en").save_target(publish=False)
    assert state(written)["status"] == "human"
    with committed():
        in_language(written, "en").get_latest_revision().publish()
    assert state(written)["status"] == "machine"


def test_what_was_translated_from_a_translation_follows_that(
    written: NewsPage, committed: Any
) -> None:
    with committed():
        translate(written, "en")
    english = in_language(written, "en")
    with committed():
        translate(english, "uk")
    assert state(written, "uk")["source_locale"] == "en"
    page = NewsPage.objects.get(pk=written.pk)
    with committed():
        page.title = "Herbstfest"
        page.save_revision().publish()
    assert (state(page, "en")["is_outdated"], state(page, "uk")["is_outdated"]) == (True, False)
    with committed():
        translation_of(page, "en").source.update_from_db()
        write_words(page, "en").save_target(publish=True)
    assert (state(page, "en")["is_outdated"], state(page, "uk")["is_outdated"]) == (False, True)


def test_a_text_that_cannot_be_saved_is_noted_at_its_translation(
    section: Any, committed: Any
) -> None:
    with committed():
        page = event(event_index(section), price_note="Spende")
        order(page, "en")
        translation = write_words(page, "en")
    note = StringTranslation.objects.get(context__path="price_note", locale__language_code="en")
    note.data = "x" * 300
    note.save()
    with pytest.raises(ValidationError), committed(), override("de"):
        translation.save_target(publish=True)
    note.refresh_from_db()
    assert (note.has_error, note.get_error()) == (
        True,
        "Dieser Text darf höchstens 200 Zeichen haben.",
    )
    assert TranslatedWords.objects.count() == 1


SENTENCES = {
    "en": ("This translation is not complete yet", "The original has changed since"),
    "uk": ("Цей переклад ще не завершено", "Оригінал відтоді змінено"),
    "ar": ("هذه الترجمة غير مكتملة بعد", "تغيّر الأصل بعد ذلك"),
    "de-x-ls": ("Diese Übersetzung ist noch nicht fertig", "Der Text auf Deutsch wurde danach"),
}


@pytest.mark.parametrize("code", SENTENCES)
def test_readers_are_told_which_of_the_two_it_is(
    written: NewsPage, committed: Any, code: str
) -> None:
    not_complete, changed = SENTENCES[code]
    with committed():
        order(written, code)
        write(written, code, only="Eintritt")
    shown = Client().get(document(written, code)["url"]).content.decode()
    assert (not_complete in shown, changed in shown) == (True, False)
    assert 'lang="de"' in shown[shown.index("<h1") :].split(">")[0]
    with committed():
        write_words(written, code).save_target(publish=True)
    page = NewsPage.objects.get(pk=written.pk)
    with committed():
        page.title = "Herbstfest"
        page.save_revision().publish()
    shown = Client().get(document(written, code)["url"]).content.decode()
    assert (not_complete in shown, changed in shown) == (False, True)


def test_what_was_published_before_stamps_gets_one(written: NewsPage, committed: Any) -> None:
    with committed():
        order(written, "en", "ar")
        write_words(written, "en").save_target(publish=True)
        write(written, "ar", only="Eintritt")
    names = ("revision_id", "digest", "untranslated", "is_by_machine")
    published = [in_language(written, code).live_revision_id for code in ("en", "ar")]
    stamps = TranslatedWords.objects.filter(revision__in=published).order_by("pk")
    before = list(stamps.values_list(*names))
    assert len(before) == 2
    TranslatedWords.objects.all().delete()
    migration = import_module("hub.content.migrations.0008_translated_words")
    migration.stamp_what_is_published(apps, None)
    assert list(stamps.values_list(*names)) == before
