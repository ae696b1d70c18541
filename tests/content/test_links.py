"""Texts never show the address of what is not public; they follow when that changes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from hub.publication.settle import settle
from plugins.editorial.models import SectionPage, StandardPage
from tests.factories.content import ImageFactory, add_page, translated

pytestmark = pytest.mark.django_db
Read = Callable[..., Any]


def body(*blocks: tuple[str, Any]) -> list[dict[str, Any]]:
    return [{"type": name, "value": value} for name, value in blocks]


def linking(site: Any, to: Any, title: str = "Verweis") -> Any:
    text = f'<p>Siehe <a linktype="page" id="{to.pk}">dort</a>.</p>'
    return add_page(site.root_page, StandardPage, title=title, body=body(("rich_text", text)))


def test_a_link_to_a_public_page_has_its_public_address(site: Any, document: Read) -> None:
    target = add_page(site.root_page, StandardPage, title="Ziel")
    document(target)
    html = document(linking(site, target))["body_html"]
    assert html == '<p>Siehe <a href="http://testserver/de/ziel/">dort</a>.</p>'


def test_a_link_to_a_draft_is_plain_text_until_it_is_published(site: Any, document: Read) -> None:
    target = add_page(site.root_page, StandardPage, title="Geheim", live=False)
    page = linking(site, target)
    assert document(page)["body_html"] == "<p>Siehe dort.</p>"
    target.save_revision().publish()
    settle({target.translation_key})
    assert "/de/geheim/" in document(page)["body_html"]


def test_a_link_into_a_restricted_section_is_plain_text(site: Any, document: Read) -> None:
    section = add_page(site.root_page, SectionPage, title="Intern")
    target = add_page(section, StandardPage, title="Protokolle")
    page = linking(site, target)
    settle({section.translation_key, target.translation_key})
    assert "protokolle" in document(page)["body_html"]
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    settle({section.translation_key, target.translation_key})
    assert document(page)["body_html"] == "<p>Siehe dort.</p>"


def test_a_link_leads_to_the_page_in_the_texts_own_language(site: Any, document: Read) -> None:
    target = add_page(site.root_page, StandardPage, title="Ziel")
    page = linking(site, target)
    english = translated(page, "en", title="Link")
    translated(target, "en", title="Target", slug="target")
    document(target)
    assert "http://testserver/de/ziel/" in document(page)["body_html"]
    assert "http://testserver/en/target/" in document(english, "en")["body_html"]


def test_a_link_to_a_deleted_page_is_plain_text(site: Any, document: Read) -> None:
    target = add_page(site.root_page, StandardPage, title="Ziel")
    page = linking(site, target)
    key = target.translation_key
    target.delete()
    settle({key})
    assert document(page)["body_html"] == "<p>Siehe dort.</p>"


def test_only_harmless_addresses_are_links(site: Any, document: Read) -> None:
    text = (
        '<p><a href="javascript:x()">a</a> <a href="https://example.org/?a=1&amp;b=2">b</a> '
        '<a href="tel:+49340">c</a> <a href="#oben">d</a></p>'
    )
    page = add_page(site.root_page, StandardPage, title="Text", body=body(("rich_text", text)))
    assert document(page)["body_html"] == (
        '<p>a <a href="https://example.org/?a=1&amp;b=2">b</a> '
        '<a href="tel:+49340">c</a> <a href="#oben">d</a></p>'
    )


def closed_collection() -> Collection:
    outer = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=outer, restriction_type="login")
    return outer.add_child(name="Noch tiefer")


@pytest.mark.parametrize("is_closed", [False, True])
def test_documents_of_restricted_collections_are_not_shown(
    site: Any, document: Read, is_closed: bool
) -> None:
    collection = closed_collection() if is_closed else Collection.get_first_root_node()
    file = Document.objects.create(
        title="Liste", file=ContentFile(b"x", "liste.pdf"), collection=collection
    )
    link = f'<p><a linktype="document" id="{file.pk}">Liste</a></p>'
    files = {"title": "", "files": [{"document": file.pk, "title": ""}]}
    page = add_page(
        site.root_page,
        StandardPage,
        title="Text",
        body=body(("rich_text", link), ("downloads", files)),
    )
    html = document(page)["body_html"]
    assert ("/documents/" in html) is not is_closed
    assert ("downloads" in html) is not is_closed


@pytest.mark.parametrize("is_closed", [False, True])
def test_pictures_of_restricted_collections_are_not_shown(
    site: Any, document: Read, is_closed: bool
) -> None:
    collection = closed_collection() if is_closed else Collection.get_first_root_node()
    image = ImageFactory(collection=collection)
    value = {"image": image.pk, "alt": "", "is_decorative": False, "caption": ""}
    page = add_page(
        site.root_page, StandardPage, title="Text", image=image, body=body(("image", value))
    )
    shown = document(page)
    assert (shown["image"] is None) is is_closed
    assert ("<img" in shown["body_html"]) is not is_closed


def test_a_picture_is_described_by_its_own_words_or_by_those_of_the_place(
    site: Any, document: Read
) -> None:
    image = ImageFactory(alt="Ein Baum")
    value = {"image": image.pk, "alt": "", "is_decorative": False, "caption": ""}
    page = add_page(
        site.root_page,
        StandardPage,
        title="Text",
        body=body(
            ("image", value),
            ("image", {**value, "alt": "Die neue Rampe"}),
            ("image", {**value, "is_decorative": True}),
        ),
    )
    html = document(page)["body_html"]
    assert [html.count(one) for one in ('alt="Ein Baum"', 'alt="Die neue Rampe"', 'alt=""')] == [
        1,
        1,
        1,
    ]
