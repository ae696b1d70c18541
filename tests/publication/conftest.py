"""A site with a section and news in it, and a way to act as an editor does: commit, then look."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from hub.publication.models import Publication
from plugins.editorial.models import HomePage, NewsIndexPage, NewsPage, SectionPage
from tests.factories.content import add_page, hub_site

Committed = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def committed(db, django_capture_on_commit_callbacks) -> Committed:
    """Run what waits for the commit at the end of the block, as a committed transaction does."""

    @contextmanager
    def block() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return block


@pytest.fixture
def site(committed):
    with committed():
        return hub_site(HomePage)


@pytest.fixture
def section(site, committed):
    with committed():
        return add_page(site.root_page, SectionPage, title="Netzwerk", slug="netzwerk")


@pytest.fixture
def index(section, committed):
    with committed():
        return add_page(section, NewsIndexPage, title="Aktuelles", slug="aktuelles")


@pytest.fixture
def news(index, committed):
    with committed():
        return add_page(index, NewsPage, title="Sommerfest am Leipziger Tor", slug="sommerfest")


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
