"""Django's mail functions write here: a mail is a row of the caller's transaction, nothing more.

No server is asked while somebody waits. What is rolled back was never sent; what is committed is
sent by a worker (`hub.mail.sending`), which is woken after the commit and comes by itself too.
"""

import copy
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime, formataddr, parseaddr
from typing import Final

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import utf8_charset_qp
from django.db import connection, transaction
from django.utils import timezone

from hub.kernel.wake import wake
from hub.mail.addresses import ascii_address
from hub.mail.composing import dress
from hub.mail.models import Mail

QUEUE: Final = "mail"
TASK: Final = "hub.send_mails"
# As long as a server may be away, or says "later" (RFC 5321 §4.5.4.1 asks for four to five days;
# a confirmation that comes after two is of no use to anybody).
PATIENCE: Final = timedelta(hours=48)


class Outbox(BaseEmailBackend):
    """The hub's `EMAIL_BACKEND`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store each mail once for each of its recipients; return how many rows that made.

        Raises MailError for an address that no server takes, and Django's BadHeaderError for a line
        break in a header: nothing is stored then.
        """
        mails = [mail for message in email_messages for mail in _rows(message)]
        if mails:
            Mail.objects.bulk_create(mails)
            ring_after_commit()
        return len(mails)


def ring_after_commit() -> None:
    """Wake a worker when the transaction is through, once."""
    if not any(_ring in entry for entry in connection.run_on_commit):
        transaction.on_commit(_ring)


def _ring() -> None:
    wake(TASK, queue=QUEUE)


def _rows(message: EmailMessage) -> list[Mail]:
    """Return a row for each recipient. Nobody sees who else got it."""
    message = copy.copy(message)
    message.extra_headers = dict(message.extra_headers)
    if isinstance(message, EmailMultiAlternatives):
        message.alternatives = list(message.alternatives)
    dress(message)
    return [_row(message, recipient) for recipient in message.recipients()]


def _row(message: EmailMessage, recipient: str) -> Mail:
    now = timezone.now()
    bare, sender = ascii_address(recipient), ascii_address(message.from_email)
    given = copy.copy(message)
    given.to, given.cc, given.bcc = [formataddr((parseaddr(recipient)[0], bare))], [], []
    # Seven bits and short lines: every server on the way takes it as it is, and so signatures hold.
    given.encoding = utf8_charset_qp
    given.extra_headers = headers = _headers(message, sender, now)
    return Mail(
        message_id=headers["Message-ID"],
        sender=sender,
        recipient=bare,
        subject=str(message.subject),
        content=b"\r\n".join(given.message().as_bytes().splitlines()) + b"\r\n",
        created_at=now,
        due_at=now,
        tries_until=now + PATIENCE,
    )


def _headers(message: EmailMessage, sender: str, now: datetime) -> dict[str, str]:
    """Return the mail's own headers and what every mail of the hub carries.

    The Message-ID is the same at every attempt, so that servers recognise a second one, and nobody
    guesses it, so that notices of mails that come back can be believed; absence notes are not
    answered to (RFC 3834).
    """
    fixed = {
        "Message-ID": f"<{secrets.token_urlsafe(18)}@{sender.rpartition('@')[2]}>",
        "Date": format_datetime(timezone.localtime(now)),
        "Auto-Submitted": "auto-generated",
    }
    ours = {name.lower() for name in fixed}
    own = {name: text for name, text in message.extra_headers.items() if name.lower() not in ours}
    return {**own, **fixed}
