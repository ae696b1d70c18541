"""`manage.py bounce < message`: take a mail that came back, from the mail server's pipe."""

import sys
from typing import Any, Final

from django.core.management.base import BaseCommand

from hub.mail.bounces import note_bounce

# A notice is small; what it quotes beyond that tells nothing.
MOST_BYTES: Final = 1024 * 1024


class Command(BaseCommand):
    """Marks the mail that a notice of non-delivery is about. Always ends well: a mail server must
    not answer a notice with another one."""

    help = "Read a notice of non-delivery (RFC 3464) from standard input and mark its mail."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the notice; say what it was, for the mail server's log."""
        found = note_bounce(sys.stdin.buffer.read(MOST_BYTES))
        self.stdout.write(f"{found.message_id} came back" if found else "none of our mails")
