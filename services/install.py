"""Fills `.venv` from the locked requirements, quickly when nothing changed.

Runs before anything is installed: standard library only, and still readable for a Python that is
too old, so that it can say so. `python3 -m services.install [dev]`.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv"
OLDEST = (3, 11)


def main() -> int:
    """The wanted set is installed; exit code 1 and one line otherwise."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        return _fail(f"Python 3.11 or newer is needed, found {found}: make PYTHON=python3.12 …")
    names = ["base", "local", "dev"] if "dev" in sys.argv[1:] else ["base", "local"]
    if all(_is_current(name) for name in names):
        return 0
    lock = (PROJECT / ".venv.lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return _make_environment() or max(_install(name) for name in names)


def _make_environment() -> int:
    if (ENVIRONMENT / "bin" / "pip").exists():
        return 0
    _say(f"Creating .venv with Python {sys.version.split()[0]} …")
    if _run(sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)):
        return _fail("python -m venv failed; on Debian: apt-get install python3-venv")
    return 0


def _install(name: str) -> int:
    if _is_current(name):
        return 0
    _say(f"Installing requirements/{name}.txt …")
    # Not by the `pip` script: its first line cannot name a folder with a space in it.
    pip = (str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "--disable-pip-version-check")
    options = ("install", "--quiet", "--require-hashes", "--no-deps", "--no-input")
    if _run(*pip, *options, "-r", str(_locked(name))):
        return _fail(f"pip could not install requirements/{name}.txt (see above)")
    _stamp(name).write_text(_digest(name))
    return 0


def _locked(name: str) -> Path:
    return PROJECT / "requirements" / f"{name}.txt"


def _stamp(name: str) -> Path:
    return ENVIRONMENT / f".installed-{name}"


def _is_current(name: str) -> bool:
    try:
        return _stamp(name).read_text() == _digest(name)
    except OSError:
        return False


def _digest(name: str) -> str:
    """Of the locked file and of the place: a moved environment does not work any more."""
    return hashlib.sha256(_locked(name).read_bytes() + os.fsencode(ENVIRONMENT)).hexdigest()


def _run(*command: str) -> int:
    return subprocess.run(command, cwd=PROJECT, check=False).returncode


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _fail(text: str) -> int:
    _say(f"Error: {text}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
