"""The page of a public form: the form, what is wrong with it, the receipt, a new link.

Frame, files, foreign senders and the cache are the portal's; what a sender does by a link is
`link_page`'s.
"""

from typing import Any, Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _

from hub.intake.forms import correcting, drawing, duplicates, filling
from hub.intake.guard import proof, senders
from hub.intake.models import FormSettings, Submission, Upload
from hub.intake.pages import link_page, lost_link, steps
from hub.intake.submissions import receiving
from hub.kernel.contract import registry
from hub.kernel.contract.parts import ANY_KIND, IntakeForm, Owned
from hub.kernel.contract.sending import Received, Sent
from hub.kernel.contract.visits import Elsewhere, Shown, Visit
from hub.publication.models import Publication

OK: Final = 200
NOT_FOUND: Final = 404
GONE: Final = 410
TOO_MANY: Final = 429
# What stands where bytes were no UTF-8.
NO_TEXT: Final = "\ufffd"
_receipts = Signer(salt="intake.receipt")


def answer(visit: Visit) -> Shown | Elsewhere:
    """Answer a visit of a public form."""
    owned = owned_by(visit.page_key)
    if is_closed(visit.site_id, owned.key):
        return _closed(owned.part)
    dates = steps.dates(visit, owned.part)
    if dates:
        return dates
    if visit.token:
        return link_page.answer(visit, owned)
    if visit.form is None:
        return _receipt(visit, owned) or lost_link.asked(visit, owned) or _opened(visit, owned.part)
    if lost_link.WANTED in visit.form:
        return lost_link.sent(visit, owned)
    return _sent(visit, owned)


def owned_by(key: str) -> Owned[IntakeForm]:
    """Return the form of a page."""
    return next(one for one in registry.owned(IntakeForm) if one.key == key)


def is_closed(site_id: int, form: str) -> bool:
    """Whether a website has closed a form."""
    return FormSettings.objects.filter(site_id=site_id, closed__contains=[form]).exists()


def _opened(visit: Visit, part: IntakeForm) -> Shown:
    target = correcting.target_of(visit, part)
    if part.kind == ANY_KIND and target is None:
        return _nothing(part, NOT_FOUND if correcting.NAME in visit.query else OK)
    initial = part.form.said([target.document]) if target else part.form.opened(visit)
    return _shown(visit, part, part.form(initial=initial))


def _shown(visit: Visit, part: IntakeForm, form: Any, **more: Any) -> Shown:
    """Return the form; of what is to be corrected, it says so."""
    target = correcting.target_of(visit, part)
    if target:
        more |= {"title": target.heading, "hidden": {correcting.NAME: str(target.document_id)}}
    return drawing.shown(visit, part, form, **more)


def _sent(visit: Visit, owned: Owned[IntakeForm]) -> Shown | Elsewhere:
    part, form = owned.part, filling.filled(visit, owned.part)
    if any(NO_TEXT in text for name in visit.sent for text in visit.sent.all(name)):
        note = _("Your browser did not send the text as UTF-8. Write the signs � anew.")
        return _shown(visit, part, form, note=note)
    if part.kind == ANY_KIND and correcting.NAME not in visit.sent:
        return _nothing(part, NOT_FOUND)
    if correcting.NAME in visit.sent and not correcting.target_of(visit, part):
        note = _("What you correct is not public any more. What you wrote stands below.")
        return _shown(visit, part, form, note=note)
    if steps.is_form_wanted(visit, part):
        found, _problem = filling.pictures(visit, form)
        return _shown(visit, part, form, uploads=found, is_quiet=True)
    is_fine = filling.stands(form, visit)
    doubt = senders.doubt(visit.sent, part.limits())
    found = {}
    if doubt in {None, senders.Doubt.TICKET}:
        found, problem = filling.pictures(visit, form)
        is_fine = is_fine and not problem
    # What people can mend comes first; a second look at the clock only when all else is right.
    if not is_fine:
        return _shown(visit, part, form, uploads=found)
    if doubt:
        return _shown(visit, part, form, uploads=found, note=drawing.doubts()[doubt])
    return _taken_once(visit, owned, form, found)


