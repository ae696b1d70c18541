"""A capability that was just started works: alone, by the contract suite, from another package."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

PROJECT = Path(__file__).resolve().parents[2]


def start(directory: Path, *arguments: str) -> str:
    out = StringIO()
    call_command("startcapability", *arguments, "--directory", str(directory), stdout=out)
    return out.getvalue()


def run(directory: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the project with the directory on its path."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(directory),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        **variables,
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_started_capability_passes_the_contract_suite(tmp_path):
    said = start(tmp_path, "bicycles")
    assert "add bicycles to HUB_CAPABILITIES" in said

    result = run(
        tmp_path,
        *("-m", "pytest", "-p", "no:cacheprovider", "--create-db"),
        *("tests/contract", str(tmp_path / "bicycles"), "-k", "bicycles"),
        HUB_CAPABILITIES="plugins.editorial,bicycles",
        DATABASE_URL=f"{os.environ['DATABASE_URL']}_started",
    )

    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]
    assert " passed" in result.stdout


def test_what_is_written_is_in_our_style(tmp_path):
    start(tmp_path, "zebra_days")

    ruff = [sys.executable, "-m", "ruff"]
    for arguments in (["check", "--ignore", "S101"], ["format", "--check"]):
        result = subprocess.run(
            [
                *ruff,
                *arguments,
                *["--config", "pyproject.toml", "--exclude", "migrations"],
                str(tmp_path),
            ],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout


def test_an_installed_package_brings_its_capability_by_an_entry_point(tmp_path):
    start(tmp_path, "bicycles")
    package = tmp_path / "city_bicycles-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: city-bicycles\nVersion: 1.0\n")
    (package / "entry_points.txt").write_text("[hub.capabilities]\nbicycles = bicycles\n")
    program = (
        "import django; django.setup();"
        "from hub.kernel import registry;"
        "print(*[one.key for one in registry.capabilities()], registry.kind('bicycle').plural)"
    )

    result = run(tmp_path, "-c", program, HUB_CAPABILITIES="plugins.editorial")

    assert result.stdout.split() == ["editorial", "bicycles", "bicycles"], result.stderr[-2000:]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Bicycles"], "small letters"),
        (["../evil"], "small letters"),
        (["events"], "capability events already"),
        (["tandems", "--kind", "event"], "word event is taken"),
        (["tandems", "--kind", "place"], "word place is taken"),
        (["sheep"], "singular by --kind"),
    ],
)
def test_names_that_cannot_be_are_refused(tmp_path, arguments, message):
    with pytest.raises(CommandError, match=message):
        start(tmp_path, *arguments)

    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path):
    start(tmp_path, "sheep", "--kind", "lamb")
    before = (tmp_path / "sheep" / "apps.py").read_text()

    with pytest.raises(CommandError, match="exists already"):
        start(tmp_path, "sheep", "--kind", "mutton")

    assert (tmp_path / "sheep" / "apps.py").read_text() == before
