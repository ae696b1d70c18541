"""The translations: found in the sources, complete in German, refused when broken."""

from pathlib import Path

import pytest

from hub.content.catalogues import check, compile_all, messages

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "hub/room/templates").mkdir(parents=True)
    (tmp_path / "hub/room/locale/de/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "hub/room/words.py").write_text('a = _("One")\nb = pgettext("month", "May")\n')
    (tmp_path / "hub/room/templates/page.html").write_text(
        '{% load i18n %}{% translate "Two" %}\n'
        "{% blocktranslate count n=n %}{{ n }} date{% plural %}{{ n }} dates{% endblocktranslate %}"
    )
    return tmp_path


def write(project: Path, text: str) -> None:
    path = project / "hub/room/locale/de/LC_MESSAGES/django.po"
    path.write_text(HEADER + text)


COMPLETE = """
msgid "One"
msgstr "Eins"

msgctxt "month"
msgid "May"
msgstr "Mai"

msgid "Two"
msgstr "Zwei"

msgid "%(n)s date"
msgid_plural "%(n)s dates"
msgstr[0] "%(n)s Termin"
msgstr[1] "%(n)s Termine"
"""


def test_messages_of_python_and_templates_are_found(project: Path) -> None:
    assert set(messages(project)) == {
        (None, "One", None),
        ("month", "May", None),
        (None, "Two", None),
        (None, "%(n)s date", "%(n)s dates"),
    }


def test_a_complete_catalogue_has_no_problems(project: Path) -> None:
    write(project, COMPLETE)
    assert check(project) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('msgid "One"\nmsgstr "Eins"\n', "", "not in a catalogue for de"),
        ('msgstr "Eins"', 'msgstr ""', "empty"),
        ('msgid "One"', '#, fuzzy\nmsgid "One"', "fuzzy"),
        ("%(n)s Termine", "%(count)s Termine", "a placeholder that the source does not have"),
    ],
)
def test_a_gap_is_named(project: Path, old: str, new: str, problem: str) -> None:
    assert old in COMPLETE
    write(project, COMPLETE.replace(old, new))
    assert [one.problem for one in check(project)] == [problem]


def test_compiling_writes_what_gettext_reads_and_only_once(project: Path) -> None:
    write(project, COMPLETE)
    assert compile_all(project) == 1
    assert (project / "hub/room/locale/de/LC_MESSAGES/django.mo").stat().st_size > 100
    assert compile_all(project) == 0


def test_the_german_catalogue_of_the_hub_is_complete() -> None:
    assert [str(one) for one in check()] == []
