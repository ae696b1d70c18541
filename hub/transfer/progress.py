"""Progress in words: "312 of 1,900 read, about 2 minutes left"."""

import time
from collections.abc import Callable

INTERVAL_SECONDS = 2.0
MINUTE = 60


class Progress:
    """Tells `say` now and then how far a step is; silent for steps under two seconds."""

    def __init__(self, say: Callable[[str], None], verb: str, total: int) -> None:
        self._say, self._verb, self._total = say, verb, total
        self._started = self._told = time.monotonic()

    def __call__(self, done: int, total: int | None = None) -> None:
        """Tell how far it is, at most every two seconds."""
        now = time.monotonic()
        if now - self._told < INTERVAL_SECONDS:
            return
        self._told = now
        total = total or self._total
        left = (now - self._started) / max(done, 1) * max(total - done, 0)
        self._say(f"{done:,} of {total:,} {self._verb}, {in_words(left)} left")


def in_words(seconds: float) -> str:
    """Return a span as people say it: "less than a minute", "about 2 minutes"."""
    minutes = round(seconds / MINUTE)
    if minutes < 1:
        return "less than a minute"
    return f"about {minutes} minute{'s' if minutes > 1 else ''}"
