"""A site with its lists, and the demonstration read into a hub."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection
from wagtail.models import Site

from demo.events import FOLDER, lines
from hub.transfer.incoming import import_file
from plugins.editorial.models import HomePage
from tests.factories.content import hub_site
from tests.factories.transfer import empty_hub, lists
from tests.snapshots import remembered

TODAY = date(2026, 11, 23)


@pytest.fixture
def site(db):
    site = remembered(make_site)
    # What its making left for the commit, which a restored one does not.
    connection.run_on_commit.clear()
    return site


def make_site() -> Site:
    site = hub_site(HomePage)
    lists(site)
    return site


@pytest.fixture
def demonstration(db, tmp_path) -> Path:
    """Read the demonstration into an empty hub; return its file."""
    remembered(read_demonstration)
    return write_demonstration(tmp_path)


def read_demonstration() -> None:
    empty_hub()
    with TemporaryDirectory() as folder:
        path = write_demonstration(Path(folder))
        report = import_file(path, say=lambda text: None, folder=FOLDER)
    assert not report.problems, list(report.problems)


def write_demonstration(folder: Path) -> Path:
    path = folder / "demo.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines(TODAY)), encoding="utf-8")
    return path
