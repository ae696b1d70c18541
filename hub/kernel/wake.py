"""Ring a worker's bell, and never wait for it: PostgreSQL remembers the work, Redis only announces
it."""

import threading
import time
from typing import Any, Final

import structlog
from celery import current_app

log = structlog.get_logger(__name__)

PATIENCE_SECONDS: Final = 0.2
REST_SECONDS: Final = 10.0

_lock = threading.Lock()
_rest_until = 0.0


def wake(task: str, *arguments: Any, queue: str = "default") -> bool:
    """Ask a worker to run `task`; return whether the bell was heard within 200 ms.

    Never raises and never blocks longer. After a silence it does not try again for 10 seconds, so
    that a dead broker costs one editor 200 ms and nobody else anything. Whoever calls must have
    stored the work elsewhere: beat and the sweep find it.
    """
    global _rest_until  # noqa: PLW0603
    if time.monotonic() < _rest_until:
        return False
    heard, done = threading.Event(), threading.Event()

    def ring() -> None:
        try:
            if _ring(task, arguments, queue):
                heard.set()
        finally:
            done.set()

    threading.Thread(target=ring, name="wake", daemon=True).start()
    done.wait(PATIENCE_SECONDS)
    if not heard.is_set():
        with _lock:
            _rest_until = time.monotonic() + REST_SECONDS
    return heard.is_set()


def ring_aside(task: str, *arguments: Any, queue: str = "default") -> None:
    """Ask a worker to run `task`, and wait for nothing, however long it takes to be heard."""
    ring = threading.Thread(target=_ring, args=(task, arguments, queue), name="wake", daemon=True)
    ring.start()


def _ring(task: str, arguments: tuple[Any, ...], queue: str) -> bool:
    try:
        current_app.send_task(task, args=arguments, queue=queue, retry=False)
    except Exception as error:  # noqa: BLE001
        log.warning("wake.unheard", task=task, error=type(error).__name__)
        return False
    return True
