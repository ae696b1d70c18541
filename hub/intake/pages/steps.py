"""What a form's buttons do besides sending it: show the dates that it means, show what its page
will look like, go back. With script and without, nothing is lost of what was typed or uploaded."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from hub.intake.forms import drawing, filling, previewing
from hub.intake.guard import proof, quarantine, senders
from hub.intake.models import Upload
from hub.kernel.contract.parts import IntakeForm
from hub.kernel.contract.visits import Shown, Visit
from hub.kernel.networks import network

BACK: Final = "back"
# The page's own script asks for the dates alone.
PART: Final = "part"
DATES_A_DAY: Final = 3000
PREVIEWS_A_DAY: Final = 150
TOO_MANY: Final = 429


def dates(visit: Visit, part: IntakeForm) -> Shown | None:
    """Return the dates that the sent fields mean, without a page around; None: nobody asked."""
    if PART not in visit.sent or not _is_about_dates(visit, part):
        return None
    if not senders.count_all([(f"dates {network(visit.address)}", DATES_A_DAY)]):
        return Shown(template="intake/coming.html", heading="", status=TOO_MANY)
    coming = filling.filled(visit, part, is_known=True).coming()
    return Shown(template="intake/coming.html", heading="", context={"coming": coming})


def is_form_wanted(visit: Visit, part: IntakeForm) -> bool:
    """Whether the form itself is to be shown as it stands, nothing of it being sent yet."""
    return visit.sent.get(drawing.STEP) == BACK or _is_about_dates(visit, part)


def _is_about_dates(visit: Visit, part: IntakeForm) -> bool:
    form: Any = part.form
    return visit.sent.get(drawing.STEP) == drawing.DATES and bool(getattr(form, "deciding", ()))


def is_preview_wanted(visit: Visit) -> bool:
    """Whether the page that would be made is to be shown first."""
    return visit.sent.get(drawing.STEP) == drawing.PREVIEW


def may_preview(visit: Visit) -> bool:
    """Count a preview; return False once there were too many from this network today."""
    return senders.count_all([(f"preview {network(visit.address)}", PREVIEWS_A_DAY)])


def preview(
    visit: Visit,
    part: IntakeForm,
    form: Any,
    lines: Sequence[Mapping[str, Any]],
    uploads: Mapping[str, Upload],
    document_id: UUID,
) -> Shown | None:
    """Return the page that would be made, below what leads on and back; None where none would."""
    document = previewing.document_of(lines, document_id, uploads, form.cleaned_data)
    if document is None:
        return None
    is_proved = bool(visit.sent.get(proof.FIELD))
    ticket = visit.sent.get(senders.TICKET, "")
    return Shown(
        template="intake/preview.html",
        heading=_("Preview: %(title)s") % {"title": document["title"]},
        document=document,
        context={
            "heading": document["title"],
            "is_preview": True,
            "sent": tuple(_sent(visit, uploads)),
            "button": part.button,
            "proof_name": proof.FIELD,
            "challenge": "" if is_proved else proof.challenge(ticket),
        },
    )


def _sent(visit: Visit, uploads: Mapping[str, Upload]) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of all that was sent, and what names the pictures."""
    kept = {f"{name}_kept": quarantine.token_of(one) for name, one in uploads.items()}
    for name in visit.sent:
        if name == drawing.STEP or name in kept or (name == proof.FIELD and not visit.sent[name]):
            continue
        yield from ((name, value) for value in visit.sent.all(name))
    yield from kept.items()
