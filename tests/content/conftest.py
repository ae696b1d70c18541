"""A site with an editorial home page, and documents as they would be published."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Site

from hub.content.context import BuildContext
from hub.publication.building.references import Lookup
from hub.publication.models import Publication
from hub.publication.settle import settle
from plugins.editorial.models import HomePage
from tests.factories.content import hub_site
from tests.snapshots import remembered


@pytest.fixture
def site(db: None) -> Site:
    return remembered(hub_site, home_class=HomePage)


@pytest.fixture
def context() -> BuildContext:
    return BuildContext(
        locale="de",
        url="http://testserver/de/seite/",
        site_url="http://testserver",
        lookup=Lookup(),
    )


@pytest.fixture
def document() -> Callable[..., Any]:
    """Return a function: the public document of a page as it is published now, or None."""
    import json

    def read(page: Any, code: str = "de") -> Any:
        settle({page.translation_key})
        row = Publication.objects.filter(
            document_id=page.translation_key, locale=code, is_deleted=False
        ).first()
        return json.loads(row.document) if row else None

    return read
