"""wagtail-localize's jobs run in a worker."""

from collections.abc import Callable
from typing import Any

from wagtail_localize.tasks import BaseJobBackend


class LocalizeJobs(BaseJobBackend):
    """Job backend of wagtail-localize: each call is remembered until it is made.

    By `hub.content.translating.jobs`.
    """

    def enqueue(self, function: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Have a worker call `function`; what cannot be stored is called at once."""
        # Loaded by wagtail-localize before the models are.
        from hub.content.translating.jobs import NotStorableError, remember

        try:
            remember(function, args, kwargs)
        except NotStorableError:
            function(*args, **kwargs)
