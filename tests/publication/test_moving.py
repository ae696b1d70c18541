"""An original that moves takes its translations with it, where its new place has their language."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from plugins.editorial.models import NewsIndexPage, NewsPage, SectionPage
from tests.factories.content import UserFactory, add_page
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


@pytest.fixture
def told(news: NewsPage, place: Page, committed: Any) -> Any:
    """Return a function: what an editor is told after moving the news, alone or with others."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True))

    def move(page: Page, *, is_bulk: bool = False) -> list[str]:
        address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, place.pk])
        if is_bulk:
            address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
            address += f"?id={page.pk}"
        with committed():
            response = client.post(address, {"chooser": place.pk})
        assert response.status_code == 302
        return [str(one) for one in get_messages(response.wsgi_request) if page.title in str(one)]

    return move


@pytest.mark.parametrize("is_bulk", [False, True])
def test_editors_are_told_which_languages_followed(
    news: NewsPage, place: Page, told: Any, committed: Any, is_bulk: bool
) -> None:
    with committed():
        translate(news, "en", "uk", "ar")
        translate(place, "en", "ar")
    assert told(news, is_bulk=is_bulk)[-1] == (
        "„Sommerfest am Leipziger Tor“ ist auch auf English und العربية umgezogen; auf українська "
        "bleibt es, wo es war, weil es „Altes“ dort noch nicht gibt."
    )


def test_editors_are_told_when_no_language_followed_and_when_all_did(
    news: NewsPage, index: Page, place: Page, told: Any, committed: Any
) -> None:
    with committed():
        translate(news, "uk")
    assert told(news)[-1] == (
        "„Sommerfest am Leipziger Tor“ bleibt auf українська, wo es war, weil es „Altes“ dort noch "
        "nicht gibt."
    )
    with committed():
        Page.objects.get(pk=news.pk).move(Page.objects.get(pk=index.pk), pos="last-child")
        translate(place, "uk")
    assert told(Page.objects.get(pk=news.pk))[-1] == (
        "„Sommerfest am Leipziger Tor“ ist auch auf українська umgezogen."
    )


def test_whoever_moves_a_translation_is_told_nothing_of_others(
    news: NewsPage, place: Page, told: Any, committed: Any
) -> None:
    with committed():
        translate(news, "en")
    assert told(in_language(news, "en")) == []
