"""The daily task that moves the window of dates on."""

import structlog
from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from hub.publication.settle import settle
from hub.publication.writing.lock import BATCH
from plugins.events.models import EventPage

log = structlog.get_logger(__name__)


@shared_task(name="events.extend_dates", queue="publish")
def extend_dates() -> int:
    """Settle every public event whose rule goes on, in batches; return how many. Safe to repeat."""
    goes_on = Q(goes_on=True) | Q(span_ends_at__isnull=True)
    found = EventPage.objects.filter(goes_on, live=True).order_by("pk")
    ids = sorted(set(found.values_list("translation_key", flat=True)))
    for start in range(0, len(ids), BATCH):
        settle(ids[start : start + BATCH])
    log.info("events.dates_extended", ids_count=len(ids), day=str(timezone.localdate()))
    return len(ids)
