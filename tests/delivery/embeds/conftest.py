"""The embeds' tests start from the same site as the API's."""

import pytest

from hub.delivery.embeds import module
from hub.publication.reading.sites import forget_sites
from tests.delivery.api.conftest import site  # noqa: F401


@pytest.fixture(autouse=True)
def _forget() -> None:
    """Forget builds and frames that a rolled-back test has kept."""
    module._keep.cache_clear()
    forget_sites()


@pytest.fixture
def embed(client, site):  # noqa: F811
    """Ask for a fragment: `embed("events", limit=1)`."""
    return lambda plural, **query: client.get(f"/embed/v1/{plural}.html", query)
