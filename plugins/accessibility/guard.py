"""Keeps machines and floods away from the form without a cookie, a puzzle or a stored address."""

import hashlib
import hmac
import ipaddress
import secrets
from datetime import timedelta
from enum import Enum
from typing import Final
from uuid import UUID, uuid4, uuid5

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from hub.kernel import registry
from plugins.accessibility.models import DaySalt, SenderCount

TICKET: Final = "ticket"
TRAP: Final = "nickname"
# A form may lie open for a day. After that it is shown again with all that was typed.
LONGEST: Final = timedelta(days=1)
SALT_BYTES: Final = 32
IPV6_NETWORK: Final = 64
_signer = TimestampSigner(salt="accessibility.report")


class Doubt(Enum):
    """Why a form is shown once more instead of being taken."""

    TICKET = "ticket"
    QUICK = "quick"
    TRAP = "trap"


def new_ticket() -> str:
    """Return what a shown form carries: a key of its own and the moment, signed."""
    return _signer.sign(uuid4().hex)


def ticket_key(ticket: str) -> UUID | None:
    """Return the key of a ticket that is ours and not too old, else None."""
    try:
        return UUID(_signer.unsign(ticket, max_age=LONGEST))
    except (BadSignature, ValueError):
        return None


def report_key(ticket: UUID, words: str) -> UUID:
    """Return the key of a report: the same form with the same words is the same report."""
    return uuid5(ticket, words)


def doubt(form: dict[str, str]) -> Doubt | None:
    """Return what makes a sent form look like a machine's, or None."""
    if form.get(TRAP):
        return Doubt.TRAP
    ticket = form.get(TICKET, "")
    if ticket_key(ticket) is None:
        return Doubt.TICKET
    quickest: float = registry.configuration("accessibility").quickest_seconds
    try:
        _signer.unsign(ticket, max_age=timedelta(seconds=quickest))
    except SignatureExpired:
        return None
    return Doubt.QUICK


def may_send(address: str) -> bool:
    """Count one report of this sender today; return False once there were too many."""
    today = timezone.localdate()
    digest = hmac.digest(_salt(), _network(address).encode(), hashlib.sha256)
    most = registry.configuration("accessibility").reports_a_day
    with transaction.atomic():
        SenderCount.objects.get_or_create(digest=digest, defaults={"day": today})
        # In the database, so that two forms sent at once both count.
        changed = SenderCount.objects.filter(digest=digest, count__lt=most)
        return changed.update(count=F("count") + 1) == 1


def _salt() -> bytes:
    """Return the day's random bytes, new on the first report of a day."""
    today = timezone.localdate()
    found = DaySalt.objects.filter(day=today).first()
    if found is None:
        try:
            with transaction.atomic():
                found = DaySalt.objects.create(day=today, salt=secrets.token_bytes(SALT_BYTES))
        except IntegrityError:
            found = DaySalt.objects.get(day=today)
    return bytes(found.salt)


def _network(address: str) -> str:
    """Return an IPv4 address, or the /64 that one household or office has (RFC 6177)."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 4:  # noqa: PLR2004
        return str(found)
    return str(ipaddress.ip_network((found, IPV6_NETWORK), strict=False))
