"""Blocks that come by a line can be translated as those that were typed."""

from typing import Any

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from tests.factories.content import UserFactory
from tests.factories.transfer import counts, drawing, messages, news_line, page_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
ENTRIES = [
    {"title": "Aufbau", "text": "<p>Wir bauen auf.</p>"},
    {"title": "Betrieb", "text": "<p>Wir machen weiter.</p>"},
]


def body(entries: list[Any]) -> list[dict[str, Any]]:
    return [{"type": "accordion", "value": {"level": "3", "entries": entries}}]


def line(blocks: list[Any]) -> dict[str, Any]:
    return news_line(rebuild={"fields": {"body": blocks}})


def ids(page: Any) -> list[str]:
    """Return the ids of the text's blocks and their items, in order."""
    found = []
    for block in page.body.get_prep_value():
        found.append(block["id"])
        found += [one["id"] for one in block["value"].get("entries", ())]
    return found


@pytest.mark.parametrize(
    "entries",
    [ENTRIES, [{"type": "item", "value": one} for one in ENTRIES]],
    ids=["bare values", "items without ids"],
)
def test_blocks_and_items_without_ids_get_the_same_ones_each_time(tmp_path, entries):
    assert messages(read(tmp_path, line(body(entries)))) == []
    first = ids(page_of(1))
    page_of(1).delete()
    read(tmp_path, line(body(entries)))
    assert ids(page_of(1)) == first
    assert len(set(first)) == 3
    assert all(first)


def test_a_second_import_of_the_same_line_changes_nothing(tmp_path):
    read(tmp_path, line(body(ENTRIES)))
    assert counts(read(tmp_path, line(body(ENTRIES)))) == (0, 0, 0)


def test_ids_that_a_line_brings_stay(tmp_path):
    own = "3ac77481-cd7c-5204-99a4-651f47ce991e"
    item = {"type": "item", "id": own, "value": ENTRIES[0]}
    read(tmp_path, line([{**body([item])[0], "id": own[::-1]}]))
    assert ids(page_of(1)) == [own[::-1], own]


def test_a_list_that_is_none_is_still_refused_by_its_line(tmp_path):
    (found,) = messages(read(tmp_path, line(body("Aufbau"))))  # type: ignore[arg-type]
    assert "is not a list" in found


def test_imported_accordions_and_galleries_are_translated_into_easy_german(tmp_path):
    drawing(tmp_path, "images/eins.png")
    drawing(tmp_path, "images/zwei.png", "blue")
    pictures = [
        {"image": {"image": {"file": f"images/{name}.png", "alt": name}}, "caption": f"Bild {name}"}
        for name in ("eins", "zwei")
    ]
    gallery = {"type": "gallery", "value": {"title": "Das Fest", "pictures": pictures}}
    assert messages(read(tmp_path, line([*body(ENTRIES), gallery]))) == []
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    easy = Locale.objects.get(language_code="de-x-ls")

    client.post(
        reverse("wagtail_localize:submit_page_translation", args=[page_of(1).pk]),
        {"locales": [easy.pk], "select_all": ""},
    )

    translation = Translation.objects.get(source__object_id=page_of(1).translation_key)
    segments = StringSegment.objects.filter(source=translation.source)
    words = {one.string.data: one for one in segments}
    assert {"Aufbau", "Wir machen weiter.", "Bild eins", "Bild zwei", "Das Fest"} <= set(words)
    for text, easier in (("Betrieb", "Jetzt"), ("Bild zwei", "Das zweite Bild")):
        StringTranslation.objects.create(
            translation_of=words[text].string,
            locale=easy,
            context=words[text].context,
            data=easier,
        )
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    shown = page_of(1, "de-x-ls").body.get_prep_value()
    assert [one["value"]["title"] for one in shown[0]["value"]["entries"]] == ["Aufbau", "Jetzt"]
    assert shown[1]["value"]["pictures"][1]["value"]["caption"] == "Das zweite Bild"
