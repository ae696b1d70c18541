"""Mail goes out after the commit, on a road of its own: whoever caused it neither waits nor fails.

Wagtail tells moderators while the page's row is locked. A mail server that hangs would keep the row
and, six moderators later, lose what the editor has submitted.
"""

import threading
from collections.abc import Sequence
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction

log = structlog.get_logger(__name__)


class AfterCommit(BaseEmailBackend):
    """Hands messages to `HUB_MAIL_BACKEND`: after the transaction in a thread, without one at once.

    A transaction that is rolled back sends nothing. What the server does not take after the commit
    is logged and lost.
    """

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.options = {**options, "fail_silently": fail_silently}

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Return how many were sent, or will be."""
        messages = list(email_messages)
        if not connection.in_atomic_block:
            return self._send(messages)
        transaction.on_commit(lambda: self._start(messages))
        return len(messages)

    def _start(self, messages: list[EmailMessage]) -> None:
        # No daemon: a process that ends waits until the server took them, or the time is out.
        threading.Thread(target=self._send_apart, args=[messages], name="hub-mail").start()

    def _send_apart(self, messages: list[EmailMessage]) -> None:
        try:
            self._send(messages)
        except Exception as error:  # noqa: BLE001  its text may name the recipient
            log.warning("kernel.mail_lost", count=len(messages), error=type(error).__name__)

    def _send(self, messages: list[EmailMessage]) -> int:
        inner = get_connection(settings.HUB_MAIL_BACKEND, **self.options)
        return inner.send_messages(messages) or 0
