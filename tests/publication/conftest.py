"""A site with a section and news in it, and a way to act as an editor does: commit, then look."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import time
from typing import Any

import pytest
from django.db import connection
from django.test import TestCase
from wagtail.models import Page

from hub.kernel.contract import registry
from hub.publication.models import Publication
from plugins.editorial.models import HomePage, NewsIndexPage, NewsPage, SectionPage
from plugins.events.models import EventPage
from tests.factories.content import add_page, hub_site
from tests.factories.events import event, event_index
from tests.factories.translations import translate
from tests.snapshots import remembered

Committed = Callable[[], AbstractContextManager[None]]


@contextmanager
def commit() -> Iterator[None]:
    """Run what waits for the commit at the end of the block, as a committed transaction does.

    What was hinted at before the block waits for a commit that never comes, and keeps nothing of
    the block waiting with it.
    """
    before = getattr(connection, "hub_hints", {})
    connection.hub_hints = {}
    try:
        with TestCase.captureOnCommitCallbacks(execute=True):
            yield
    finally:
        connection.hub_hints = before


@pytest.fixture
def change_kind() -> Iterator[Callable[..., None]]:
    """Return a function that gives a kind other fields: `change_kind("news", build_document=…)`."""
    with ExitStack() as changes:
        yield lambda key, **fields: changes.enter_context(registry.changed(key, **fields))


@pytest.fixture
def committed(db) -> Committed:
    return commit


def make_site():
    with commit():
        return hub_site(HomePage)


def make(parent, page_class, **fields):
    with commit():
        return add_page(parent, page_class, **fields)


@pytest.fixture
def site(db):
    return remembered(make_site)


@pytest.fixture
def section(site):
    home = site.root_page
    return remembered(make, parent=home, page_class=SectionPage, title="Netzwerk", slug="netzwerk")


@pytest.fixture
def index(section):
    return remembered(
        make, parent=section, page_class=NewsIndexPage, title="Aktuelles", slug="aktuelles"
    )


@pytest.fixture
def news(index):
    title = "Sommerfest am Leipziger Tor"
    return remembered(make, parent=index, page_class=NewsPage, title=title, slug="sommerfest")


@pytest.fixture
def draft(index, committed):
    with committed():
        return add_page(index, NewsPage, title="Geheimer Entwurf", slug="entwurf", live=False)


def rows(page) -> dict[str, Publication]:
    """Return {locale: row} of a page's public rows."""
    found = Publication.objects.filter(document_id=page.translation_key, is_deleted=False)
    return {row.locale: row for row in found}


def row(page, locale: str = "de") -> Publication | None:
    """Return a page's public row in a language, or None."""
    return rows(page).get(locale)


def tombstone(page, locale: str = "de") -> Publication | None:
    """Return a page's tombstone in a language, or None."""
    found = Publication.objects.filter(document_id=page.translation_key, is_deleted=True)
    return found.filter(locale=locale).first()


def document(page: Page, code: str = "de") -> dict[str, Any]:
    return json.loads(row(page, code).document)


def make_meeting(section: Page) -> EventPage:
    with commit():
        index = event_index(section)
        page = event(index, title="Werkstatt", start_time=time(10), end_time=time(12))
    with commit():
        translate(page, "en", "uk")
    return page


@pytest.fixture
def meeting(section) -> EventPage:
    """A published event in German, English and Ukrainian."""
    page = remembered(make_meeting, section=section)
    assert set(rows(page)) == {"de", "en", "uk"}
    return EventPage.objects.get(pk=page.pk)
