"""Themes are folders: found, checked, and each falls back to the standard one."""

from pathlib import Path

import pytest

from hub.delivery.portal import checks, themes
from hub.publication.models import PublicationSite
from tests.factories.rows import a_site


@pytest.fixture
def theme(tmp_path, monkeypatch):
    folder = tmp_path / "probe"
    (folder / "templates").mkdir(parents=True)
    (folder / "static" / "probe").mkdir(parents=True)
    (folder / "theme.toml").write_text('title = "Probe"\n')
    found = [*themes.folders(), folder]
    monkeypatch.setattr(themes, "folders", lambda: found)
    forget()
    yield folder
    monkeypatch.undo()
    forget()


def forget() -> None:
    themes.installed.cache_clear()
    themes.engine.cache_clear()


def ids() -> set[str]:
    forget()
    return {one.id for one in checks.check_themes()}


def test_the_standard_theme_is_complete():
    assert checks.check_themes() == []
    assert themes.installed()["stadt"].title == "Stadt"


def test_a_theme_needs_only_what_it_changes(theme):
    (theme / "templates" / "404.html").write_text("nothing here")
    assert ids() == set()
    assert themes.template("probe", ["404.html"]).render({}) == "nothing here"
    assert (
        themes.engine("probe")
        .get_template("500.html")
        .origin.name.endswith("stadt/templates/500.html")
    )


def test_a_theme_that_is_not_installed_is_replaced_by_the_standard_one():
    assert themes.chosen("gone").key == "stadt"


def test_a_theme_without_a_title_is_an_error_with_a_hint(theme):
    (theme / "theme.toml").write_text('library = ""\n')
    forget()
    [found] = checks.check_themes()
    assert (found.id, bool(found.hint)) == ("hub.E201", True)


@pytest.mark.parametrize("text", ["title = ", 'title = "X"\ncolour = "red"\n'])
def test_a_theme_file_that_is_not_understood_is_an_error(theme, text):
    (theme / "theme.toml").write_text(text)
    assert ids() == {"hub.E201"}


def test_a_broken_template_is_an_error(theme):
    (theme / "templates" / "home.html").write_text("{% nothing_of_this_name %}")
    assert ids() == {"hub.E203"}


def test_a_missing_template_is_an_error(theme, monkeypatch):
    monkeypatch.setattr(themes, "REQUIRED", ("nowhere.html",))
    assert ids() == {"hub.E203"}


def test_a_token_that_no_style_sheet_sets_is_an_error(theme):
    (theme / "theme.toml").write_text('title = "Probe"\n[tokens]\nglow = "#fff"\n')
    assert ids() == {"hub.E204"}


@pytest.mark.django_db
def test_a_site_with_an_unknown_theme_is_an_error():
    site = a_site()
    assert checks.check_sites(databases=["default"]) == []
    row = PublicationSite.objects.get(pk=site.site_id)
    row.facts["theme"] = "gone"
    row.save()
    assert [one.id for one in checks.check_sites(databases=["default"])] == ["hub.E205"]
    assert checks.check_sites() == []


def test_static_files_of_themes_are_found(theme):
    (theme / "static" / "probe" / "probe.css").write_text("a {}")
    forget()
    finder = themes.ThemeFinder()
    assert finder.find("stadt/base.css").endswith("themes/stadt/static/stadt/base.css")
    assert finder.find("probe/probe.css") == str(theme / "static" / "probe" / "probe.css")
    assert not finder.find("probe/nothing.css")
    assert "probe/probe.css" in {path for path, _storage in finder.list([])}


def test_a_tile_is_small_and_always_the_same():
    from themes.stadt.tile import TOPICS, tile

    drawn = [tile(f"item-{n}", list(TOPICS)[n % len(TOPICS)]) for n in range(500)]
    assert max(map(len, drawn)) <= 1000
    assert tile("item-1", "sport") == drawn[1].replace(drawn[1], tile("item-1", "sport"))
    assert len(set(drawn)) > 300


def test_themes_import_nothing_of_the_hub():
    for path in Path(themes.__file__).parents[3].glob("themes/**/*.py"):
        assert "import hub" not in path.read_text()
        assert "from hub" not in path.read_text()
