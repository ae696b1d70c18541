"""Blocks refuse, when an editor saves, what readers could not use."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from hub.content.blocks import CallToAction, Embed, Items, Picture, Video
from plugins.editorial.models import NewsIndexPage
from tests.factories.content import ImageFactory, add_page

pytestmark = pytest.mark.django_db


def clean(block: Any, value: dict[str, Any]) -> Any:
    return block.clean(block.to_python(value))


@pytest.fixture
def items(site: Any) -> dict[str, Any]:
    page = add_page(site.root_page, NewsIndexPage, title="Aktuelles")
    return {"title": "", "kind": "news", "query": "topic=sport", "limit": 3, "page": page.pk}


def test_a_filter_that_the_api_understands_is_accepted(items: dict[str, Any]) -> None:
    assert clean(Items(), items)["query"] == "topic=sport"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("colour=red", "colour"),
        ("topic=sport&limit=5", "limit"),
        ("changed_since=gestern", "changed_since"),
        ("near=here", "near"),
    ],
)
def test_a_filter_that_the_api_refuses_is_refused_by_name(
    items: dict[str, Any], query: str, parameter: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        clean(Items(), {**items, "query": query})
    errors = refused.value.block_errors["query"]  # type: ignore[attr-defined]
    assert parameter in str(errors)


def _file(name: str) -> int:
    return Document.objects.create(title=name, file=ContentFile(b"x", name)).pk


def test_a_video_is_a_file_that_browsers_play_and_a_spoken_one_has_captions_and_words() -> None:
    signed = {"purpose": "sign_language", "title": "Karte", "captions": None, "text": ""}
    signed["file"] = _file("karte.mp4")
    assert clean(Video(), signed)
    spoken = {**signed, "purpose": "video", "captions": _file("karte.vtt"), "text": "Hallo"}
    assert clean(Video(), spoken)
    for refused, name in (
        ({**signed, "file": _file("karte.pdf")}, "file"),
        ({**spoken, "captions": None}, "captions"),
        ({**spoken, "captions": _file("karte.txt")}, "captions"),
        ({**spoken, "text": ""}, "text"),
    ):
        with pytest.raises(ValidationError) as error:
            clean(Video(), refused)
        assert name in error.value.block_errors  # type: ignore[attr-defined]


TARGET = {"page": None, "url": "https://example.org", "email": ""}
CALL = {"title": "Los", "text": "", "label": "Eintragen", "target": TARGET}


def test_a_call_leads_to_exactly_one_thing() -> None:
    assert clean(CallToAction(), CALL)
    for target in ({**TARGET, "url": ""}, {**TARGET, "email": "a@example.org"}):
        with pytest.raises(ValidationError):
            clean(CallToAction(), {**CALL, "target": target})


def test_a_decorative_picture_has_no_alternative_text() -> None:
    value = {"image": ImageFactory().pk, "alt": "", "is_decorative": True, "caption": ""}
    assert clean(Picture(), value)
    with pytest.raises(ValidationError):
        clean(Picture(), {**value, "alt": "Fest"})


def test_a_video_is_linked_by_https_only() -> None:
    value = {"kind": "video", "title": "Film", "url": "https://example.org/film", "text": ""}
    assert clean(Embed(), value)
    with pytest.raises(ValidationError):
        clean(Embed(), {**value, "url": "http://example.org/film"})
