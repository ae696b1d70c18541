"""Every template in every theme, in German and Arabic, at three widths, light and dark: no barrier
that axe or our own probes know.

All twenty-four views of a page would take half an hour, so each page is looked at in six of them:
chosen so that on each page every two of theme, language, width and scheme meet, and that the next
page, made of the same parts, is looked at in the other three of a theme."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.quality import probes
from tests.journeys.quality.conftest import THEMES, Hub

HEIGHT: Final = 900
# (language, width, scheme); a page wears the one half in one theme and the other half in the next.
VIEWS: Final = (
    (("de", 1280, "light"), ("de", 390, "dark"), ("ar", 320, "light")),
    (("ar", 1280, "dark"), ("ar", 390, "light"), ("de", 320, "dark")),
)
LOCALES: Final = ("de", "ar")
pytestmark = pytest.mark.slow


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a window of a reader who asked for rest; axe is in every page and frame."""
    context = browser.new_context(viewport={"width": 1280, "height": HEIGHT}, **probes.WATCHED)
    context.add_init_script(path=probes.AXE)
    yield context.new_page()
    context.close()


def address(hub: Hub, path: str, locale: str) -> str:
    """Return where that page is in that language; Leichte Sprache stays what it is."""
    return hub.base + path.replace("/de/", f"/{locale}/", 1)


def each(hub: Hub, theme: str, pages: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (name, address) of every page in German or Arabic: in the next theme it is the other
    language, and so is the next page."""
    for number, (name, path) in enumerate(pages.items(), THEMES.index(theme)):
        yield name, address(hub, path, LOCALES[number % 2])


def test_every_two_of_theme_language_width_and_scheme_meet_on_a_page():
    seen = [(str(theme), *map(str, view)) for theme in (0, 1) for view in VIEWS[theme]]
    for first, second in combinations(range(4), 2):
        met = {(one[first], one[second]) for one in seen}
        assert met == set(product({one[first] for one in seen}, {one[second] for one in seen}))
    assert {one[2] for one in seen} == {"1280", "390", "320"}


def test_axe_finds_nothing_and_headings_languages_rest_and_icons_are_right(hub, theme, pages, page):
    wrong: list[Any] = []
    for number, (name, path) in enumerate(pages.items(), THEMES.index(theme)):
        for view in VIEWS[number % 2]:
            locale, width, scheme = view
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.emulate_media(color_scheme=scheme, forced_colors="none")
            if page.url != address(hub, path, locale):
                page.goto(address(hub, path, locale))
            found = probes.headings(page) + probes.languages(page) + probes.moving(page)
            found += probes.barriers(page)
            page.emulate_media(forced_colors="active")
            wrong += [(name, *view, one) for one in [*found, *probes.lost_icons(page)]]
    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_fit_narrow_windows_big_letters_and_wide_spacing(hub, theme, pages, page, locale):
    wrong: list[Any] = []
    for name, path in pages.items():
        page.set_viewport_size({"width": 320, "height": HEIGHT})
        page.goto(address(hub, path, locale))
        wrong += [(name, "320", one) for one in probes.too_wide(page)]
        style = page.add_style_tag(content=probes.SPACING)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found = probes.too_wide(page) + probes.cut_texts(page)
            wrong += [(name, f"spacing at {width}", one) for one in found]
        style.evaluate("one => { one.textContent = 'html { font-size: 200% !important }' }")
        for width in (640, 1280):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found = probes.too_wide(page) + probes.cut_texts(page) + probes.small_texts(page, 26)
            wrong += [(name, f"200 % at {width}", one) for one in found]
    assert wrong == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(hub, theme, pages, page):
    wrong: list[Any] = []
    for name, target in each(hub, theme, pages):
        page.goto(target)
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
