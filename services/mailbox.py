"""A mail server of the demo's own: whatever it is given lies as a file in a folder, nothing leaves.

`python -m services.mailbox PORT FOLDER` runs until it is asked to end. A file's name begins with
the moment, so that names sort by time: `20261128T183000-123456-….eml`.
"""

import secrets
import signal
import smtplib
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from services import ServiceError
from services.home import Home
from services.ports import free_port
from services.supervisor import Program, Supervisor

READY_SECONDS = 30
FOLDER = "mailbox"


class Letterbox:
    """What aiosmtpd calls with each mail."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """The mail is a whole file before the sender hears that it was taken."""
        moment = datetime.now(UTC)
        name = f"{moment:%Y%m%dT%H%M%S-%f}-{secrets.token_hex(4)}"
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(envelope.original_content)
        unfinished.replace(self.folder / f"{name}.eml")
        return "250 2.0.0 In the mailbox"


def start(supervisor: Supervisor, home: Home) -> tuple[str, Path]:
    """The mail server answers; return its URL and the folder of its mails."""
    port, folder = free_port(), home.path / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    supervisor.start(
        Program(
            name="mailbox",
            command=(sys.executable, "-m", "services.mailbox", str(port), folder),
            log=home.log("mailbox"),
            folder=Path(__file__).resolve().parent.parent,
        )
    )
    supervisor.wait_until(lambda: _answers(port), "mailbox", READY_SECONDS)
    return f"smtp://127.0.0.1:{port}/?tls=none", folder


def _answers(port: int) -> bool:
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
            return server.noop()[0] == 250  # noqa: PLR2004  RFC 5321 §4.2
    except (OSError, smtplib.SMTPException):
        return False


def main() -> int:
    """Take mails until SIGTERM or SIGINT."""
    try:
        port, folder = int(sys.argv[1]), Path(sys.argv[2])
    except (IndexError, ValueError):
        raise ServiceError("usage: python -m services.mailbox PORT FOLDER") from None
    signals = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    server = Controller(Letterbox(folder), hostname="127.0.0.1", port=port)
    server.start()
    signal.sigwait(signals)
    server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
