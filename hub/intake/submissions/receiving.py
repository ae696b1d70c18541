"""Takes a form: what was sent becomes one submission, however often it is sent."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from hub.intake.guard import quarantine, senders
from hub.intake.models import Decision, Submission, Upload, What
from hub.intake.submissions import letters, links, moving
from hub.kernel.contract.parts import IntakeForm, Owned
from hub.kernel.contract.sending import Received
from hub.kernel.contract.visits import Visit

ATTEMPTS: Final = 5


class ReceiveError(Exception):
    """No free reference was found; try again."""


def receive(
    key: UUID,
    *,
    lines: Sequence[Mapping[str, Any]],
    sender: Mapping[str, str],
    uploads: Sequence[Upload] = (),
    described: Mapping[str, Any] | None = None,
    message: str = "",
    is_confirmed: bool = False,
    **facts: Any,
) -> tuple[Submission, bool]:
    """Return the submission of this key and whether it is new; its sender gets the link by mail.

    `sender` has `name`, `email` and perhaps `organisation`; `described` what the form says of the
    pictures; `message` is what moderators alone read; `facts` are further fields.
    `is_confirmed`: it came by a link, and waits at once.
    """
    for _attempt in range(ATTEMPTS):
        found = Submission.objects.filter(key=key).first()
        if found:
            return found, False
        try:
            with transaction.atomic():
                made = _made(key, lines, sender, message, facts)
                quarantine.attach(made, uploads, described or {})
                if is_confirmed:
                    made = moving.move(made.pk, What.CONFIRMED)
                else:
                    letters.tell(made, What.SENT)
                return made, True
        except IntegrityError:
            # The twin was a moment faster, or the reference is taken: look, then try again.
            continue
    raise ReceiveError


def receive_copy(
    visit: Visit,
    owned: Owned[IntakeForm],
    form: Any,
    lines: Sequence[Mapping[str, Any]],
    uploads: Mapping[str, Upload],
    pattern: Submission,
) -> Submission | None:
    """Return the submission that a known sender made from an earlier one: it waits at once. None
    where there were too many today."""
    ticket = senders.ticket_key(visit.sent.get(senders.TICKET, ""))
    with transaction.atomic():
        made, is_new = receive(
            senders.words_key(ticket or pattern.pk, form.cleaned_data),
            lines=lines,
            sender={
                "name": pattern.sender_name,
                "email": pattern.sender_email,
                "organisation": form.organisation() or pattern.organisation,
            },
            uploads=list(uploads.values()),
            described=form.cleaned_data,
            is_confirmed=pattern.confirmed_at is not None,
            form=owned.key,
            site_id=visit.site_id,
        )
        is_free = not is_new or senders.may_send(
            owned.part.limits(),
            site_id=visit.site_id,
            form=owned.key,
            address=visit.address,
            email=pattern.sender_email,
        )
        transaction.set_rollback(not is_free)
    return made if is_free else None


def received(found: tuple[Submission, bool]) -> Received:
    """Return it as what the guard counts."""
    return Received(found[0].reference, found[1])


def _made(
    key: UUID,
    lines: Sequence[Mapping[str, Any]],
    sender: Mapping[str, str],
    message: str,
    facts: Mapping[str, Any],
) -> Submission:
    made = Submission(
        key=key,
        lines=list(lines),
        kind=lines[0]["kind"],
        sender_name=sender.get("name", ""),
        sender_email=sender["email"],
        organisation=sender.get("organisation", "")[:255],
        **{"locale": lines[0]["locale"], **facts},
    )
    links.lengthen(made)
    made.kept_until = made.token_until
    made.save()
    Decision.objects.create(submission=made, what=What.SENT, message=message, lines=list(lines))
    return made
