"""A mail server that sends by its settings reach, and one that never says a word."""

import time

import pytest

from services.ports import free_port
from tests.mail.server import MailServer


@pytest.fixture
def server(tmp_path, settings, outbox):
    """A running mail server; the hub's settings name it."""
    one = MailServer(tmp_path / "ledger", free_port())
    one.start()
    # Which has greeted it, to see whether it listens.
    while one.open_count:
        time.sleep(0.01)
    one.total_count = 0
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", one.port
    settings.EMAIL_TIMEOUT = 2
    yield one
    if one.server is not None:
        one.stop()
