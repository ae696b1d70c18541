"""What beat starts: the machinery's own schedule and every capability's `Schedule` parts."""

from datetime import timedelta
from typing import Any, Final

from hub.kernel import registry
from hub.kernel.parts import Schedule

MACHINERY: Final = {
    "hub.settle_waiting": timedelta(seconds=5),
    "hub.follow": timedelta(seconds=30),
    "hub.publish_scheduled": timedelta(seconds=60),
    "hub.draw": timedelta(minutes=2),
    "hub.localize": timedelta(minutes=2),
    "hub.sweep": timedelta(minutes=15),
    "hub.expire_personal_data": timedelta(days=1),
}


def collect() -> dict[str, dict[str, Any]]:
    """Return Celery's beat schedule."""
    entries = {task: _entry(task, every) for task, every in MACHINERY.items()}
    for one in registry.owned(Schedule):
        entries[one.key] = _entry(one.part.task, one.part.every)
    return entries


def _entry(task: str, every: timedelta) -> dict[str, Any]:
    """Return one entry. What no worker took until the next is due is done by that one.

    Else a night without a worker ends with a thousand runs of the same task.
    """
    options = {"expires": every.total_seconds()}
    return {"task": task, "schedule": every, "options": options}
