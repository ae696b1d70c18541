"""What the clock does: a call closes, or is about to, without anybody saving it."""

from celery import shared_task

from hub.publication.settle import settle
from plugins.funding.states import outdated


@shared_task(name="funding.turn_states", queue="publish")
def turn_states() -> int:
    """Settle the calls whose state has changed by itself; return how many. Safe to repeat."""
    ids = outdated()
    settle(ids)
    return len(ids)
