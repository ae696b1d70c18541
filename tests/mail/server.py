"""A mail server on loopback that does what the recipient's name says, and keeps a ledger on disk.

`never@` is refused for good, `later@` for now, `full@` for now by its enhanced code alone, `bad@`
after its content; `cut@` is taken and the connection closed before the answer. All others are
taken.
"""

import asyncio
import os
import time
from contextlib import suppress
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

REFUSALS = {
    "never": "550 5.1.1 No such mailbox here",
    "later": "451 4.7.1 Greylisted, come back",
    "full": "552 4.2.2 Mailbox full",
}


class _Counted(SMTP):
    """Tells its server how many connections are open."""

    def connection_made(self, transport):
        self.event_handler.open_count += 1
        self.event_handler.total_count += 1
        super().connection_made(transport)

    def connection_lost(self, error):
        self.event_handler.open_count -= 1
        super().connection_lost(error)


class MailServer(Controller):
    """`ledger` has a line a mail, on disk before the answer: its Message-ID and the recipient."""

    def __init__(self, ledger: Path, port: int, seconds_a_mail: float = 0.0) -> None:
        self.ledger, self.seconds_a_mail = ledger, seconds_a_mail
        self.open_count = self.total_count = self.busy_count = 0
        self.is_closing = False
        ledger.touch()
        super().__init__(self, hostname="127.0.0.1", port=port)

    def factory(self):
        return _Counted(self, hostname="mail.example", loop=self.loop)

    def taken(self) -> list[tuple[str, str]]:
        """Return (Message-ID, recipient) of all mails, in their order."""
        return [tuple(line.split(" ", 1)) for line in self.ledger.read_text().splitlines()]

    def close_orderly(self) -> None:
        """Answer what was begun, refuse what is new, then listen no more."""
        self.is_closing = True
        while self.busy_count:
            time.sleep(0.01)
        self.stop()

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self.is_closing:
            return "421 4.3.2 Closing down"
        envelope.mail_from = address
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        local = address.partition("@")[0]
        if local in REFUSALS:
            return REFUSALS[local]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.busy_count += 1
        try:
            return await self._take(server, envelope)
        finally:
            self.busy_count -= 1

    async def _take(self, server, envelope):
        (recipient,) = envelope.rcpt_tos
        if recipient.startswith("bad@"):
            return "554 5.6.0 Not this content"
        await asyncio.sleep(self.seconds_a_mail)
        key = message_from_bytes(envelope.content)["Message-ID"].strip()
        with self.ledger.open("a") as ledger:
            ledger.write(f"{key} {recipient}\n")
            ledger.flush()
            os.fsync(ledger.fileno())
        if recipient.startswith("cut@"):
            with suppress(OSError):
                server.transport.abort()
        await asyncio.sleep(self.seconds_a_mail)
        return "250 2.0.0 Queued as 4711"
