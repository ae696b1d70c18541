"""The link of a submission: whoever has it acts as its sender.

It is an HMAC of the submission's id and a number, so each mail holds the same link, and the
database has no more than its digest. A new number ends the old link.
"""

import hashlib
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Final
from urllib.parse import quote

from django.utils import timezone
from django.utils.crypto import salted_hmac

from hub.intake.models import State, Submission
from hub.kernel.contract import registry
from hub.kernel.contract.parts import ANY_KIND, IntakeForm, Owned

# As long as an unconfirmed submission lives; then for a year and a month after the last move, so
# that next year's event can be copied from it.
UNCONFIRMED: Final = timedelta(days=7)
CONFIRMED: Final = timedelta(days=400)


def token_of(submission: Submission) -> str:
    """Return the token, and have the row know it; the caller holds the row and saves nothing."""
    message = f"{submission.pk}:{submission.token_number}"
    digest = salted_hmac("hub.intake.link", message, algorithm="sha256").digest()
    token = urlsafe_b64encode(digest).decode().rstrip("=")
    if bytes(submission.token_digest or b"") != digest_of(token):
        submission.token_digest = digest_of(token)
        submission.save(update_fields=["token_digest"])
    return token


def digest_of(token: str) -> bytes:
    """Return what the row keeps of a token."""
    return hashlib.sha256(token.encode()).digest()


def found_by(token: str, form: str, site_id: int) -> Submission | None:
    """Return the submission that a link opens: of this form and website, and not too old."""
    found = Submission.objects.filter(
        token_digest=digest_of(token), form=form, site_id=site_id, token_until__gt=timezone.now()
    )
    return found.exclude(state=State.EXPIRED).first()


def part_of(submission: Submission) -> Owned[IntakeForm] | None:
    """Return the form of a submission; that of its kind where it came by the API."""
    forms = registry.owned(IntakeForm)
    found = (one for one in forms if one.key == submission.form)
    return next(found, None) or form_for(submission.kind)


def form_for(kind: str) -> Owned[IntakeForm] | None:
    """Return the first form that makes lines of a kind."""
    if kind == ANY_KIND:
        return None
    return next((one for one in registry.owned(IntakeForm) if one.part.kind == kind), None)


def path_of(part: IntakeForm, locale: str, token: str = "") -> str:
    """Return the address of a form on its website, with somebody's token or without."""
    return f"/{locale}/{quote(part.path_in(locale))}/" + (f"{token}/" if token else "")


def lengthen(submission: Submission) -> None:
    """Have the link last from now on; the caller saves."""
    is_new = submission.state == State.UNCONFIRMED
    submission.token_until = timezone.now() + (UNCONFIRMED if is_new else CONFIRMED)
