"""A new link for who has lost theirs: whoever asks, for whichever address, gets the same answer.

The wish is written down whether the address is known or not; a worker looks who it is.
"""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hub.intake.forms import drawing
from hub.intake.forms.line_form import email_of
from hub.intake.guard import senders
from hub.intake.models import LinkWish, State, Submission
from hub.intake.submissions import letters, links
from hub.kernel.contract.parts import IntakeForm, Owned
from hub.kernel.contract.visits import Elsewhere, Shown, Visit
from hub.kernel.networks import network
from hub.kernel.wake import wake

WANTED: Final = "link"
TASK: Final = "hub.intake.relink"
TOO_MANY: Final = 429
BAD_REQUEST: Final = 400
NOT_FOUND: Final = 404
# One mail tells no more of older ones.
MOST: Final = 5


def asked(visit: Visit, owned: Owned[IntakeForm]) -> Shown | None:
    """Return the page on which a new link is asked for, where that is wanted."""
    if WANTED not in visit.query or not owned.part.takes_token:
        return None
    return _page(visit, owned, has_sent=visit.query[WANTED] == "sent")


def unknown(visit: Visit, owned: Owned[IntakeForm]) -> Shown:
    """Return the page for a link that opens nothing, or nothing any more."""
    return _page(visit, owned, is_unknown=True, status=NOT_FOUND)


def sent(visit: Visit, owned: Owned[IntakeForm]) -> Shown | Elsewhere:
    """Write the wish down."""
    typed = visit.sent.get("email", "").strip()
    try:
        email = email_of(typed)
    except ValidationError as error:
        return _page(visit, owned, typed=typed, problem=str(error.message), status=BAD_REQUEST)
    limits = owned.part.limits()
    wanted = [
        (f"link {network(visit.address)}", limits.network),
        (f"link {email.casefold()}", limits.sender),
    ]
    if not senders.count_all(wanted):
        problem = drawing.too_many(visit)
        return _page(visit, owned, typed=typed, problem=problem, status=TOO_MANY)
    LinkWish.objects.create(site_id=visit.site_id, form=owned.key, email=email)
    transaction.on_commit(lambda: wake(TASK))
    home = links.path_of(owned.part, visit.locale)
    return Elsewhere(f"{home}?{WANTED}=sent")


def fulfil() -> int:
    """Send the links that were wished for, and forget the wishes; return how many mails.

    A link that has ended is replaced by another one. Safe beside other workers.
    """
    count = 0
    with transaction.atomic():
        for wish in LinkWish.objects.select_for_update(skip_locked=True):
            for one in _own(wish):
                if one.token_until is None or one.token_until < wish.made_at:
                    one.token_number = F("token_number") + 1
                    one.save(update_fields=["token_number"])
                    one.refresh_from_db()
                links.lengthen(one)
                one.save(update_fields=["token_until"])
                letters.send_link(one)
                count += 1
            wish.delete()
    return count


def _own(wish: LinkWish) -> list[Submission]:
    found = Submission.objects.select_for_update().filter(
        site_id=wish.site_id, form=wish.form, sender_email__iexact=wish.email
    )
    return list(found.exclude(state__in=[State.SPAM, State.EXPIRED]).order_by("-moved_at")[:MOST])


def _page(
    visit: Visit,
    owned: Owned[IntakeForm],
    *,
    typed: str = "",
    problem: str = "",
    has_sent: bool = False,
    is_unknown: bool = False,
    status: int = 200,
) -> Shown:
    heading = _("This link does not work any more") if is_unknown else _("Get a new link")
    return Shown(
        template="intake/relink.html",
        heading=f"{_('Error')}: {heading}" if problem else heading,
        context={
            "title": heading,
            "form_title": str(owned.part.title),
            "home": links.path_of(owned.part, visit.locale),
            "typed": typed,
            "problem": problem,
            "has_sent": has_sent,
            "is_unknown": is_unknown,
            "wanted": WANTED,
        },
        status=status,
    )
