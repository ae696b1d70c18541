"""A site with a list of events, and the public document of a page."""

import json
from typing import Any

import pytest

from hub.publication.models import Publication
from hub.publication.settle import settle
from plugins.editorial.models import HomePage
from tests.factories.content import hub_site
from tests.factories.events import event_index


@pytest.fixture
def events() -> Any:
    """Return a live list of events below a home page."""
    return event_index(hub_site(HomePage).root_page)


def row_of(page: Any, locale: str = "de") -> Publication:
    """Settle and return the page's row."""
    settle({page.translation_key})
    return Publication.objects.get(document_id=page.translation_key, locale=locale)


def document_of(page: Any, locale: str = "de") -> dict[str, Any]:
    """Settle and return the page's public document."""
    document: dict[str, Any] = json.loads(row_of(page, locale).document)
    return document
