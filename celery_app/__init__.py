"""The Celery application: schedule collected from parts, one retry policy."""

from celery_app.application import app

__all__ = ["app"]
