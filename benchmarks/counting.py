"""What work costs: seconds by the clock and of this process's Python, and SQL statements."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import connection


class Cost:
    """Context that counts what is done in it."""

    def __enter__(self) -> "Cost":
        self.statements_count = 0
        self._wrapper = connection.execute_wrapper(self._count)
        self._wrapper.__enter__()
        self._started, self._process = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *error: object) -> None:
        self.seconds = time.perf_counter() - self._started
        self.process_seconds = time.process_time() - self._process
        self._wrapper.__exit__(None, None, None)

    def _count(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.statements_count += 1
        return execute(*statement)


@contextmanager
def patched(module: Any, name: str, wrapper: Callable[..., Any]) -> Iterator[None]:
    """Have `wrapper(original, …)` called in a function's place."""
    original = getattr(module, name)
    setattr(module, name, partial(wrapper, original))
    try:
        yield
    finally:
        setattr(module, name, original)
