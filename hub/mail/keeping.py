"""What the outbox keeps of people, and for how long."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hub.kernel.contract.parts import PersonalData
from hub.mail.addresses import MailError, ascii_address
from hub.mail.models import Mail, State

SENT_RETENTION: Final = timedelta(days=30)
FAILED_RETENTION: Final = timedelta(days=90)
# What is in a mail that waits is in no export: links in it are keys. It goes with its row.
FIELDS: Final = ("recipient", "sender", "subject", "reply")


def _find(which: Q) -> Callable[[str], list[QuerySet[Any]]]:
    """Return what finds the mails to an address, and those that name it in subject or answer."""

    def find(email: str) -> list[QuerySet[Any]]:
        own = Q(recipient__iexact=_written(email))
        for name in ("sender", "subject", "reply"):
            own |= Q(**{f"{name}__icontains": email})
        return [Mail.objects.filter(which, own)]

    return find


def _written(email: str) -> str:
    try:
        return ascii_address(email)
    except MailError:
        return email


REGISTERED: Final = (
    PersonalData(
        name="sent",
        model="mail.Mail",
        fields=FIELDS,
        purpose=_("The office can tell whether and when a mail was sent"),
        legal_basis="Art. 6 (1) e, f GDPR",
        retention=SENT_RETENTION,
        counts_from="sent_at",
        find=_find(Q(state=State.SENT)),
    ),
    PersonalData(
        name="unsent",
        model="mail.Mail",
        fields=FIELDS,
        purpose=_("A mail reaches its recipient when the server takes it again"),
        legal_basis="Art. 6 (1) e, f GDPR",
        retention=FAILED_RETENTION,
        counts_from="failed_at",
        find=_find(~Q(state=State.SENT)),
    ),
)
