"""Every template in every theme, in German and Arabic, narrow and wide, light and dark: no barrier
that axe or our own probes know, and nothing that leaves the browser. One visit asks everything."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.journeys.quality import probes
from tests.journeys.quality.addresses import REFUSING, in_language
from tests.journeys.quality.conftest import THEMES
from tests.journeys.quality.looks import WIDE, Look, look

HEIGHT: Final = 900
# Where the keyboard goes through header and footer too; elsewhere it takes the way past them.
THROUGH_ALL: Final = {"home", "easy language", "event", "events, map"}
pytestmark = pytest.mark.slow


@dataclass
class Reader:
    """A window of a reader who asked for rest and whom nobody knows, and what it did."""

    page: Page
    context: BrowserContext
    opened: str = ""
    hosts: set[str] = field(default_factory=set)
    said: list[tuple[str, str]] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        # The console repeats what a page answers that refuses something.
        if message.type == "error" and self.opened not in REFUSING:
            self.said.append((self.opened, message.text))

    def open(self, name: str, address: str) -> int:
        """Open a page; return its status."""
        self.opened = name
        answer = self.page.goto(address)
        assert answer is not None
        return answer.status

    def have(self, width: int, scheme: Any) -> None:
        """Have a window of that width, in a light or dark world."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.emulate_media(color_scheme=scheme, forced_colors="none")


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """Return a reader; axe is in every page and frame, and the policy holds."""
    context = browser.new_context(locale="de-DE", reduced_motion="reduce")
    context.add_init_script(path=probes.AXE)
    one = Reader(context.new_page(), context)
    context.on("request", lambda request: one.hosts.add(urlsplit(request.url).netloc))
    context.on("console", one.hear)
    context.on("weberror", lambda error: one.said.append((one.opened, str(error.error))))
    yield one
    context.close()


@pytest.mark.parametrize("number", [0, 1])
def test_sixteen_pages_are_opened_in_everything_and_in_the_next_theme_in_all_else(number):
    looks = [look(page, number) for page in range(16)]
    opened = {(one.locale, one.windows[0][0] == 1280, one.windows[0][1]) for one in looks}
    assert opened == set(product(("de", "ar"), (True, False), ("light", "dark")))
    assert {width for one in looks for width, _scheme in one.windows} == {1280, 390, 320}
    for page, one in enumerate(looks):
        other = look(page, 1 - number)
        assert (one.locale, one.stretches) != (other.locale, other.stretches)
        (first, scheme), (second, next_scheme) = one.windows
        # A wide and a narrow one, a light and a dark one; the next theme begins with the other.
        assert (first == 1280) != (second == 1280) != (other.windows[0][0] != 1280)
        assert scheme != next_scheme
        assert other.windows[0][1] == next_scheme


def test_no_page_has_a_barrier_asks_another_host_or_leaves_anything(hub, theme, pages, reader):
    wrong: list[Any] = []
    for number, (name, path) in enumerate(pages.items()):
        how = look(number, THEMES.index(theme))
        reader.have(*how.windows[0])
        status = reader.open(name, hub.base + in_language(path, how.locale))
        found = [] if status == REFUSING.get(name, 200) else [status]
        found += as_it_comes(reader.page)
        for window in how.windows:
            reader.have(*window)
            found += in_another_window(reader.page) if window is how.windows[1] else []
            if window[0] == WIDE:
                found += by_keyboard(reader.page, name in THROUGH_ALL)
        found += stretched(reader.page, how)
        wrong += [(name, how.locale, how.windows[0], one) for one in found]
    assert wrong == []
    assert reader.said == []
    assert reader.hosts == {urlsplit(hub.base).netloc}
    assert reader.context.cookies() == []


def as_it_comes(page: Page) -> Iterator[Any]:
    """Yield what is wrong with a page that was opened."""
    yield from probes.headings(page)
    yield from probes.languages(page)
    yield from probes.moving(page)
    yield from probes.too_wide(page)
    yield from probes.barriers(page)
    if page.evaluate("localStorage.length + sessionStorage.length"):
        yield "it leaves something in the browser"
    page.emulate_media(forced_colors="active")
    yield from probes.lost_icons(page)


def in_another_window(page: Page) -> Iterator[Any]:
    """Yield what is wrong with how it looks now."""
    yield from probes.too_wide(page)
    yield from probes.barriers(page, probes.OF_LOOKS)


def by_keyboard(page: Page, through_all: bool) -> Iterator[Any]:
    """Yield where the keyboard goes astray, or cannot be seen."""
    stops = probes.stops(page, through_all)
    first = page.evaluate("document.querySelector('a').outerHTML.slice(0, 140)")
    if not stops or stops[0]["html"] != first:
        yield "the first stop is not the way to the content", stops[:1]
    if not through_all and not page.evaluate("location.hash"):
        yield "the way to the content leads nowhere"
    for one in stops:
        if not one["isInOrder"]:
            yield "the order is not that of the text", one["html"]
        # What a frame shows of the keyboard is the affair of the page in it.
        if not one["isShown"] and not one["html"].startswith("<iframe"):
            yield "focus does not show", one["html"]
        if one["isHidden"]:
            yield "focus is covered", one["html"]


def stretched(page: Page, how: Look) -> Iterator[Any]:
    """Yield what does not fit once the reader has made letters bigger or set them apart."""
    for what, style, width, least in how.stretches:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        probes.wear(page, style)
        found = probes.too_wide(page) + probes.cut_texts(page) + probes.small_texts(page, least)
        yield from ((what, one) for one in found)
