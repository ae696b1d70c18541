"""Nothing starts with a key that everybody knows."""

import subprocess
import sys

import pytest

from tests.services.conftest import PROJECT, environment


def load(program: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        cwd=PROJECT,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    "program", ["import hub.wsgi", "import hub.settings", "import celery_app as c; c.app.conf.x"]
)
@pytest.mark.parametrize("given", [{}, {"HUB_SECRET_KEY": "  "}], ids=["unset", "blank"])
def test_no_program_starts_without_a_secret_key(program: str, given: dict[str, str]) -> None:
    ended = load(program, **given)
    assert ended.returncode != 0
    assert "Set HUB_SECRET_KEY: at least 50 random characters" in ended.stderr


def test_the_settings_load_with_a_secret_key() -> None:
    ended = load("from hub.settings import SECRET_KEY; print(SECRET_KEY)", HUB_SECRET_KEY="k" * 50)
    assert ended.stdout.strip() == "k" * 50
