"""A real browser against a real server. Without Chromium these tests fail; they never skip."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

# Playwright's synchronous interface runs an event loop in the thread of the tests.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from services.browser import find
from tests.factories.portal import City, fresh, portal_site
from tests.journeys.foreign import Foreign, Heard, listening, running
from tests.snapshots import remembered

LAST_WORDS_SECONDS = 10
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A process for each window would cost a third more; nothing here is about processes.
    "--renderer-process-limit=1",
]


@dataclass
class Visit:
    """One reader's browser and what it did: hosts asked, errors said."""

    page: Page
    context: BrowserContext
    base: str
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open an address of the portal."""
        self.page.goto(f"{self.base}{path}")
        return self.page

    def is_clean(self) -> bool:
        """Whether no foreign host was asked, no cookie set and nothing said on the console."""
        assert self.hosts <= {urlsplit(self.base).hostname}, self.hosts
        assert self.context.cookies() == []
        assert self.errors == []
        return True


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium, started once."""
    path = find()
    assert path, "no Chromium: python -m services.browser says what to do"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def city(live_server: Any, transactional_db: None) -> Iterator[City]:
    """Return the small website, answered by the live server."""
    fresh()
    address = urlsplit(live_server.url)
    yield remembered(portal_site, hostname=address.hostname or "localhost", port=address.port or 80)
    fresh()


def _wait_for_last_words() -> None:
    """Wait until the server has dealt with what a closing page of the admin sends: the tables are
    emptied next, and PostgreSQL would end one of the two."""
    until = time.monotonic() + LAST_WORDS_SECONDS
    quiet = 0
    while quiet < 3 and time.monotonic() < until:
        time.sleep(0.02)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND state <> 'idle'"
            )
            quiet = 0 if cursor.fetchone()[0] else quiet + 1


@pytest.fixture
def visit(browser: Browser, live_server: Any, city: City) -> Iterator[Any]:
    """Return a function that opens a new browser window with the given options."""
    opened: list[BrowserContext] = []

    def open_window(width: int = 1280, **options: Any) -> Visit:
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, locale="de-DE", **options)
        opened.append(context)
        one = Visit(context.new_page(), context, live_server.url)
        one.page.on("request", lambda request: one.hosts.add(urlsplit(request.url).hostname or ""))
        one.page.on(
            "console",
            lambda said: one.errors.append(said.text) if said.type == "error" else None,
        )
        one.page.on("pageerror", lambda error: one.errors.append(str(error)))
        return one

    yield open_window
    for context in opened:
        context.close()
    _wait_for_last_words()


@pytest.fixture
def foreign() -> Iterator[Foreign]:
    """Return another city's website, on an origin of its own."""
    with running() as site:
        yield site


@pytest.fixture
def heard() -> Iterator[Heard]:
    """Return what the hub's server is asked while the test lasts."""
    with listening() as found:
        yield found
