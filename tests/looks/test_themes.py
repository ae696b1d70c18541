"""Themes are folders: found, checked, and each falls back to the standard one."""

from pathlib import Path

import pytest

from hub.delivery import checks
from hub.looks import engines as portal
from hub.looks import themes
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
    portal.engine.cache_clear()


def ids() -> set[str]:
    forget()
    return {one.id for one in checks.check_themes()}


def test_the_standard_theme_is_complete():
    assert checks.check_themes() == []
    assert themes.installed()["stadt"].title == "Stadt"


def test_a_theme_needs_only_what_it_changes(theme):
    (theme / "templates" / "404.html").write_text("nothing here")
    assert ids() == set()
    assert portal.template("probe", ["404.html"]).render({}) == "nothing here"
    assert (
        portal.engine("probe")
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
    monkeypatch.setattr(checks, "REQUIRED", ("nowhere.html",))
    assert ids() == {"hub.E203"}


def test_a_token_that_no_style_sheet_sets_is_an_error(theme):
    (theme / "theme.toml").write_text('title = "Probe"\n[tokens]\nglow = "#fff"\n')
    assert ids() == {"hub.E204"}


def test_a_style_sheet_that_is_not_there_is_an_error(theme):
    sheets = '"stadt/tokens.css", "probe/nowhere.css"'
    (theme / "theme.toml").write_text(f'title = "Probe"\nstyles = [{sheets}]\n')
    assert ids() == {"hub.E206"}


@pytest.mark.parametrize(
    ("tokens", "mode"),
    [
        ('accent = "#ffcc00"', "light"),
        ('accent = "#c5301d"\n[tokens.dark]\naccent = "#402020"', "dark"),
        ('edge = "#857a67"\n[tokens.contrast]\nedge = "#eeeeee"', "contrast"),
    ],
)
def test_a_theme_that_cannot_be_read_by_everybody_is_an_error(theme, tokens, mode):
    (theme / "theme.toml").write_text(f'title = "Probe"\n[tokens]\n{tokens}\n')
    forget()
    found = [one for one in checks.check_themes() if f"probe, {mode}:" in one.msg]
    assert {one.id for one in found} == {"hub.E207"}
    assert all("nearest colour that is enough: #" in one.hint for one in found)


@pytest.mark.parametrize(
    "tokens",
    [
        "[tokens]\naccent = 3\n",
        '[tokens.night]\naccent = "#000000"\n',
        '[tokens.dark]\nglow = "#000000"\n',
        'styles = "probe.css"\n',
    ],
)
def test_tokens_in_another_form_are_an_error(theme, tokens):
    (theme / "theme.toml").write_text(f'title = "Probe"\n{tokens}')
    assert ids() == {"hub.E201"}


def test_a_theme_has_what_it_does_not_say_from_the_standard_one(theme):
    found = themes.installed()["probe"]
    standard = themes.installed()["stadt"]
    assert (found.styles, found.icon, found.modes) == (
        standard.styles,
        standard.icon,
        standard.modes,
    )


def test_an_installed_package_brings_a_theme_by_an_entry_point(tmp_path, monkeypatch):
    package = tmp_path / "dessau_theme"
    (package / "templates").mkdir(parents=True)
    (package / "theme.toml").write_text('title = "Von anderswo"\n')
    (package / "templates" / "404.html").write_text("not here")
    facts = tmp_path / "dessau_theme-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: dessau-theme\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[hub.themes]\ndessau = dessau_theme\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert ids() == set()
    assert themes.installed()["dessau_theme"].title == "Von anderswo"
    assert portal.template("dessau_theme", ["404.html"]).render({}) == "not here"

    (facts / "entry_points.txt").write_text("[hub.themes]\ndessau = nowhere.at_all\n")
    assert ids() == {"hub.E201"}
    monkeypatch.undo()
    forget()


def test_two_themes_of_one_name_are_an_error(theme, monkeypatch):
    twin = theme.parent / "elsewhere" / "probe"
    twin.mkdir(parents=True)
    (twin / "theme.toml").write_text('title = "Twin"\n')
    found = [*themes.folders(), twin]
    monkeypatch.setattr(themes, "folders", lambda: found)
    assert ids() == {"hub.E201"}


@pytest.mark.parametrize(
    ("source", "dressed"),
    [
        ('<a class="button">', '<a class="button their-button">'),
        (
            '<a class="button button--quiet end">',
            '<a class="button their-button button--quiet quiet end">',
        ),
        ("<p>button</p>", "<p>button</p>"),
        (
            '<p class="box{% if a == "button" %} button{% endif %}">',
            '<p class="box{% if a == "button" %} button their-button{% endif %}">',
        ),
        ('<p class="button{{ more }}">', '<p class="button{{ more }}">'),
        ('<p data-class="x" class="unknown">', '<p data-class="x" class="unknown">'),
    ],
)
def test_parts_of_the_page_wear_the_classes_of_a_design_system(source, dressed):
    given = {"button": "their-button", "button--quiet": "quiet"}
    assert portal.dress(source, given) == dressed


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
    finder = portal.ThemeFinder()
    assert finder.find("stadt/base.css").endswith("themes/stadt/static/stadt/base.css")
    assert finder.find("probe/probe.css") == str(theme / "static" / "probe" / "probe.css")
    assert not finder.find("probe/nothing.css")
    assert "probe/probe.css" in {path for path, _storage in finder.list([])}


def test_themes_import_nothing_of_the_hub():
    for path in Path(themes.__file__).parents[2].glob("themes/**/*.py"):
        assert "import hub" not in path.read_text()
        assert "from hub" not in path.read_text()
