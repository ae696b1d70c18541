"""What the API's tests start from."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hub.publication.query import SiteFacts
from hub.publication.reading import listen
from hub.publication.reading.listen import Edition
from tests.factories.rows import a_site

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def site(db: None) -> SiteFacts:
    """A site with nothing on it."""
    return a_site()


@pytest.fixture
def get(client: Any, site: SiteFacts) -> Callable[..., Any]:
    """Ask the API: `get("/events", limit=1)`; headers as `HTTP_…` in `headers`."""

    def ask(path: str, headers: dict[str, str] | None = None, **query: Any) -> Any:
        return client.get(f"/api/v1{path}", query, headers=headers or {})

    return ask


class Ear:
    """Stands for the listener: hears what the test says."""

    def __init__(self, edition: Edition | None) -> None:
        self.edition = edition
        self._process = os.getpid()

    def newest(self) -> Edition | None:
        """Return what the test says."""
        return self.edition


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Ear:
    """The process hears of new sequences, as it does outside tests."""
    ear = Ear(Edition(10**6))
    settings.HUB_LISTEN = True
    monkeypatch.setattr(listen, "_listener", ear)
    return ear


def same_as_golden(name: str, found: Any) -> None:
    """Compare with the stored answer; `HUB_WRITE_GOLDEN=1` stores it anew, for a person to read."""
    path = GOLDEN / f"{name}.json"
    if os.environ.get("HUB_WRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    assert found == json.loads(path.read_text())
