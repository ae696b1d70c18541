"""A sum that a browser does while somebody types: cheap for a person's form, dear for a thousand.

A form sent without it is no worse: whoever reads without script sends fewer a day, and confirms by
mail as everybody does.
"""

import json
from collections.abc import Mapping
from typing import Final

from altcha import Payload, create_challenge, verify_solution
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from hub.intake.guard import senders

FIELD: Final = "proof"
# The browsers' own PBKDF2 is as fast as that of whoever would write a program for it.
_ALGORITHM: Final = "PBKDF2/SHA-256"
# One key in 256 begins so.
_PREFIX: Final = "00"
# One with everything in it has about 700 characters.
_LONGEST: Final = 2000


def challenge(ticket: str) -> str:
    """Return what the browser has to solve for the form with this ticket, as JSON; empty where the
    installation wants none."""
    key = senders.ticket_key(ticket)
    if not settings.HUB_PROOF_COST or key is None:
        return ""
    made = create_challenge(
        _ALGORITHM,
        settings.HUB_PROOF_COST,
        key_prefix=_PREFIX,
        expires_at=timezone.now() + senders.LONGEST,
        data={senders.TICKET: key.hex},
        hmac_secret=_secret(),
    )
    return json.dumps(made.to_dict())


def check(form: Mapping[str, str]) -> senders.Doubt | None:
    """Doubt a solution that is wrong, too old, or another form's; none is no reason to doubt."""
    sent = form.get(FIELD, "")
    if not sent:
        return None
    # Signed by us comes before the sum, so that a forged one costs us nothing.
    is_right = len(sent) <= _LONGEST and verify_solution(sent, _secret()).verified
    return None if is_right and _is_of(form, sent) else senders.Doubt.PROOF


def spent(form: Mapping[str, str]) -> str:
    """Return what a form's solution is counted by, so that it serves once; empty where none came.
    The form has passed `check`."""
    sent = form.get(FIELD, "")
    return str(Payload.from_base64(sent).challenge.signature) if sent else ""


def _is_of(form: Mapping[str, str], sent: str) -> bool:
    key = senders.ticket_key(form.get(senders.TICKET, ""))
    data = Payload.from_base64(sent).challenge.parameters.data or {}
    return key is not None and data.get(senders.TICKET) == key.hex


def _secret() -> str:
    return salted_hmac("intake.proof", "challenge", algorithm="sha256").hexdigest()
