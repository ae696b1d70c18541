"""One mail over an open connection, and what the server's answer means (RFC 5321, RFC 3463)."""

import re
import smtplib
from dataclasses import dataclass
from typing import Final

from django.core.mail.backends.smtp import EmailBackend

from hub.mail.models import Mail

ENHANCED: Final = re.compile(r"([245])\.\d{1,3}\.\d{1,3}\b")
LONGEST_REPLY: Final = 1000
OK, CLOSING = 250, 421
# First digits (RFC 5321 §4.2.1, RFC 3463 §3.1).
TAKEN, FOR_GOOD = 2, 5


class Unreachable(Exception):
    """The mail server cannot be used at all. The text says what it said; see EMAIL_URL."""


@dataclass(frozen=True)
class Answer:
    """What came of a mail. `is_final`: it will be refused again; `is_over`: the connection is."""

    text: str
    is_taken: bool = False
    is_final: bool = False
    is_over: bool = False


def connect() -> EmailBackend:
    """Return an open connection by the settings, encrypted and logged in as they say.

    Raises Unreachable, whatever the server's code: a wrong password is no mail's fault.
    """
    server = EmailBackend()
    try:
        server.open()
        _smtp(server).ehlo_or_helo_if_needed()
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(_words(error)) from error
    return server


def transmit(server: EmailBackend, mail: Mail) -> Answer:
    """Give the server one mail; return its last answer. Raises nothing of what a server can do."""
    smtp = _smtp(server)
    try:
        answer = _talk(smtp, mail)
        if answer.is_over:
            smtp.close()
        elif not answer.is_taken:
            smtp.rset()
    except (smtplib.SMTPException, OSError) as error:
        # Perhaps it has the mail: whoever asks again asks for the same one.
        smtp.close()
        return Answer(_words(error), is_over=True)
    return answer


def _smtp(server: EmailBackend) -> smtplib.SMTP:
    smtp = server.connection
    assert smtp is not None  # noqa: S101  `connect` has opened it
    return smtp


def _talk(smtp: smtplib.SMTP, mail: Mail) -> Answer:
    code, reply = smtp.mail(mail.sender)
    if code // 100 == TAKEN:
        code, reply = smtp.rcpt(mail.recipient)
    if code // 100 != TAKEN:
        return refused(code, reply)
    try:
        code, reply = smtp.data(bytes(mail.content))
    except smtplib.SMTPDataError as error:
        return refused(error.smtp_code, error.smtp_error)
    if code != OK:
        return refused(code, reply)
    return Answer(_said(code, reply), is_taken=True)


def refused(code: int, reply: bytes | str) -> Answer:
    """Return what a refusal means: the enhanced code decides where the server gives one."""
    text = _said(code, reply)
    enhanced = ENHANCED.search(text.partition(" ")[2])
    kind = int(enhanced[1]) if enhanced else code // 100
    return Answer(text, is_final=kind == FOR_GOOD, is_over=code == CLOSING)


def _said(code: int, reply: bytes | str) -> str:
    words = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return f"{code} {' '.join(words.replace(chr(0), '').split())}"[:LONGEST_REPLY]


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}".replace("\0", "")[:LONGEST_REPLY]
