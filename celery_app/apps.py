"""Django app: loads the tasks and the schedule once all parts are known."""

from typing import Any

from celery.signals import worker_init
from django.apps import AppConfig


class CeleryConfig(AppConfig):
    """The hub's tasks and their schedule."""

    name = "celery_app"

    def ready(self) -> None:
        """Give beat the schedule of the hub and of every capability."""
        from celery_app import schedule, tasks  # noqa: F401
        from celery_app.application import app

        app.conf.beat_schedule = schedule.collect()
        app.autodiscover_tasks()
        worker_init.connect(_warm, dispatch_uid="hub.warm")


def _warm(**kwargs: Any) -> None:
    """Load what all tasks need, before the worker's processes part."""
    from hub.publication.warm import load

    load()
