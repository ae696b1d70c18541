"""What beat starts: the machinery's own schedule and every capability's `Schedule` parts."""

from datetime import timedelta
from typing import Any, Final

from hub.kernel import registry
from hub.kernel.parts import Schedule

MACHINERY: Final = {
    "hub.follow": timedelta(seconds=30),
    "hub.publish_scheduled": timedelta(seconds=60),
    "hub.draw": timedelta(minutes=2),
    "hub.localize": timedelta(minutes=2),
    "hub.sweep": timedelta(minutes=15),
    "hub.expire_personal_data": timedelta(days=1),
}


def collect() -> dict[str, dict[str, Any]]:
    """Return Celery's beat schedule."""
    entries = {task: {"task": task, "schedule": every} for task, every in MACHINERY.items()}
    for one in registry.owned(Schedule):
        entries[one.key] = {"task": one.part.task, "schedule": one.part.every}
    return entries
