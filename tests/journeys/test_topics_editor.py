"""Topics in an editor's browser: columns on a desk, one column on a phone, ticked by keyboard."""

import pytest

from plugins.editorial.models import NewsPage
from tests.factories.content import TopicFactory
from tests.journeys.test_editors import signed_in


@pytest.fixture
def topics(city):
    """Eight main topics with two more below each."""
    for number in range(8):
        main = TopicFactory(label=f"Hauptthema {number}")
        for letter in "ab":
            TopicFactory(label=f"Unterthema {number}{letter}", parent=main)


def columns(page) -> int:
    """Return in how many columns the main topics stand."""
    boxes = page.locator(".topic-boxes__group").all()
    return len({round(one.bounding_box()["x"]) for one in boxes})


def overlaps_nothing(page) -> bool:
    """Whether the page is not wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(("width", "least", "most"), [(1280, 3, 6), (390, 1, 1)])
def test_topics_stand_in_columns_where_there_is_room(visit, city, topics, width, least, most):
    page = signed_in(visit, width=width).go(f"/admin/pages/{city.news.pk}/edit/")
    page.locator(".topic-boxes").scroll_into_view_if_needed()
    assert least <= columns(page) <= most
    assert overlaps_nothing(page)


def test_the_keyboard_reaches_and_ticks_every_box_in_reading_order(visit, city, topics):
    page = signed_in(visit).go(f"/admin/pages/{city.news.pk}/edit/")
    first = page.locator(".topic-boxes input").first
    first.focus()
    total = page.locator(".topic-boxes input").count()
    seen = []
    for _box in range(total):
        seen.append(page.evaluate("document.activeElement.closest('label').innerText.trim()"))
        page.keyboard.press("Tab")
    shown = [one.inner_text().strip() for one in page.locator(".topic-boxes label").all()]
    assert seen == shown
    page.get_by_label("Unterthema 3b").focus()
    page.keyboard.press("Space")
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("button[name=action-publish]").click()
    page.locator(".messages .success").wait_for()
    labels = [one.label for one in NewsPage.objects.get(pk=city.news.pk).topics.all()]
    assert labels == ["Unterthema 3b"]
