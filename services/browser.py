"""Finds the browser of the tests, or brings one: the machine's, Playwright's own, else Debian's.

`python -m services.browser` prints its path, or says in one sentence what to type.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL_SECONDS = 600


def find() -> str | None:
    """Return a browser that starts: `CHROMIUM`, one of the machine's, Playwright's; None without.

    An environment variable that names no browser is not passed over.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        return named if _starts(named) else None
    machines = (shutil.which(name) for name in NAMES)
    found = next((path for path in machines if path and _starts(path)), None)
    return found or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() and _starts(path) else None


def _starts(path: str) -> bool:
    """Whether it can be run at all: a downloaded one may lack libraries of the system."""
    try:
        done = subprocess.run([path, "--version"], check=False, capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def provide() -> str | None:
    """Return a browser, installing one where there is none; None where neither way works."""
    for install in (None, _by_playwright, _by_apt):
        if install is not None:
            install()
        if found := find():
            return found
    return None


def _by_playwright() -> None:
    _say("No browser found: installing Playwright's Chromium …")
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _by_apt() -> None:
    if shutil.which("apt-get") is None or not _may_install():
        return
    _say("Installing Debian's package chromium …")
    prefix = () if os.geteuid() == 0 else ("sudo", "-n")
    _run(*prefix, "apt-get", "-q", "update")
    _run(*prefix, "apt-get", "-q", "install", "-y", "--no-install-recommends", "chromium")


def _may_install() -> bool:
    return os.geteuid() == 0 or (shutil.which("sudo") is not None and _run("sudo", "-n", "true"))


def _run(*command: str) -> bool:
    """Whether the command worked; what it says stands on standard error."""
    try:
        done = subprocess.run(command, check=False, stdout=sys.stderr, timeout=INSTALL_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Print the browser's path; exit code 1 and one sentence where there is none."""
    path = provide()
    if path is None:
        _say(
            "Error: the tests need Chromium, and it could not be installed here. Type: "
            "apt-get install chromium   (or name one: CHROMIUM=/path/to/chrome make test)"
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
