"""The structure of the test database, kept between runs: the migrations of all apps take ten
seconds, restoring what they made takes one.

What is kept belongs to one set of migration files and locked packages; another set makes a new one.
"""

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from services.structure import key, tool

PROJECT = Path(__file__).resolve().parent.parent
TEMPLATE = "hub_structure"
# Other branches and other sets of capabilities have structures of their own.
KEPT_COUNT = 4
# What a worker holds from finding nothing until it has kept what it made.
_turn = ExitStack()


def restore() -> str | None:
    """Make a database with the structure of an earlier run; return its name, None without one."""
    kept = _kept()
    if not kept.exists():
        # One worker migrates and keeps what it made; the others wait for that.
        _turn.enter_context(_alone(kept.parent))
        if not kept.exists():
            return None
        _turn.close()
    template, address = _own(TEMPLATE), _address("postgres")
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{template}"')
        server.execute(f'CREATE DATABASE "{template}"')
    done = _run("pg_restore", "--no-owner", "--exit-on-error", "-d", _address(template), str(kept))
    return template if done else None


def keep() -> None:
    """Keep the structure of the test database as it is now, for the next run. Safe to repeat."""
    kept = _kept()
    with _turn:
        if kept.exists():
            return
        structures = kept.parent.glob("test-structure-*.dump")
        for old in sorted(structures, key=lambda path: path.stat().st_mtime)[:-KEPT_COUNT]:
            old.unlink()
        part = kept.with_suffix(f".{os.getpid()}")
        name = connection.settings_dict["NAME"]
        if _run("pg_dump", "--no-owner", "-Fc", "-Z1", "-f", str(part), _address(name)):
            part.replace(kept)


def _own(name: str) -> str:
    """Return the name of a database that each worker of pytest-xdist has for itself."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    return f"{name}_{worker}" if worker else name


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one worker at a time keep a structure; a worker that dies gives its turn away."""
    with (folder / "test-structure.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _kept() -> Path:
    """Return the file: beside the folders of single runs, which are thrown away."""
    home = Path(os.environ.get("HUB_HOME") or PROJECT / ".hub" / "test")
    return home.parent / f"test-structure-{key()}.dump"


def _address(database: str) -> str:
    facts: dict[str, Any] = connection.settings_dict
    return (
        f"postgresql://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT'] or 5432}"
        f"/{database}"
    )


def _run(name: str, *words: str) -> bool:
    """Whether the server's own tool did it; without the wheel, or with a server of another
    version, migrations simply run."""
    return subprocess.run([tool(name), *words], check=False, capture_output=True).returncode == 0
