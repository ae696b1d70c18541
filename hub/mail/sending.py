"""Sends what waits in the outbox: each mail by one worker, over one connection for many.

A mail is marked before the server hears of it and settled by what the server says. A worker that
is killed in between leaves one mail of which nobody knows whether it arrived; it goes again, under
the same Message-ID. See docs/decisions/0049-mail-is-a-row-first.md.
"""

import time
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Final

import structlog
from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hub.mail.models import OPEN, Mail, State
from hub.mail.outbox import PATIENCE, ring_after_commit
from hub.mail.transmitting import Answer, Unreachable, connect, transmit

log = structlog.get_logger(__name__)

# Above the longest talk about one mail: five answers, each within EMAIL_TIMEOUT.
LEASE: Final = timedelta(minutes=3)
# After so long a worker lets others have a turn; beat or the bell calls the next one.
RUN_SECONDS: Final = 45.0
PAUSES: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
)


def send_waiting() -> int:
    """Send what is due; return how many mails the server took. Safe to repeat and to run at once.

    Talks to the mail server, outside any transaction. Where it cannot be reached all mails stay as
    they are: they are due again at the next run, for 48 hours.
    """
    if not settings.EMAIL_HOST or not _due().exists():
        return 0
    end, sent_count = time.monotonic() + RUN_SECONDS, 0
    server: EmailBackend | None = None
    try:
        while time.monotonic() < end:
            try:
                server = server or connect()
            except Unreachable as error:
                _note_silence(str(error))
                break
            mail = _claim()
            if mail is None:
                break
            answer = transmit(server, mail)
            sent_count += _settle(mail, answer)
            if answer.is_over:
                server = None
        else:
            ring_after_commit()
    finally:
        if server:
            _leave(server)
    return sent_count


def send_again(mail: Mail) -> None:
    """Have a mail that was given up tried once more, at once and for another 48 hours."""
    now = timezone.now()
    changed = Mail.objects.filter(pk=mail.pk, state=State.FAILED).update(
        state=State.WAITING,
        due_at=now,
        tries_until=now + PATIENCE,
        attempts_count=0,
        failed_at=None,
    )
    if changed:
        ring_after_commit()


def _due() -> QuerySet[Mail]:
    return Mail.objects.filter(state__in=OPEN, due_at__lte=timezone.now())


def _claim() -> Mail | None:
    """Return the next mail, marked as being sent before anything of it is said; None: none is due.

    Two workers never get the same one: each skips rows that another one is just taking.
    """
    with transaction.atomic():
        due = _due().select_for_update(skip_locked=True).order_by("due_at", "pk")
        mail = due.first()
        if mail is None:
            return None
        if mail.state == State.SENDING:
            log.warning("mail.perhaps_twice", message_id=mail.message_id)
        mail.state = State.SENDING
        mail.attempts_count += 1
        mail.due_at = timezone.now() + LEASE
        mail.save(update_fields=["state", "attempts_count", "due_at"])
        return mail


def _settle(mail: Mail, answer: Answer) -> bool:
    """Write down what the server said; return whether it has the mail now."""
    now = timezone.now()
    mail.reply = answer.text
    if answer.is_taken:
        # Links in it are keys, and nobody needs it any more.
        mail.state, mail.sent_at, mail.content = State.SENT, now, b""
    elif answer.is_final or (pause := next_attempt(mail, now)) is None:
        mail.state, mail.failed_at = State.FAILED, now
    else:
        mail.state, mail.due_at = State.WAITING, pause
    mail.save(update_fields=["state", "reply", "sent_at", "failed_at", "due_at", "content"])
    log.info("mail.answered", message_id=mail.message_id, state=mail.state)
    return answer.is_taken


def next_attempt(mail: Mail, now: datetime) -> datetime | None:
    """Return when a mail that was refused for now is tried again; None: it is given up."""
    pause = PAUSES[min(mail.attempts_count, len(PAUSES)) - 1]
    return now + pause if now + pause <= mail.tries_until else None


def _note_silence(reason: str) -> None:
    """Note with the mails that are due why they wait, and give up those that did too long."""
    now = timezone.now()
    log.warning("mail.unreachable")
    _due().filter(tries_until__lt=now).update(state=State.FAILED, failed_at=now, reply=reason)
    _due().exclude(reply=reason).update(reply=reason)


def _leave(server: EmailBackend) -> None:
    try:
        server.close()
    except (SMTPException, OSError) as error:
        log.info("mail.left_badly", error=type(error).__name__)
