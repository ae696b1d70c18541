"""The hourly task that forgets who sent something on earlier days."""

import structlog
from celery import shared_task

from plugins.accessibility.forgetting import forget_senders

log = structlog.get_logger(__name__)


@shared_task(name="accessibility.forget", queue="default")
def forget() -> int:
    """Forget the senders of earlier days; return how many counts. Safe to repeat."""
    senders_count = forget_senders()
    log.info("accessibility.forgotten", senders_count=senders_count)
    return senders_count
