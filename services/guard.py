"""Outlives a supervisor that was killed, just long enough to end what it left behind.

The kernel tells the programs of a killed supervisor to end, but a program may hang over it: a
worker whose broker goes at the same moment. Reads `+pid` and `-pid` lines, each the number of a
process group, from the supervisor; when the pipe closes it waits, then kills what is left.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable

GRACE_SECONDS = 5.0
POLL_SECONDS = 0.1


class Guard:
    """The supervisor's end of the pipe."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )

    @property
    def pid(self) -> int:
        """Its process number."""
        return self._process.pid

    def watch(self, group: int) -> None:
        """End this process group if we do not live to do it."""
        self._tell(f"+{group}")

    def forget(self, group: int) -> None:
        """The group has ended; its number may be given to somebody else."""
        self._tell(f"-{group}")

    def dismiss(self) -> None:
        """Nothing is left to guard. Safe to repeat."""
        with contextlib.suppress(BrokenPipeError):
            self._process.communicate()

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None  # noqa: S101 (for the type checker)
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()


def main() -> None:
    """Note the groups until the pipe closes, then see to it that all of them have ended."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    groups = _read_groups(sys.stdin)
    deadline = time.monotonic() + GRACE_SECONDS
    while (groups := {one for one in groups if _exists(one)}) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    for group in groups:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)


def _read_groups(lines: Iterable[str]) -> set[int]:
    groups: set[int] = set()
    for line in lines:
        change = groups.add if line.startswith("+") else groups.discard
        change(int(line[1:]))
    return groups


def _exists(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


if __name__ == "__main__":
    main()
