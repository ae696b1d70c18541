"""The demonstration as its readers meet it: a real hub with the sample content, looked at in the
Chromium of the folder above. Read only: every test of this folder shares it."""

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from services.ports import free_port
from tests.journeys.quality.addresses import addresses
from tests.services.conftest import PROJECT, command, environment

READY_SECONDS = 240
THEMES = sorted(path.parent.name for path in PROJECT.glob("themes/*/theme.toml"))


@dataclass(frozen=True)
class Hub:
    """A running demonstration."""

    base: str
    home: Path

    def json(self, path: str) -> Any:
        """Return an answer of the API."""
        with urllib.request.urlopen(f"{self.base}/api/v1/{path}", timeout=20) as answer:
            return json.load(answer)

    def manage(self, *words: str) -> str:
        """Run a management command against the running hub; return what it printed."""
        done = subprocess.run(
            command(
                "run", "--home", self.home, "--join", "--", sys.executable, "manage.py", *words
            ),
            cwd=PROJECT,
            env=environment(),
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.stdout


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """Start `make demo` in a folder of its own; stop it after the last test."""
    home, port = tmp_path_factory.mktemp("demo"), free_port()
    process = subprocess.Popen(
        command("demo", "--home", home),
        cwd=PROJECT,
        env=environment(HUB_PORT=str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    try:
        while "Hub ready" not in said:
            line = process.stdout.readline()
            assert line, f"the demonstration did not start:\n{said}"
            said += line
        yield Hub(f"http://127.0.0.1:{port}", home)
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture(scope="session", params=THEMES)
def theme(hub: Hub, request: pytest.FixtureRequest) -> str:
    """Give every site this theme."""
    script = (
        "from hub.content.models import SiteSettings\n"
        f"for one in SiteSettings.objects.all(): one.theme = {request.param!r}; one.save()"
    )
    hub.manage("shell", "-c", script)
    return str(request.param)


@pytest.fixture(scope="session")
def pages(hub: Hub) -> dict[str, str]:
    """Return an address of every template and state of the portal, in German."""
    found = addresses(hub.json)
    assert all(re.match(r"/de(-x-ls)?/|/-/", path) for path in found.values()), found
    return found
