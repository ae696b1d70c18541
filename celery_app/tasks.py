"""The machinery's tasks: thin outer walls around verbs of other rooms."""

import structlog
from celery import shared_task
from django.db import OperationalError

from hub.content.files.drawing import draw_waiting
from hub.content.translating.jobs import run_waiting
from hub.mail.outbox import QUEUE as MAIL_QUEUE
from hub.mail.outbox import TASK as MAIL_TASK
from hub.mail.sending import send_waiting
from hub.privacy.expiring import expire
from hub.publication.catch_up import end_what_is_over, settle_waiting
from hub.publication.follow import QUEUE, TASK, follow_on, wake_followers
from hub.publication.sweep import sweep, sweep_changed

log = structlog.get_logger(__name__)


@shared_task(name="hub.settle_waiting")
def run_settle_waiting(overdue_seconds: float = 0.0) -> None:
    """Settle what waits longer than it should."""
    try:
        settle_waiting(overdue_seconds)
    except OperationalError as error:
        # A lock that others hold, a database that is away: in five seconds again.
        log.warning("publication.left_waiting", error=str(error))


@shared_task(name="hub.sweep")
def run_sweep() -> None:
    """Repair what no signal announced and the database knows to be different."""
    sweep_changed()


@shared_task(name="hub.sweep_everything")
def run_sweep_everything() -> None:
    """Repair whatever is not true, once a night."""
    sweep()


@shared_task(name="hub.follow")
def run_followers() -> None:
    """Ring for every follower that has something to read."""
    wake_followers()


# Whoever has not handled a few rows by then waits for something that does not come.
@shared_task(name=TASK, queue=QUEUE, soft_time_limit=600, time_limit=660)
def run_follower(key: str) -> None:
    """Let one follower read on from its cursor."""
    follow_on(key)


@shared_task(name="hub.publish_scheduled")
def publish_scheduled() -> None:
    """Note in Wagtail's tree what has ended; `settle_waiting` did the rest at its moment."""
    end_what_is_over()


@shared_task(name="hub.expire_personal_data")
def expire_personal_data() -> None:
    """Remove personal data whose retention has ended, sessions too."""
    expire()


@shared_task(name="hub.localize", queue="import")
def localize() -> None:
    """Make the calls of wagtail-localize that wait."""
    run_waiting()


@shared_task(name="hub.draw")
def draw() -> None:
    """Draw every size of the images that wait."""
    draw_waiting()


# Shorter than the lease of a mail: none is taken by a second worker while the first still talks.
@shared_task(name=MAIL_TASK, queue=MAIL_QUEUE, soft_time_limit=150, time_limit=165)
def run_send_mails() -> None:
    """Send the mails that are due."""
    send_waiting()
