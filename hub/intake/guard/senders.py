"""Keeps machines and floods away from the public forms without a cookie, a puzzle or a stored
address.

Everything is counted in PostgreSQL, so it holds whatever else is down. `CHECKS` are asked besides:
the proof of work (`proof`) is one.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import Enum
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hub.intake.models import Count, DaySalt
from hub.kernel.contract.sending import Limits
from hub.kernel.networks import network

TICKET: Final = "ticket"
TRAP: Final = "nickname"
# A form may lie open for a day. After that it is shown again with all that was typed.
LONGEST: Final = timedelta(days=1)
SALT_BYTES: Final = 32
_signer = TimestampSigner(salt="intake.form")


class Doubt(Enum):
    """Why a form is shown once more instead of being taken."""

    TICKET = "ticket"
    QUICK = "quick"
    TRAP = "trap"
    PROOF = "proof"


Check = Callable[[Mapping[str, str]], Doubt | None]
CHECKS: list[Check] = []


def new_ticket() -> str:
    """Return what a shown form carries: a key of its own and the moment, signed."""
    return _signer.sign(uuid4().hex)


def ticket_key(ticket: str) -> UUID | None:
    """Return the key of a ticket that is ours and not too old, else None."""
    try:
        return UUID(_signer.unsign(ticket, max_age=LONGEST))
    except (BadSignature, ValueError):
        return None


def words_key(ticket: UUID, words: Mapping[str, Any]) -> UUID:
    """Return the key of what was sent: the same form with the same words is the same."""
    text = json.dumps(words, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return uuid5(ticket, text)


def doubt(form: Mapping[str, str], limits: Limits) -> Doubt | None:
    """Return what makes a sent form look like a machine's, or None."""
    if form.get(TRAP):
        return Doubt.TRAP
    ticket = form.get(TICKET, "")
    if ticket_key(ticket) is None:
        return Doubt.TICKET
    if _is_quick(ticket, limits):
        return Doubt.QUICK
    found = (check(form) for check in CHECKS)
    return next((one for one in found if one is not None), None)


def _is_quick(ticket: str, limits: Limits) -> bool:
    try:
        _signer.unsign(ticket, max_age=timedelta(seconds=limits.quickest_seconds))
    except SignatureExpired:
        return False
    return True


def may_send(
    limits: Limits,
    *,
    site_id: int,
    form: str,
    address: str,
    email: str = "",
    is_proved: bool = True,
) -> bool:
    """Count one form that is taken today; return False, and count nothing, once there were too
    many from this network, of this e-mail address, of this form or on this website; or, of
    those without a proof, from this network."""
    wanted = [
        (f"network {form} {network(address)}", limits.network),
        (f"form {site_id} {form}", limits.form),
        (f"site {site_id}", limits.site),
    ]
    if not is_proved:
        wanted.append((f"unproved {form} {network(address)}", limits.unproved))
    if email:
        wanted.append((f"sender {email.casefold()}", limits.sender))
    return count_all(wanted)


def count_all(wanted: list[tuple[str, int]]) -> bool:
    """Count each of these things once more today, or none; return False where one was counted as
    often as it may be. `wanted` are (what, how often at most)."""
    today = timezone.localdate()
    with transaction.atomic():
        salt = _salt()
        digests = {hmac.digest(salt, what.encode(), hashlib.sha256): most for what, most in wanted}
        # In one order, so that two senders never wait for each other.
        for digest in sorted(digests):
            Count.objects.get_or_create(digest=digest, defaults={"day": today})
            free = Count.objects.filter(digest=digest, count__lt=digests[digest])
            # In the database, so that two forms sent at once both count.
            if free.update(count=F("count") + 1) != 1:
                transaction.set_rollback(True)
                return False
        return True


def forget_senders() -> int:
    """Delete the salts and counts of earlier days; return how many counts."""
    today = timezone.localdate()
    DaySalt.objects.filter(day__lt=today).delete()
    return Count.objects.filter(day__lt=today).delete()[0]


def _salt() -> bytes:
    """Return the day's random bytes, new with the first form of a day."""
    found, _is_new = DaySalt.objects.get_or_create(
        day=timezone.localdate(), defaults={"salt": secrets.token_bytes(SALT_BYTES)}
    )
    return bytes(found.salt)
