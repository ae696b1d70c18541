"""A site with its lists, and the demonstration read into a hub."""

from datetime import date
from pathlib import Path

import pytest

from demo.events import FOLDER, lines
from hub.publication.transfer.incoming import import_file
from plugins.editorial.models import HomePage
from tests.factories.content import hub_site
from tests.factories.transfer import empty_hub, lists

TODAY = date(2026, 11, 23)


@pytest.fixture
def site(db):
    site = hub_site(HomePage)
    lists(site)
    return site


@pytest.fixture
def demonstration(db, tmp_path) -> Path:
    """Read the demonstration into an empty hub; return its file."""
    empty_hub()
    path = tmp_path / "demo.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines(TODAY)), encoding="utf-8")
    report = import_file(path, say=lambda text: None, folder=FOLDER)
    assert not report.problems, list(report.problems)
    return path
