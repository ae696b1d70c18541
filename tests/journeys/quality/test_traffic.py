"""What arrives in the browser, and what works without script and on paper."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

FIRST_VIEW_BYTES = 60_000
# What a reader opens first (design: at most 60 kB without images).
FIRST = (
    "home",
    "events",
    "event",
    "news",
    "article",
    "directory",
    "organisation",
    "report a date",
)
pytestmark = pytest.mark.slow


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a window of a reader whom nobody knows."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    yield context.new_page()
    context.close()


@dataclass
class View:
    """A page in a window that has seen none before, and what came over the wire for it."""

    page: Page
    kinds: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def open(self, address: str) -> "View":
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._name)
        session.on("Network.loadingFinished", self._count)
        self.page.goto(address)
        return self

    def _name(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def _count(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def close(self) -> int:
        """Return the bytes of all but the images, once half a second has passed without any."""
        self.page.wait_for_load_state("networkidle")
        self.page.close()
        return sum(size for key, size in self.sizes.items() if self.kinds.get(key) != "Image")


def test_the_first_view_is_small_over_the_wire(hub, theme, pages, browser):
    size = {"width": 1280, "height": 900}
    views = {
        name: View(browser.new_page(viewport=size)).open(hub.base + pages[name]) for name in FIRST
    }
    sizes = {name: view.close() for name, view in views.items()}
    assert min(sizes.values()) > 1_000
    assert {name: whole for name, whole in sizes.items() if whole > FIRST_VIEW_BYTES} == {}


def test_menu_filters_and_folds_work_without_script(hub, theme, pages, browser):
    context = browser.new_context(viewport={"width": 390, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(hub.base + pages["events"])
    page.locator("header summary").first.click()
    expect(page.locator("header nav a").first).to_be_visible()
    page.goto(hub.base + pages["events"])
    topic = page.locator("form input[type=checkbox][name=topic]").first
    for fold in page.locator("main details > summary").all():
        if not topic.is_visible() and fold.is_visible():
            fold.click()
    topic.check()
    with page.expect_navigation(url="**topic=**"):
        topic.locator("xpath=ancestor::form").locator("button:not([name])").last.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("main a[href*='.ics']").count() >= 1
    context.close()


def test_a_page_on_paper_says_where_it_is_from_and_leaves_the_menu_out(
    hub, theme, pages, page, tmp_path
):
    for name in ("event", "events", "article", "organisation", "standard page"):
        page.goto(hub.base + pages[name])
        title = page.locator("h1").inner_text()
        target = tmp_path / "page.pdf"
        target.write_bytes(page.pdf(format="A4"))
        text = _text_of(target)
        assert title.split()[0] in text, name
        assert urlsplit(hub.base).netloc + pages[name].rstrip("/") in text.replace("\n", ""), name
        assert "Zum Inhalt springen" not in text, name
        assert "українська" not in text, name


def _text_of(path: Any) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)
