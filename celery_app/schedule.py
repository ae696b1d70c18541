"""What beat starts: every `Schedule` part, of the hub's own rooms and of capabilities."""

from datetime import timedelta
from typing import Any, Final

from celery_app.local_time import LocalTime
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Schedule

DAY: Final = timedelta(days=1)


def collect() -> dict[str, dict[str, Any]]:
    """Return Celery's beat schedule."""
    return {one.key: _entry(one.part) for one in registry.owned(Schedule)}


def _entry(part: Schedule) -> dict[str, Any]:
    """Return one entry. What no worker took until the next is due is done by that one.

    Else a night without a worker ends with a thousand runs of the same task.
    """
    expires = part.expires or part.every or DAY
    when = LocalTime(part.at, expires) if part.at is not None else part.every
    options: dict[str, Any] = {"expires": expires.total_seconds()}
    if part.queue:
        options["queue"] = part.queue
    return {"task": part.task, "schedule": when, "options": options}
