"""What `make demo` does before the hub starts, in one process: loading the hub takes two seconds.

Says a line for each step that is done; all else goes to the log. All of it is safe to repeat.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from services import structure
from services.report import Stopwatch

MANAGE = str(Path(__file__).resolve().parent.parent / "manage.py")


def main(log: Path) -> int:
    """Fill the database while the static files are collected beside it; return an exit code."""
    said, output = sys.stderr, log.open("w", encoding="utf-8", buffering=1)
    # What breaks it stands last in the log, and that line is what the developer is told.
    sys.stdout = sys.stderr = output
    return _fill(output, said)


def _fill(output: TextIO, said: TextIO) -> int:
    def step(title: str, act: Callable[[], object]) -> object:
        watch = Stopwatch()
        done = act()
        if done is not False:
            print(f"{title} ready ({watch})", file=said, flush=True)
        return done

    collect = [sys.executable, MANAGE, "collectstatic", "--noinput", "--verbosity=0"]
    with subprocess.Popen(collect, stdout=output, stderr=output) as collecting:
        _set_up()
        from django.core.management import call_command

        from demo.seed import seed
        from hub.content.catalogues import compile_all

        step("Translations", compile_all)
        if not step("Database structure from a file", structure.restore):
            step("Database structure", lambda: call_command("migrate", verbosity=0))
        step("Sample content", lambda: seed(print))
        step("Published rows", lambda: call_command("sweep"))
        step("Static files", collecting.wait)
    return collecting.returncode


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    django.setup()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
