"""A page with every block, in a real browser: accessible, quiet, and linked into without script."""

from typing import Any

import pytest
from playwright.sync_api import expect

from hub.content.files.drawing import draw
from hub.content.models import HubImage
from hub.publication.settle import settle
from plugins.editorial.models import StandardPage
from tests.factories.blocks import every_block
from tests.factories.content import add_page
from tests.journeys.quality import probes


@pytest.fixture
def page(city: Any) -> Any:
    values = every_block(city.page, city.news.get_parent())
    body = [{"type": name, "value": value} for name, value in values.items()]
    made = add_page(city.site.root_page, StandardPage, title="Alle Bausteine", body=body)
    for image in HubImage.objects.all():
        draw(image)
    settle({made.translation_key})
    return made


@pytest.mark.parametrize("width", [320, 1280])
def test_every_block_is_accessible_and_asks_nobody_else(
    visit: Any, city: Any, page: Any, width: int
) -> None:
    one = visit(width=width, reduced_motion="reduce")
    shown = one.go(city.path(page))
    assert probes.barriers(shown) == []
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert shown.evaluate(overflow) <= 0
    assert one.is_clean()


def test_a_link_to_an_item_opens_it_without_script(visit: Any, city: Any, page: Any) -> None:
    shown = visit(java_script_enabled=False).go(f"{city.path(page)}#section-1-aufbau")
    expect(shown.locator("#section-1-aufbau")).to_be_visible()
    closed = visit(java_script_enabled=False).go(city.path(page))
    expect(closed.locator("#section-1-aufbau")).to_be_hidden()
