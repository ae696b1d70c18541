"""The page on which readers report a barrier: the form, what is wrong with it, the receipt.

Answers plain values; the frame, the guard against foreign forms and the cache are the hub's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from hub.kernel import registry
from hub.kernel.visits import Elsewhere, Shown, Visit
from plugins.accessibility import guard
from plugins.accessibility.forms import BarrierForm
from plugins.accessibility.guard import Doubt
from plugins.accessibility.models import BarrierReport
from plugins.accessibility.receiving import receive, standing

BAD_REQUEST: Final = 400
TOO_MANY: Final = 429
_receipts = Signer(salt="accessibility.receipt")


@dataclass(frozen=True)
class Asked:
    """One field of the form as the template draws it."""

    name: str
    type: str
    label: str
    hint: str
    value: str
    problem: str
    autocomplete: str = ""
    is_needed: bool = False


def answer(visit: Visit) -> Shown | Elsewhere:
    """Return the form, the receipt, or go on to the receipt of what was just sent."""
    if visit.form is None:
        report = _receipt(visit)
        return _thanks(visit, report) if report else _form(visit, {"page": _prefilled(visit)})
    form = BarrierForm(dict(visit.form))
    # What people can mend comes first; a second look at the clock only when all else is right.
    if not form.is_valid():
        problems = {name: str(errors[0]) for name, errors in form.errors.items()}
        return _form(visit, visit.form, problems)
    doubt = guard.doubt(dict(visit.form))
    if doubt:
        return _form(visit, visit.form, note=_doubts()[doubt])
    key = guard.ticket_key(visit.form[guard.TICKET])
    assert key is not None  # noqa: S101  `doubt` has looked
    report = standing(key, form.cleaned_data)
    if report is None and not guard.may_send(visit.address):
        return _form(visit, visit.form, note=_too_many(visit), status=TOO_MANY)
    report = report or receive(visit, key, form.cleaned_data)
    return Elsewhere(f"{visit.path}?received={_receipts.sign(report.reference)}")


def _receipt(visit: Visit) -> BarrierReport | None:
    try:
        reference = _receipts.unsign(visit.query.get("received", ""))
    except BadSignature:
        return None
    return BarrierReport.objects.filter(reference=reference, site_id=visit.site_id).first()


def _prefilled(visit: Visit) -> str:
    """Return the page that the link named: an address of this site, nothing else."""
    named = visit.query.get("page", "").strip()[:500]
    own = named.removeprefix(visit.site["url"])
    is_own = own.startswith("/") and not own.startswith(("//", "/\\"))
    return f"{visit.site['url']}{own}" if is_own else ""


def _form(
    visit: Visit,
    typed: Mapping[str, str],
    problems: Mapping[str, str] | None = None,
    note: str = "",
    status: int = BAD_REQUEST,
) -> Shown:
    problems = problems or {}
    ticket = typed.get(guard.TICKET, "")
    is_wrong = bool(problems or note)
    heading = _("Report a barrier")
    return Shown(
        template="accessibility/report.html",
        heading=f"{_('Error')}: {heading}" if is_wrong else heading,
        description=_("Tell us what you cannot read or use here. We answer within one month."),
        context={
            "fields": _fields(typed, problems),
            "note": note,
            "is_wrong": is_wrong,
            "title": heading,
            "kept_days": registry.configuration("accessibility").kept_days,
            "ticket": ticket if guard.ticket_key(ticket) else guard.new_ticket(),
            "ticket_name": guard.TICKET,
            "trap_name": guard.TRAP,
        },
        status=status if is_wrong else 200,
    )


def _fields(typed: Mapping[str, str], problems: Mapping[str, str]) -> list[Asked]:
    asked = [
        (
            "description",
            "textarea",
            _("What does not work for you?"),
            _("For example: “The screen reader does not say what the button does.”"),
        ),
        ("page", "text", _("On which page?"), _("The address or the title. We have a guess here.")),
        ("wish", "textarea", _("What would help you?"), _("You may leave this empty.")),
        ("name", "text", _("Your name"), _("Only if you like.")),
        ("email", "email", _("Your e-mail address"), _("Only if you want an answer.")),
    ]
    if not typed.get("page"):
        asked[1] = (*asked[1][:3], _("The address or the title, if you know it."))
    automatic = {"name": "name", "email": "email"}
    return [
        Asked(
            name=name,
            type=kind,
            label=label,
            hint=hint,
            value=typed.get(name, ""),
            problem=problems.get(name, ""),
            autocomplete=automatic.get(name, "off"),
            is_needed=name == "description",
        )
        for name, kind, label, hint in asked
    ]


def _doubts() -> dict[Doubt, str]:
    return {
        Doubt.TICKET: _(
            "The form lay open for a long time. Check what you wrote and send it again."
        ),
        Doubt.QUICK: _("That was very quick. Check what you wrote and send it again."),
        Doubt.TRAP: _(
            "A field that people do not see was filled in. We emptied it. Send it again."
        ),
    }


def _too_many(visit: Visit) -> str:
    contact = visit.site["contact"] or {}
    reach = contact.get("phone") or contact.get("email")
    words = _("Many reports came from your connection today. Send it again tomorrow.")
    if not reach:
        return words
    return f"{words} {_('Or tell us directly: %(reach)s') % {'reach': reach}}"


def _thanks(visit: Visit, report: BarrierReport) -> Shown:
    return Shown(
        template="accessibility/received.html",
        heading=_("Your report has arrived"),
        context={"report": report, "has_address": bool(report.email)},
    )
