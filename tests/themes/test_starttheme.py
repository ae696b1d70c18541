"""`manage.py starttheme` writes a theme that works as it is."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hub.delivery import checks
from hub.delivery.patterns import view as patterns
from hub.delivery.portal.machines import style_sheet
from hub.looks import engines as portal
from hub.looks import themes
from tests.factories.rows import a_site
from tests.themes.test_contract import page, problems


def forget() -> None:
    themes.installed.cache_clear()
    portal.engine.cache_clear()
    style_sheet._read.cache_clear()


def start(folder, *arguments: str) -> str:
    out = StringIO()
    call_command("starttheme", *arguments, "--directory", str(folder), stdout=out)
    return out.getvalue()


@pytest.fixture
def started(tmp_path, monkeypatch):
    """Return the folder of a theme that was just started and is installed."""
    said = start(tmp_path, "markt_platz")
    assert "/-/patterns/?theme=markt_platz" in said
    found = [*themes.folders(), tmp_path / "markt_platz"]
    monkeypatch.setattr(themes, "folders", lambda: found)
    forget()
    yield tmp_path / "markt_platz"
    monkeypatch.undo()
    forget()


def test_a_started_theme_passes_the_checks(started):
    assert checks.check_themes() == []
    assert themes.installed()["markt_platz"].title == "Markt platz"
    assert "@layer markt_platz {" in style_sheet.bundle("markt_platz")


@pytest.mark.django_db
@pytest.mark.parametrize("locale", ["de", "ar"])
def test_a_started_theme_shows_every_page(started, locale):
    site = a_site()
    for show in ["", *patterns.shows(site, locale)]:
        html = page(site, "markt_platz", locale, show)
        assert problems(html, locale, show) == [], show


def test_a_colour_that_is_changed_to_the_worse_is_found(started):
    path = started / "theme.toml"
    path.write_text(path.read_text().replace('accent = "#c5301d"', 'accent = "#ff9988"'))
    forget()
    assert {one.id for one in checks.check_themes()} == {"hub.E207"}


@pytest.mark.parametrize(
    ("name", "message"),
    [("Markt", "small letters"), ("../markt", "small letters"), ("stadt", "stadt already")],
)
def test_names_that_cannot_be_are_refused(tmp_path, name, message):
    with pytest.raises(CommandError, match=message):
        start(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path):
    start(tmp_path, "markt")
    (tmp_path / "markt" / "theme.toml").write_text("mine")
    with pytest.raises(CommandError, match="exists already"):
        start(tmp_path, "markt")
    assert (tmp_path / "markt" / "theme.toml").read_text() == "mine"
