"""The hourly task that forgets what is no longer needed."""

import structlog
from celery import shared_task

from plugins.accessibility.forgetting import forget_answered, forget_senders

log = structlog.get_logger(__name__)


@shared_task(name="accessibility.forget", queue="default")
def forget() -> int:
    """Forget senders of yesterday and old reports; return how many reports. Safe to repeat."""
    senders_count, reports_count = forget_senders(), forget_answered()
    log.info("accessibility.forgotten", senders_count=senders_count, reports_count=reports_count)
    return reports_count
