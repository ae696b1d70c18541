"""The small website, and a fresh look at it for every test."""

from collections.abc import Iterator

import pytest

from tests.factories.portal import City, fresh, portal_site


@pytest.fixture
def city(db: None) -> Iterator[City]:
    """Return the small website with its rows."""
    yield portal_site()
    fresh()
