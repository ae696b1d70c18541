"""The tasks: one reminder, what is to be forgotten by the day, new links."""

from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog
from celery import shared_task
from django.utils import timezone

from hub.intake.guard import quarantine, senders
from hub.intake.models import State, Submission, Upload, What
from hub.intake.moderation.digest import tell_moderators
from hub.intake.pages import lost_link
from hub.intake.privacy import delete_uploads
from hub.intake.submissions.moving import MoveError, move
from hub.mail.bounces import comes_back

log = structlog.get_logger(__name__)

REMINDED_AFTER: Final = timedelta(hours=48)
# A form that is shown again keeps its pictures as long as its ticket works.
ORPHANS: Final = senders.LONGEST


@shared_task(name="hub.intake.tend", queue="default")
def tend() -> None:
    """Remind and forget. Safe to repeat, and beside another run."""
    now = timezone.now()
    waiting = Submission.objects.filter(
        state=State.UNCONFIRMED,
        reminded_at=None,
        sent_at__lt=now - REMINDED_AFTER,
        token_until__gt=now,
    )
    for key, version, email in waiting.values_list("pk", "version", "sender_email"):
        if not comes_back(email):
            remind(key, version)
    delete_uploads(Upload.objects.filter(submission=None, made_at__lt=now - ORPHANS))
    quarantine.forget_strays(now - ORPHANS)
    log.info("intake.tended", senders_count=senders.forget_senders())


@shared_task(name=lost_link.TASK, queue="default")
def relink() -> None:
    """Send the links that were asked for. Safe to repeat, and beside another run."""
    log.info("intake.relinked", mails_count=lost_link.fulfil())


@shared_task(name="hub.intake.digest", queue="default")
def digest() -> None:
    """Tell moderators in the morning what waits. Safe to repeat, and beside another run."""
    log.info("intake.digest", mails_count=tell_moderators())


def remind(key: UUID, version: int) -> None:
    """Remind the sender once; who confirmed, or was reminded, a moment ago is left alone."""
    try:
        move(key, What.REMINDED, version=version)
    except MoveError:
        log.info("intake.not_reminded")
