"""A form as the theme draws it: its fields, what is wrong with them, what is folded.

Templates see these values, never Django's own widgets: each theme has its own HTML.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from hub.intake.forms import duplicates
from hub.intake.guard import proof, quarantine, senders
from hub.intake.models import Upload
from hub.intake.submissions.links import path_of
from hub.kernel.contract.parts import IntakeForm
from hub.kernel.contract.visits import Shown, Visit

BAD_REQUEST: Final = 400
# What a button wants instead of sending (`hub.intake.pages.steps`).
STEP: Final = "step"
DATES: Final = "dates"
PREVIEW: Final = "preview"
_TYPES: Final[tuple[tuple[type[forms.Widget], str], ...]] = (
    (forms.HiddenInput, "hidden"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
)


@dataclass(frozen=True)
class Option:
    """One of several values."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One field. `suggestions` are what many write; `kept` names a file that was sent before, once
    called `kept_name`."""

    name: str
    type: str
    label: str
    hint: str
    value: str
    problem: str
    autocomplete: str = "off"
    is_needed: bool = False
    rows: int = 4
    options: tuple[Option, ...] = ()
    suggestions: tuple[str, ...] = ()
    kept: str = ""
    kept_name: str = ""

    @property
    def described_by(self) -> str:
        """Return the ids of hint and problem, separated by a space."""
        ids = [f"{self.name}-hint"] if self.hint else []
        return " ".join([*ids, *([f"{self.name}-error"] if self.problem else [])])


@dataclass(frozen=True)
class Fold:
    """Fields of one topic that lie closed until they are asked for, or one of them is wrong.

    `deciding` are the fields whose dates it shows, `coming` these dates once they were asked for.
    """

    title: str
    fields: tuple[Asked, ...]
    is_open: bool
    deciding: str = ""
    coming: Any = None


def shown(
    visit: Visit,
    part: IntakeForm,
    form: forms.Form,
    *,
    uploads: Mapping[str, Upload] | None = None,
    note: str = "",
    same: Sequence[Any] = (),
    button: str = "",
    title: str = "",
    hidden: Mapping[str, str] | None = None,
    is_quiet: bool = False,
    status: int = BAD_REQUEST,
) -> Shown:
    """Return the page with the form: as it was sent where something is wrong with it, or new.

    `same` are public rows that may be what is sent: the sender is asked once. `is_quiet`: nobody
    wanted to send it yet, so nothing but its files can be wrong."""
    problems = _problems(form, visit.refused, is_quiet=is_quiet)
    is_wrong = bool(problems or note)
    asked = {duplicates.ASKED: "1"} if same or duplicates.ASKED in visit.sent else {}
    own = path_of(part, visit.locale)
    ticket = _ticket(visit.sent.get(senders.TICKET, ""))
    fields = {one.name: one for one in _fields(form, problems, uploads or {})}
    folds = tuple(_folds(form, fields, visit.sent.get(STEP, "")))
    folded = {one.name for fold in folds for one in fold.fields}
    title = title or str(part.title)
    return Shown(
        template="intake/form.html",
        heading=f"{_('Error')}: {title}" if is_wrong else title,
        description=str(part.lead),
        context={
            "title": title,
            "lead": part.lead,
            "steps_said": part.steps,
            "fields": [one for one in fields.values() if one.name not in folded],
            "folds": folds,
            "problems": [one for one in fields.values() if one.problem],
            "note": note or _note(form, is_quiet=is_quiet),
            "is_wrong": is_wrong,
            # Kept on the reader's device while a new one is written (`intake/draft.js`).
            "draft": visit.page_key if part.kind and not hidden else "",
            "is_new": visit.form is None and not visit.query,
            "shows_dates": any(one.deciding for one in folds),
            "has_files": any(one.type == "file" for one in fields.values()),
            **_onward(part, button, is_doubled=bool(same)),
            "relink_url": f"{own}?link=1" if part.takes_token else "",
            "said": part.note(),
            "same": [(one.title, one.url, f"{own}?correct={one.document_id}") for one in same],
            "hidden": {**(hidden or {}), **asked, senders.TICKET: ticket},
            "proof_name": proof.FIELD,
            "challenge": proof.challenge(ticket),
            "trap_name": senders.TRAP,
        },
        status=status if is_wrong else 200,
    )


def doubts() -> dict[senders.Doubt, str]:
    """Return what a sender is told who looks like a machine."""
    return {
        senders.Doubt.TICKET: _(
            "The form lay open for a long time. Check what you wrote and send it again."
        ),
        senders.Doubt.QUICK: _("That was very quick. Check what you wrote and send it again."),
        senders.Doubt.TRAP: _(
            "A field that people do not see was filled in. We emptied it. Send it again."
        ),
        senders.Doubt.PROOF: _("Your browser did not finish its check. Wait and send it again."),
    }


def too_many(visit: Visit) -> str:
    """Return what a sender is told from whom, or for whom, there is too much today."""
    contact = visit.site["contact"] or {}
    reach = contact.get("phone") or contact.get("email")
    words = _("Many forms came from your connection today. Send it again tomorrow.")
    if not reach:
        return words
    return f"{words} {_('Or tell us directly: %(reach)s') % {'reach': reach}}"


def fields_of(form: forms.Form) -> list[Asked]:
    """Return the fields of a form that nobody has sent."""
    return list(_fields(form, {}, {}))


def _ticket(sent: str) -> str:
    return sent if senders.ticket_key(sent) else senders.new_ticket()


def _onward(part: IntakeForm, button: str, *, is_doubled: bool) -> dict[str, str]:
    """Return what the button says and does: what makes lines is shown before it is sent, unless a
    page has a button of its own."""
    if button or not part.kind:
        return {"button": button or str(part.button), "step": ""}
    words = _("No, go on to the preview") if is_doubled else _("Go on to the preview")
    return {"button": words, "step": PREVIEW}


def _note(form: forms.Form, *, is_quiet: bool) -> str:
    return "" if is_quiet else " ".join(str(one) for one in form.non_field_errors())


def _problems(form: forms.Form, refused: Mapping[str, str], *, is_quiet: bool) -> dict[str, str]:
    found = {
        name: str(errors[0])
        for name, errors in form.errors.items()
        if name in form.fields and (not is_quiet or isinstance(form.fields[name], forms.FileField))
    }
    return {**found, **{name: words for name, words in refused.items() if name in form.fields}}


def _folds(form: forms.Form, fields: Mapping[str, Asked], step: str) -> Iterator[Fold]:
    deciding: Sequence[str] = getattr(form, "deciding", ())
    for title, names in getattr(form, "folds", ()):
        inside = tuple(fields[name] for name in names if name in fields)
        is_open = any(one.problem for one in inside)
        if not deciding or deciding[-1] not in names:
            yield Fold(str(title), inside, is_open)
            continue
        coming = form.coming() if step == DATES else None  # type: ignore[attr-defined]
        yield Fold(str(title), inside, is_open or bool(coming), " ".join(deciding), coming)


def _fields(
    form: forms.Form, problems: Mapping[str, str], uploads: Mapping[str, Upload]
) -> Iterator[Asked]:
    for bound in form:
        widget = bound.field.widget
        kind = _type(widget)
        value = _value(bound, kind)
        upload = uploads.get(bound.name)
        yield Asked(
            name=bound.name,
            type=kind,
            label=str(bound.label),
            hint=str(bound.help_text),
            value="" if value is None or isinstance(value, list | bool) else str(value),
            problem=problems.get(bound.name, ""),
            autocomplete=str(widget.attrs.get("autocomplete", "off")),
            is_needed=bound.field.required,
            rows=int(widget.attrs.get("rows", 4)),
            options=_options(bound, kind, value),
            suggestions=tuple(getattr(bound.field, "suggestions", ())),
            kept=quarantine.token_of(upload) if upload else "",
            kept_name=upload.name if upload else "",
        )


def _value(bound: Any, kind: str) -> Any:
    if kind == "file":
        return ""
    # As the browser's own fields for days and times want it.
    is_input = isinstance(bound.field.widget, forms.widgets.Input) and kind != "checkbox"
    return bound.field.widget.format_value(bound.value()) if is_input else bound.value()


def _type(widget: forms.Widget) -> str:
    found = next((kind for cls, kind in _TYPES if isinstance(widget, cls)), "")
    return found or str(getattr(widget, "input_type", "text"))


def _options(bound: Any, kind: str, value: Any) -> tuple[Option, ...]:
    if kind == "checkbox":
        return (Option("1", str(bound.label), bool(value)),)
    if kind not in {"select", "radios", "checkboxes"}:
        return ()
    several: Sequence[Any] = value if isinstance(value, list | tuple) else [value]
    chosen = {"" if one is None else str(one) for one in several}
    return tuple(
        Option(str(key), str(label), str(key) in chosen)
        for key, label in bound.field.widget.choices
    )
