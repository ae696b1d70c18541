"""Every template in both themes, in German and Arabic, at three widths, light and dark: no barrier
that axe or our own probes know."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.quality import probes
from tests.journeys.quality.conftest import Hub

WIDTHS = (1280, 390, 320)
HEIGHT = 900
pytestmark = pytest.mark.slow


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a window of a reader who asked for rest; axe is in every page and frame."""
    context = browser.new_context(viewport={"width": 1280, "height": HEIGHT}, **probes.WATCHED)
    context.add_init_script(path=probes.AXE)
    yield context.new_page()
    context.close()


def each(hub: Hub, pages: dict[str, str], locale: str) -> Iterator[tuple[str, str]]:
    """Yield (name, address) of every page in that language; Leichte Sprache stays what it is."""
    for name, path in pages.items():
        yield name, hub.base + path.replace("/de/", f"/{locale}/", 1)


@pytest.mark.parametrize("locale", ["de", "ar"])
def test_axe_finds_nothing(hub, theme, pages, page, locale):
    wrong: list[Any] = []
    for name, address in each(hub, pages, locale):
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.emulate_media(color_scheme="light")
            light = probes.shape(page)
            wrong += [(name, width, "light", *one) for one in probes.barriers(page)]
            page.emulate_media(color_scheme="dark")
            rules = probes.COLOURS if probes.shape(page) == light else probes.RULES
            wrong += [(name, width, "dark", *one) for one in probes.barriers(page, rules)]
    assert wrong == []


@pytest.mark.parametrize("locale", ["de", "ar"])
def test_pages_fit_narrow_windows_big_letters_and_wide_spacing(hub, theme, pages, page, locale):
    wrong: list[Any] = []
    for name, address in each(hub, pages, locale):
        page.set_viewport_size({"width": 320, "height": HEIGHT})
        page.goto(address)
        wrong += [(name, "320", one) for one in probes.too_wide(page)]
        page.add_style_tag(content=probes.SPACING)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found = probes.too_wide(page) + probes.cut_texts(page)
            wrong += [(name, f"spacing at {width}", one) for one in found]
        page.goto(address)
        page.add_style_tag(content="html { font-size: 200% !important }")
        for width in (640, 1280):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found = probes.too_wide(page) + probes.cut_texts(page) + probes.small_texts(page, 26)
            wrong += [(name, f"200 % at {width}", one) for one in found]
    assert wrong == []


@pytest.mark.parametrize("locale", ["de", "ar"])
def test_headings_languages_and_rest(hub, theme, pages, page, locale):
    wrong: list[Any] = []
    for name, address in each(hub, pages, locale):
        page.goto(address)
        found = probes.headings(page) + probes.languages(page) + probes.moving(page)
        wrong += [(name, one) for one in found]
    assert wrong == []


@pytest.mark.parametrize("locale", ["de", "ar"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(hub, theme, pages, page, locale):
    wrong: list[Any] = []
    for name, address in each(hub, pages, locale):
        page.goto(address)
        stops = probes.stops(page)
        first = page.evaluate("document.querySelector('a').outerHTML.slice(0, 140)")
        if not stops or stops[0]["html"] != first:
            wrong.append((name, "the first stop is not the way to the content", stops[:1]))
        for one in stops:
            if not one["isInOrder"]:
                wrong.append((name, "the order is not that of the text", one["html"]))
            # What a frame shows of the keyboard is the affair of the page in it.
            if not one["isShown"] and not one["html"].startswith("<iframe"):
                wrong.append((name, "focus does not show", one["html"]))
            if one["isHidden"]:
                wrong.append((name, "focus is covered", one["html"]))
    assert wrong == []


def test_icons_stay_visible_in_forced_colours(hub, theme, pages, browser):
    wrong: list[Any] = []
    for scheme in ("light", "dark"):
        context = browser.new_context(forced_colors="active", color_scheme=scheme)
        page = context.new_page()
        for name, address in each(hub, pages, "de"):
            page.goto(address)
            wrong += [(name, scheme, one) for one in probes.lost_icons(page)]
        context.close()
    assert wrong == []
