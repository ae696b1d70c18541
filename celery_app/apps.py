"""Django app: loads the tasks and the schedule once all parts are known."""

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
