"""What submissions hold about people, and when it goes."""

from datetime import timedelta
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hub.intake.models import Decision, LinkWish, State, Submission, TrustedSender, Upload
from hub.kernel.contract.parts import PersonalData
from hub.privacy.traces import LOG_RETENTION, nothing, of_accounts

TRUSTED_RETENTION: Final = timedelta(days=730)
FORGOTTEN: Final[dict[str, Any]] = {
    "sender_name": "",
    "sender_email": "",
    "organisation": "",
    "lines": [],
    "digest": "",
    "token_digest": None,
    "token_until": None,
    "kept_until": None,
    "unseen_since": None,
}


def find(email: str) -> list[QuerySet[Any]]:
    """Return submissions that this address sent, or that name it."""
    named = Q(sender_email__iexact=email)
    for name in ("lines", "sender_name", "organisation"):
        named |= Q(**{f"{name}__icontains": email})
    return [Submission.objects.filter(named | Q(pk__in=_decisions(email).values("submission_id")))]


def find_decisions(email: str) -> list[QuerySet[Any]]:
    """Return steps whose words name the address."""
    return [_decisions(email)]


def find_uploads(email: str) -> list[QuerySet[Any]]:
    """Return pictures of the address's submissions, and those whose words name it."""
    named = Q(submission__in=find(email)[0])
    for name in ("name", "alt", "credit", "licence"):
        named |= Q(**{f"{name}__icontains": email})
    return [Upload.objects.filter(named)]


def find_wishes(email: str) -> list[QuerySet[Any]]:
    """Return the address's wishes for a link that nobody has looked at yet."""
    return [LinkWish.objects.filter(email__iexact=email)]


def find_trusted(email: str) -> list[QuerySet[Any]]:
    """Return for whom the address publishes at once."""
    return [TrustedSender.objects.filter(email__iexact=email)]


def erase(email: str) -> int:
    """Forget what was sent by this address or names it; return how many submissions."""
    return forget(find(email)[0])


def erase_decisions(email: str) -> int:
    """Empty the words of steps that name the address; return how many."""
    return _decisions(email).update(message="", lines=[])


def erase_uploads(email: str) -> int:
    """Delete the address's pictures, their files too; return how many."""
    return delete_uploads(find_uploads(email)[0])


def forget(rows: QuerySet[Any]) -> int:
    """Empty these submissions of sender, lines, words and files; return how many.

    That something was sent, and what was decided, stays. What nobody confirmed is deleted.
    """
    keys = list(rows.values_list("pk", flat=True))
    with transaction.atomic():
        found = Submission.objects.filter(pk__in=keys)
        delete_uploads(Upload.objects.filter(submission__in=found))
        Decision.objects.filter(submission__in=found).update(message="", lines=[])
        found.filter(state=State.UNCONFIRMED).delete()
        found.filter(state__in=[State.WAITING, State.QUESTION]).update(state=State.WITHDRAWN)
        found.update(**FORGOTTEN)
    return len(keys)


def delete_uploads(rows: QuerySet[Any]) -> int:
    """Delete pictures and, with the commit, their files; return how many."""
    found = list(rows)
    for one in found:
        transaction.on_commit(partial(one.file.storage.delete, one.file.name))
    Upload.objects.filter(pk__in=[one.pk for one in found]).delete()
    return len(found)


def _decisions(email: str) -> QuerySet[Decision]:
    return Decision.objects.filter(Q(message__icontains=email) | Q(lines__icontains=email))


_SHARED: Final[dict[str, Any]] = {
    "purpose": _("To look at what was sent, to ask the sender, and to let the sender change it."),
    "legal_basis": "Art. 6 (1) (e) GDPR",
}
REGISTERED: Final = (
    PersonalData(
        name="submissions",
        model="intake.Submission",
        fields=("sender_name", "sender_email", "organisation", "lines"),
        retention=timedelta(0),
        counts_from="kept_until",
        find=find,
        at_end=forget,
        eraser=erase,
        **_SHARED,
    ),
    PersonalData(
        name="decisions",
        model="intake.Decision",
        fields=("message", "lines"),
        retention=None,
        find=find_decisions,
        eraser=erase_decisions,
        **_SHARED,
    ),
    PersonalData(
        name="deciders",
        model="intake.Decision",
        fields=("user",),
        purpose=_("Moderators see who decided what"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=LOG_RETENTION,
        counts_from="made_at",
        at_end="clear",
        find=of_accounts("intake.Decision", ("user",)),
        eraser=nothing,
    ),
    PersonalData(
        name="trusted",
        model="intake.TrustedSender",
        fields=("email",),
        purpose=_("Moderators see who publishes for an organisation without waiting for them"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=TRUSTED_RETENTION,
        counts_from="used_at",
        find=find_trusted,
    ),
    PersonalData(
        name="trusting",
        model="intake.TrustedSender",
        fields=("confirmed_by",),
        purpose=_("Moderators see who confirmed a sender"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=LOG_RETENTION,
        counts_from="confirmed_at",
        at_end="clear",
        find=of_accounts("intake.TrustedSender", ("confirmed_by",)),
        eraser=nothing,
    ),
    PersonalData(
        name="absences",
        model="intake.Absence",
        fields=("user", "starts_on", "ends_on", "deputy"),
        purpose=_("Somebody else gets a moderator's mails while that one is away"),
        legal_basis="Art. 6 (1) e GDPR",
        retention=timedelta(days=30),
        counts_from="ends_on",
        find=of_accounts("intake.Absence", ("user", "deputy")),
    ),
    PersonalData(
        name="uploads",
        model="intake.Upload",
        fields=("file", "name", "alt", "credit", "licence"),
        retention=None,
        find=find_uploads,
        eraser=erase_uploads,
        **_SHARED,
    ),
    PersonalData(
        name="wishes",
        model="intake.LinkWish",
        fields=("email",),
        retention=timedelta(days=1),
        counts_from="made_at",
        find=find_wishes,
        **_SHARED,
    ),
)
