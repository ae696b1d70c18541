"""Starts `python -m services …` as a developer would, and knows every process it began."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.descent import NOBODY, prepare_child

PROJECT = Path(__file__).resolve().parents[2]
# What a surrounding `make test` sets, and what must not reach the services under test.
OURS = (
    "DATABASE_URL",
    "REDIS_URL",
    "HUB_HOME",
    "HUB_PORT",
    "HUB_SECRET_KEY",
    "HUB_BASE_URL",
    "HUB_CAPABILITIES",
    "DJANGO_SETTINGS_MODULE",
)

Start = Callable[..., "subprocess.Popen[str]"]


def environment(**more: str) -> dict[str, str]:
    return {name: text for name, text in os.environ.items() if name not in OURS} | more


def command(*words: object) -> list[str]:
    action, *options = map(str, words)
    return [sys.executable, "-m", "services", action, "--fast", *options]


def run(*words: object, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run to the end, as an ordinary user where we are root."""
    uid = NOBODY if more.pop("ordinary_user", "") and os.geteuid() == 0 else None
    return subprocess.run(
        command(*words),
        check=False,
        cwd=PROJECT,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=prepare_child(signal.SIGTERM, uid),
    )


@pytest.fixture
def start() -> Iterator[Start]:
    """Begin `python -m services …` in the background; killed at the end if it still runs."""
    begun: list[subprocess.Popen[str]] = []

    def begin(*words: object, **more: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            command(*words),
            cwd=PROJECT,
            env=environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        begun.append(process)
        return process

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


def wait_for(what: Callable[[], object], seconds: float = 60) -> None:
    """Return as soon as `what()` is true; fail after that many seconds."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, f"still not true after {seconds} s"
        time.sleep(0.05)


def descendants(pid: int) -> set[tuple[int, str]]:
    """Process number and start time of everything below that process."""
    parents: dict[int, list[tuple[int, str]]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            parents.setdefault(int(fields[1]), []).append((int(path.parent.name), fields[19]))
    found, todo = set(), [pid]
    while todo:
        for child in parents.get(todo.pop(), []):
            found.add(child)
            todo.append(child[0])
    return found


def is_running(process: tuple[int, str]) -> bool:
    """It exists, is the same one, and not merely waiting to be buried."""
    try:
        fields = Path(f"/proc/{process[0]}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return fields[19] == process[1] and fields[0] != "Z"
