"""Rules about the sources that no linter knows."""

import ast
import re
import subprocess
from collections.abc import Iterable
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

PROJECT = Path(__file__).resolve().parents[2]
DRAWERS = {"utils", "helpers", "common", "core", "misc", "base"}
LONGEST = 300
DEFINITIONS = (ast.FunctionDef, ast.ClassDef)


def sources(*suffixes: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [
        PROJECT / name
        for name in listed
        if name.endswith(suffixes) and "/migrations/" not in name and "/vendor/" not in name
        if (PROJECT / name).exists()
    ]


def test_no_file_is_longer_than_300_lines():
    found = sources(".py", ".js", ".html")
    assert len(found) > 50
    long = [str(path) for path in found if len(path.read_text().splitlines()) > LONGEST]
    assert long == []


def test_no_modules_import_each_other_in_a_circle():
    rooms = ("hub", "plugins", "search", "celery_app")
    graph = grimp.build_graph(*rooms, exclude_type_checking_imports=True)
    # Imports in functions count. Raises CycleError, which names the circle.
    imported = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    TopologicalSorter(imported).prepare()


def drawers(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if {path.stem, path.parent.name} & DRAWERS]


def test_no_module_is_a_drawer():
    assert drawers(sources(".py")) == []


def test_a_drawer_would_be_found():
    paths = [Path("hub/core/sites.py"), Path("hub/content/utils.py"), Path("hub/content/sites.py")]
    assert drawers(paths) == paths[:2]


def test_every_module_and_public_function_of_the_hub_has_a_docstring():
    missing = []
    for path in sources(".py"):
        if path.relative_to(PROJECT).parts[0] not in {
            "hub",
            "plugins",
            "search",
            "celery_app",
            "services",
        }:
            continue
        if "tests" in path.parts or not path.read_text().strip():
            continue
        tree = ast.parse(path.read_text())
        if not ast.get_docstring(tree):
            missing.append(str(path))
        for node in tree.body:
            is_public = isinstance(node, DEFINITIONS) and not node.name.startswith("_")
            if is_public and not ast.get_docstring(node):
                missing.append(f"{path}: {node.name}")
    assert missing == []


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


FORBIDDEN = re.compile(
    r"^(wagtail\.models|wagtail\.(images|documents)\.models|hub\.content|plugins)\b"
)


@pytest.mark.parametrize(
    ("line", "is_forbidden"),
    [
        ("from wagtail.models import Page", True),
        ("import plugins.events.models", True),
        ("from hub.content import sites", True),
        ("from wagtail.images.views.serve import ServeView", False),
        ("from hub.publication.reading import documents", False),
    ],
)
def test_a_path_to_a_draft_would_be_found(tmp_path, line, is_forbidden):
    (tmp_path / "one.py").write_text(line)
    assert any(map(FORBIDDEN.match, imports(tmp_path / "one.py"))) == is_forbidden


@pytest.mark.parametrize("room", ["hub/delivery", "search"])
def test_the_public_side_has_no_path_to_a_draft(room):
    found = [path for path in sources(".py") if str(path).startswith(str(PROJECT / room))]
    assert found
    for path in found:
        text = path.read_text()
        assert "get_model(" not in text, path
        bad = {name for name in imports(path) if FORBIDDEN.match(name)}
        assert bad == set(), path


SIGNALS = {"post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed"}
SIGNALS |= {"page_published", "page_unpublished", "receiver", "Signal"}


def test_signal_receivers_stand_in_hints_only():
    for path in sources(".py"):
        parts = path.relative_to(PROJECT).parts
        is_ours = parts[0] in {"hub", "plugins", "search", "celery_app"} and "tests" not in parts
        if is_ours and path.name != "hints.py":
            names = {name.rpartition(".")[2] for name in imports(path)}
            assert names & SIGNALS == set(), path


# A statement of SQL takes rows by the name `p`; what it asks for besides is times alone.
WHOLE_ROWS = re.compile(
    r"\bPublication\.objects\.(?!public\(\))|\bis_deleted=False|\bFROM publication_publication p\b"
)


def reads_more_than_is_public(path: Path) -> bool:
    """Whether a reader's source takes rows without asking whether they have ended."""
    room = path.relative_to(PROJECT).parts[:2]
    is_reader = room in {("hub", "delivery"), ("hub", "desk")} or room[0] in {"plugins", "search"}
    return is_reader and "tests" not in path.parts and bool(WHOLE_ROWS.search(path.read_text()))


def test_who_reads_rows_asks_for_the_public_ones():
    # Tells what is gone, too.
    teller = PROJECT / "hub/delivery/portal/rows.py"
    assert [one for one in sources(".py") if reads_more_than_is_public(one)] == [teller]
