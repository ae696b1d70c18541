"""wagtail-localize's jobs run in a worker."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from celery_app.application import app


class LocalizeJobs:
    """Job backend of wagtail-localize: remember the function by name, run it after commit."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options

    def enqueue(self, function: Callable[..., Any], arguments: Any, keywords: Any) -> None:
        """Run `function` in a worker once the transaction is through."""
        path = f"{function.__module__}.{function.__qualname__}"
        transaction.on_commit(
            lambda: app.send_task("hub.localize", args=[path, list(arguments), dict(keywords)])
        )
