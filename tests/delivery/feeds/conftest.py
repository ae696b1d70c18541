"""The feeds' tests start from the same site as the API's."""

from collections.abc import Callable
from typing import Any

import icalendar
import pytest

from tests.delivery.api.conftest import get, site  # noqa: F401


@pytest.fixture
def calendar(get: Callable[..., Any]) -> Callable[..., icalendar.Calendar]:  # noqa: F811
    """Read a calendar of the API with the icalendar library."""

    def read(path: str = "/events.ics", **query: Any) -> icalendar.Calendar:
        answer = get(path, **{"from": "2026-01-01", **query} if path == "/events.ics" else query)
        assert answer.status_code == 200
        found = icalendar.Calendar.from_ical(answer.content)
        assert not found.errors
        return found

    return read
