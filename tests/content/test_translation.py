"""Translating with wagtail-localize: drafts first, words translated, everything else follows."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from hub.content.models import TranslationJob
from hub.content.translating.jobs import run_waiting
from hub.publication.models import Publication
from plugins.editorial.models import StandardPage
from tests.factories.content import (
    ContactFactory,
    DistrictFactory,
    ImageFactory,
    TopicFactory,
    UserFactory,
    add_page,
)

pytestmark = pytest.mark.django_db
OTHERS = [code for code, _name in settings.LANGUAGES if code != "de"]


@pytest.fixture
def page(site: Any) -> Any:
    table = {
        "data": [["Tag", "Zeit"], ["Montag", "9–12 Uhr"]],
        "table_caption": "Sprechzeiten",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
    }
    # As the editor's form saves it: items of lists have an id, by which they are translated.
    value = {"title": "Aufbau", "text": "<p>Text</p>"}
    entry = {"type": "item", "id": str(uuid4()), "value": value}
    return add_page(
        site.root_page,
        StandardPage,
        title="Das Netzwerk",
        summary="Wir vernetzen.",
        image=ImageFactory(),
        district=DistrictFactory(),
        contact=ContactFactory(),
        topics=[TopicFactory()],
        body=[
            {"type": "heading", "value": {"text": "Ziele", "level": "2"}},
            {"type": "rich_text", "value": "<p>Gemeinsam <b>mehr</b> erreichen.</p>"},
            {"type": "accordion", "value": {"level": "3", "entries": [entry]}},
            {"type": "table", "value": {"table": table}},
        ],
    )


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def submit(client: Client, page: Any, codes: list[str], **more: str) -> Any:
    return client.post(
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        {
            "locales": [Locale.objects.get(language_code=code).pk for code in codes],
            "select_all": "",
            **more,
        },
    )


def in_language(page: Any, code: str) -> Any:
    return page.get_translation(Locale.objects.get(language_code=code))


def translate(page: Any, code: str, words: dict[str, str]) -> Translation:
    """Store the words as a translator's and publish."""
    target = Locale.objects.get(language_code=code)
    translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale=target
    )
    for segment in StringSegment.objects.filter(source=translation.source):
        if segment.string.data in words:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=target,
                context=segment.context,
                data=words[segment.string.data],
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
    publish(translation)
    return translation


def publish(translation: Translation) -> None:
    """Publish; wagtail-localize does so after the commit."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)


def test_translations_into_all_languages_start_as_drafts(client: Client, page: Any) -> None:
    assert submit(client, page, OTHERS).status_code == 302
    for code in OTHERS:
        copy = in_language(page, code)
        assert not copy.live, code
        assert copy.get_parent().locale.language_code == code


def test_words_are_translated_and_everything_else_follows(
    client: Client, page: Any, document: Callable[..., Any]
) -> None:
    submit(client, page, ["en"])
    assert document(page, "en") is None
    translate(
        page,
        "en",
        {
            "Das Netzwerk": "The network",
            "Ziele": "Aims",
            "Gemeinsam <b>mehr</b> erreichen.": "Achieving <b>more</b> together.",
            "Aufbau": "Building up",
            "Montag": "Monday",
            "Sprechzeiten": "Office hours",
            "Wir vernetzen.": "We connect.",
        },
    )
    shown, original = document(page, "en"), document(page)
    assert (shown["title"], shown["summary"]) == ("The network", "We connect.")
    for text in (">Aims</h2>", "<b>more</b> together", "Building up", "Monday", "Office hours"):
        assert text in shown["body_html"]
    assert "9–12 Uhr" in shown["body_html"]
    for name in ("topics", "district", "contact", "image", "id"):
        assert shown[name] == original[name], name
    assert shown["translation"]["status"] == "human"
    assert shown["translation"]["source_locale"] == "de"


def test_an_untranslated_page_above_is_not_shown_as_if_it_were_translated(
    client: Client, page: Any, document: Callable[..., Any]
) -> None:
    submit(client, page, ["ar"])
    home = page.get_parent().specific
    assert in_language(home, "ar").alias_of_id == home.pk
    assert document(home, "ar") is None
    assert "ar" in Publication.objects.get(document_id=home.translation_key, locale="de").answers


def test_a_changed_original_makes_its_translation_outdated(
    client: Client, page: Any, document: Callable[..., Any]
) -> None:
    words = {segment: f"{segment} (en)" for segment in ("Das Netzwerk", "Wir vernetzen.")}
    submit(client, page, ["en"])
    translation = translate(page, "en", words)
    page = StandardPage.objects.get(pk=page.pk)
    page.topics.set([TopicFactory(key="neu")])
    page.summary = "Wir vernetzen jetzt alle."
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    assert document(page, "en")["translation"]["is_outdated"]
    translation.source.update_from_db()
    publish(translation)
    shown = document(page, "en")
    assert not shown["translation"]["is_outdated"]
    assert not shown["translation"]["is_complete"]
    assert shown["translation"]["untranslated"] == ["summary"]
    assert [one["key"] for one in shown["topics"]] == ["neu"]


def test_a_subtree_is_translated_by_a_worker(
    client: Client, page: Any, django_capture_on_commit_callbacks: Any, monkeypatch: Any
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(
        "hub.content.translating.jobs.wake", lambda task, **more: rung.append(task) or True
    )
    child = add_page(page, StandardPage, title="Beirat")
    with django_capture_on_commit_callbacks(execute=True):
        submit(client, page, ["en", "ar"], include_subtree="on")
    assert rung == ["hub.localize"]
    assert not child.has_translation(Locale.objects.get(language_code="en"))
    assert run_waiting() == 1
    for code in ("en", "ar"):
        copy = in_language(child, code)
        assert not copy.live
        assert copy.get_parent().translation_key == page.translation_key
    assert not TranslationJob.objects.exists()
    assert run_waiting() == 0
