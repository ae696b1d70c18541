"""What `startcapability` writes and refuses. tests/contract/test_outside.py shows that it works."""

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
