"""What the developer sees: short lines, at once, also through a pipe."""

import sys
import time


def say(text: str) -> None:
    """Print one line on standard error, so that a command's own output stays clean."""
    print(text, file=sys.stderr, flush=True)


class Stopwatch:
    """Seconds since it was made, as text for a line."""

    def __init__(self) -> None:
        self._begun_at = time.monotonic()

    def __str__(self) -> str:
        return f"{time.monotonic() - self._begun_at:.1f} s"