def _taken_once(
    visit: Visit, owned: Owned[IntakeForm], form: Any, found: dict[str, Upload]
) -> Shown | Elsewhere:
    part, words = owned.part, form.cleaned_data
    ticket = senders.ticket_key(visit.sent.get(senders.TICKET, ""))
    assert ticket is not None  # noqa: S101  the guard has looked
    sent = Sent(visit=visit, key=senders.words_key(ticket, _told(words, found)), words=words)
    lines: list[dict[str, Any]] = []
    if part.receive is None:
        lines, problem = filling.lines_of(form, visit, part)
        if problem:
            return _shown(visit, part, form, uploads=found, note=problem)
        same = _same(visit, part, lines)
        if same:
            return _shown(visit, part, form, uploads=found, same=same)
        page = _preview(visit, part, form, lines, found)
        if page:
            return page
    with transaction.atomic():
        made = _received(sent, owned, form, lines, found)
        refused = _refused(visit, owned, words) if made.is_new else {}
        transaction.set_rollback(bool(refused))
    if refused:
        return _shown(visit, part, form, uploads=found, **refused)
    return Elsewhere(f"{visit.path}?received={_receipts.sign(made.reference)}")


def _preview(
    visit: Visit,
    part: IntakeForm,
    form: Any,
    lines: list[dict[str, Any]],
    found: dict[str, Upload],
) -> Shown | None:
    if not steps.is_preview_wanted(visit):
        return None
    if not steps.may_preview(visit):
        note = drawing.too_many(visit)
        return _shown(visit, part, form, uploads=found, note=note, status=TOO_MANY)
    target = correcting.target_of(visit, part)
    document_id = target.document_id if target else Submission().document_id
    return steps.preview(visit, part, form, lines, found, document_id)


def _refused(visit: Visit, owned: Owned[IntakeForm], words: dict[str, Any]) -> dict[str, Any]:
    """Count what was made; return what the sender is told where it must not be, else nothing."""
    spent = proof.spent(visit.sent)
    if spent and not senders.count_all([(f"proof {spent}", 1)]):
        return {"note": drawing.doubts()[senders.Doubt.PROOF]}
    is_free = senders.may_send(
        owned.part.limits(),
        site_id=visit.site_id,
        form=owned.key,
        address=visit.address,
        email=str(words.get("sender_email") or ""),
        is_proved=bool(spent) or not settings.HUB_PROOF_COST,
    )
    return {} if is_free else {"note": drawing.too_many(visit), "status": TOO_MANY}


def _same(visit: Visit, part: IntakeForm, lines: list[dict[str, Any]]) -> list[Publication]:
    """Return what is public already and may be the same, unless the sender has said that it is
    not, or corrects it."""
    if duplicates.ASKED in visit.sent or correcting.target_of(visit, part):
        return []
    return duplicates.likely(lines, part, visit.site_id)


def _received(
    sent: Sent,
    owned: Owned[IntakeForm],
    form: Any,
    lines: list[dict[str, Any]],
    found: dict[str, Upload],
) -> Received:
    if owned.part.receive is not None:
        return owned.part.receive(sent)
    words = sent.words
    target = correcting.target_of(sent.visit, owned.part)
    corrected: dict[str, Any] = {}
    if target:
        corrected = {"document_id": target.document_id, "is_correction": True}
    return receiving.received(
        receiving.receive(
            sent.key,
            lines=lines,
            sender={
                "name": words["sender_name"],
                "email": words["sender_email"],
                "organisation": form.organisation(),
            },
            uploads=list(found.values()),
            described=words,
            message=form.message(),
            form=owned.key,
            site_id=sent.visit.site_id,
            locale=sent.visit.locale,
            **corrected,
        )
    )


def _told(words: dict[str, Any], found: dict[str, Upload]) -> dict[str, Any]:
    """Return the words as a key is made of them; of a file, which one it is."""
    told = {name: value for name, value in words.items() if name not in found}
    return {**told, **{name: str(one.key) for name, one in found.items()}}


def _receipt(visit: Visit, owned: Owned[IntakeForm]) -> Shown | None:
    try:
        reference = _receipts.unsign(visit.query.get("received", ""))
    except BadSignature:
        return None
    part = owned.part
    if part.receipt is not None:
        return part.receipt(visit, reference)
    found = Submission.objects.filter(reference=reference, site_id=visit.site_id).first()
    if found is None:
        return None
    return Shown(
        template="intake/received.html",
        heading=_("Only one step is left"),
        context={
            "title": str(part.title),
            "reference": reference,
            "thing": found.title,
            "draft": owned.key,
        },
    )


def _nothing(part: IntakeForm, status: int) -> Shown:
    """Say how one gets to a form that is there for corrections alone."""
    return Shown(
        template="intake/nothing.html",
        heading=str(part.title),
        context={"title": str(part.title)},
        status=status,
    )


def _closed(part: IntakeForm) -> Shown:
    return Shown(
        template="intake/closed.html",
        heading=_("This form is closed"),
        context={"title": str(part.title)},
        status=GONE,
    )
