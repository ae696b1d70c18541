"""An original that moves takes its translations with it, where its new place has their language."""

from typing import Any

import pytest
from wagtail.models import Page

from plugins.editorial.models import NewsIndexPage, NewsPage, SectionPage
from tests.factories.content import add_page
from tests.factories.translations import in_language, translate
from tests.publication.conftest import row, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(site: Any, committed: Any) -> Page:
    """Another section with a list of news."""
    with committed():
        section = add_page(site.root_page, SectionPage, title="Archiv")
        return add_page(section, NewsIndexPage, title="Altes")


def test_translations_follow_their_original(
    index: Page, news: NewsPage, place: Page, committed: Any
) -> None:
    for page, codes in ((index, ("en", "uk")), (news, ("en", "uk")), (place, ("en",))):
        with committed():
            translate(page, *codes)
    with committed():
        news.move(place, pos="last-child")
    assert in_language(news, "en").get_parent().pk == in_language(place, "en").pk
    assert row(news, "en").path == "archiv/altes-en/sommerfest-en/"
    assert in_language(news, "uk").get_parent().pk == in_language(index, "uk").pk
    assert set(rows(news)) == {"de", "en", "uk"}
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_order_of_an_original_holds_in_every_language(
    index: Page, news: NewsPage, committed: Any
) -> None:
    with committed():
        second = add_page(index, NewsPage, title="Zweite")
        third = add_page(index, NewsPage, title="Dritte")
    for page in (index, second, third):
        with committed():
            translate(page, "en")
    with committed():
        Page.objects.get(pk=third.pk).move(Page.objects.get(pk=news.pk), pos="left")
    english = in_language(index, "en").get_children().values_list("translation_key", flat=True)
    assert list(english) == [third.translation_key, second.translation_key]


def test_a_translation_that_moves_takes_nothing_along(
    index: Page, news: NewsPage, place: Page, committed: Any
) -> None:
    with committed():
        translate(place, "en", "uk")
    with committed():
        translate(news, "en", "uk")
    with committed():
        in_language(news, "en").move(in_language(place, "en"), pos="last-child")
    assert Page.objects.get(pk=news.pk).get_parent().pk == index.pk
    assert row(news, "uk").path.startswith("netzwerk/")


def test_an_address_that_is_taken_in_one_language_gets_a_number_there(
    index: Page, news: NewsPage, place: Page, committed: Any
) -> None:
    with committed():
        translate(place, "en")
    with committed():
        translate(news, "en")
    with committed():
        add_page(in_language(place, "en"), NewsPage, title="Own", slug="sommerfest-en")
    with committed():
        news.move(place, pos="last-child")
    assert row(news, "en").path == "archiv/altes-en/sommerfest-en-1/"
