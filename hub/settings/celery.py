"""Celery: every job is safe to repeat, PostgreSQL is the memory, Redis only the doorbell."""

from hub.settings.database import REDIS_URL

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_TIME_LIMIT = 3000
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Above the longest task, else a task that still runs is given to a second worker.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_connect_timeout": 0.2,
    "socket_timeout": 5,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "UTC"
# Wagtail's own tasks run in the process after the commit: nothing is lost without a broker.
TASKS = {"default": {"BACKEND": "celery_app.after_commit.AfterCommit"}}
