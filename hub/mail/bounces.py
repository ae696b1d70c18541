"""Mails that come back: what another server says of a mail that ours had taken (RFC 3464).

Whoever sends such a notice has to know the Message-ID, which nobody but the recipient has seen.
"""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from typing import Final

import structlog
from django.utils import timezone

from hub.mail.addresses import MailError, ascii_address
from hub.mail.models import Mail, State
from hub.mail.transmitting import LONGEST_REPLY

log = structlog.get_logger(__name__)

ORIGINAL: Final = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")


def note_bounce(raw: bytes) -> Mail | None:
    """Mark the mail that a notice says could not be delivered, and return it; None for all else:
    notices of delay or success, absence notes, mails that are none of ours."""
    notice = message_from_bytes(raw, policy=policy.compat32)
    if notice.get_content_type() != "multipart/report":
        return None
    reasons = [_reason(one) for one in _recipients(notice) if _says(one, "Action") == "failed"]
    found = Mail.objects.filter(message_id__in=_ids(notice), state=State.SENT).first()
    if not reasons or found is None:
        return None
    found.state, found.sent_at, found.failed_at = State.RETURNED, None, timezone.now()
    found.reply = reasons[0]
    found.save(update_fields=["state", "sent_at", "failed_at", "reply"])
    log.info("mail.returned", message_id=found.message_id)
    return found


def comes_back(address: str) -> bool:
    """Whether a mail to this address came back lately."""
    try:
        recipient = ascii_address(address)
    except MailError:
        return True
    return Mail.objects.filter(recipient=recipient, state=State.RETURNED).exists()


def _recipients(notice: Message) -> Iterator[Message]:
    """Yield what is said of each recipient: the parser makes a message of each block of lines."""
    for part in notice.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (one for one in part.get_payload() if isinstance(one, Message))


def _says(block: Message, name: str) -> str:
    return " ".join(str(block.get(name, "")).replace("\0", "").split()).lower()


def _reason(block: Message) -> str:
    words = str(block.get("Diagnostic-Code") or block.get("Status") or "")
    return " ".join(words.replace("\0", "").split())[:LONGEST_REPLY]


def _ids(notice: Message) -> list[str]:
    """Return the Message-IDs of the mails that the notice is about, as it quotes them."""
    found = []
    for part in notice.walk():
        if part.get_content_type() not in ORIGINAL:
            continue
        payload = part.get_payload()
        if isinstance(payload, list):
            quoted = [one for one in payload if isinstance(one, Message)]
        else:
            raw = part.get_payload(decode=True)
            quoted = [message_from_bytes(raw)] if isinstance(raw, bytes) else []
        found += ["".join(str(one.get("Message-ID", "")).split()) for one in quoted]
    return [one for one in found if one and "\0" not in one]
