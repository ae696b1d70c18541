import pytest

from tests.fetching.server import serving


@pytest.fixture
def server(settings):
    """Somebody else's server on loopback, opened by those who run the hub."""
    settings.HUB_FETCH_PAUSE_SECONDS = 0
    with serving() as other:
        settings.HUB_FETCH_ALLOW = [f"127.0.0.1:{other.port}"]
        yield other
