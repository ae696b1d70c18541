"""A small website, and a reader who reports."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from plugins.accessibility.models import StatementPage
from plugins.accessibility.tests.samples import make_statement
from tests.factories.portal import City

ADDRESS = "/de/barriere-melden/"


@pytest.fixture
def statement(city: City) -> StatementPage:
    """Return the website's published statement."""
    return make_statement(city.site)


@pytest.fixture
def reader() -> Client:
    """Return a browser without cookies that Django's own check would turn away."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def send(reader: Client) -> Callable[..., Any]:
    """Return a function that opens the form, waits a minute and sends it; `address` is a query."""

    def sending(address: str = ADDRESS, again: str = "", **words: str) -> Any:
        ticket = again or ticket_of(reader.get(address))
        with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=True):
            return reader.post(address, {"ticket": ticket, **words})

    return sending


def ticket_of(response: Any) -> str:
    """Return the signed ticket in a shown form."""
    found = re.search(r'name="ticket" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]
