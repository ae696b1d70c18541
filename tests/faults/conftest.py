"""What the faults have in common: a page that is public, a port without an answer, a proxy."""

import socket
from collections.abc import Iterator

import pytest
from django.db import connection

from plugins.editorial.models import HomePage, StandardPage
from tests.factories.content import add_page, hub_site
from tests.faults.proxy import Proxy


@pytest.fixture
def home(db) -> HomePage:
    return hub_site(HomePage).root_page


@pytest.fixture
def page(home) -> StandardPage:
    return add_page(home, StandardPage, title="Ehrenamtskarte", slug="ehrenamtskarte")


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A server that accepts and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(64)
        yield server.getsockname()[1]


@pytest.fixture
def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


@pytest.fixture
def database_proxy(db) -> Iterator[Proxy]:
    """A proxy before PostgreSQL."""
    given = connection.get_connection_params()
    one = Proxy(given.get("host") or "127.0.0.1", int(given.get("port") or 5432))
    one.start()
    yield one
    one.stop()
