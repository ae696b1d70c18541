"""The browser of the tests: the machine's first, one that starts, or a sentence that says what to
type."""

import subprocess
import sys
from pathlib import Path

import pytest

from services import browser
from tests.services.conftest import PROJECT, environment


def program(folder: Path, name: str, code: int = 0) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(0o755)
    return path


def test_the_first_browser_of_the_machine_that_starts_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "chromium", code=127)
    good = program(tmp_path, "google-chrome")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=None)
    assert browser.find() == str(good)


def test_a_browser_named_by_hand_is_never_replaced_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path, "chromium")
    monkeypatch.setenv("CHROMIUM", str(program(tmp_path, "mine", code=1)))
    assert browser.find() is None
    monkeypatch.setenv("CHROMIUM", str(program(tmp_path, "mine")))
    assert browser.find() == str(tmp_path / "mine")


def test_without_any_browser_one_sentence_says_what_to_type(tmp_path: Path) -> None:
    # Neither apt-get nor sudo in PATH, and a Playwright that finds nothing and may write nothing.
    nowhere = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": "/proc/none", "CHROMIUM": ""}
    done = subprocess.run(
        [sys.executable, "-m", "services.browser"],
        check=False,
        cwd=PROJECT,
        env=environment(**nowhere),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "apt-get install chromium" in done.stderr.splitlines()[-1]
