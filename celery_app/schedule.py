"""What beat starts: the machinery's own schedule and every capability's `Schedule` parts."""

from datetime import timedelta
from typing import Any, Final

from celery.schedules import crontab

from hub.kernel import registry
from hub.kernel.parts import Schedule

DAY: Final = timedelta(days=1)
MACHINERY: Final[dict[str, timedelta | crontab]] = {
    "hub.settle_waiting": timedelta(seconds=5),
    "hub.follow": timedelta(seconds=30),
    "hub.publish_scheduled": timedelta(seconds=60),
    "hub.draw": timedelta(minutes=2),
    "hub.localize": timedelta(minutes=2),
    "hub.sweep": timedelta(minutes=15),
    # After midnight in Germany: with the day, the window moves in which dates are known.
    "hub.sweep_everything": crontab(hour="23", minute="20"),
    "hub.expire_personal_data": timedelta(days=1),
}


def collect() -> dict[str, dict[str, Any]]:
    """Return Celery's beat schedule."""
    entries = {task: _entry(task, every) for task, every in MACHINERY.items()}
    for one in registry.owned(Schedule):
        entries[one.key] = _entry(one.part.task, one.part.every)
    return entries


def _entry(task: str, every: timedelta | crontab) -> dict[str, Any]:
    """Return one entry. What no worker took until the next is due is done by that one.

    Else a night without a worker ends with a thousand runs of the same task.
    """
    lasts = every if isinstance(every, timedelta) else DAY
    options = {"expires": lasts.total_seconds()}
    return {"task": task, "schedule": every, "options": options}
