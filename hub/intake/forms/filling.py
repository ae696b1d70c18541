"""A form with what was sent: its fields, its pictures, its lines, and what is wrong with them."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from hub.intake.forms import correcting, drawing, lines
from hub.intake.forms.line_form import LineForm
from hub.intake.guard import quarantine, senders
from hub.intake.models import Submission, Upload
from hub.kernel.contract.parts import IntakeForm
from hub.kernel.contract.visits import Visit
from hub.kernel.networks import network

# So many pictures a day from one network, of forms that are taken and of those that are not.
PICTURES_A_DAY: Final = 60


def filled(visit: Visit, part: IntakeForm, **options: Any) -> Any:
    """Return the form with what was sent."""
    data = MultiValueDict({name: list(visit.sent.all(name)) for name in visit.sent})
    return part.form(data, **options)


def pictures(visit: Visit, form: forms.Form) -> tuple[dict[str, Upload], str]:
    """Return the pictures that were sent now or before, by their field, and what is wrong."""
    found, problem = {}, ""
    for name, field in form.fields.items():
        if not isinstance(field, forms.FileField):
            continue
        before = quarantine.upload_of(visit.sent.get(f"{name}_kept", ""))
        try:
            given = [_taken(visit, one, name) for one in visit.files.get(name, ())[:1]]
        except quarantine.UploadError as error:
            given, problem = [], str(error)
            form.add_error(name, problem)
        for one in (*given, *([before] if before and before.submission_id is None else []))[:1]:
            found[name] = one
    return found, problem


def stands(form: forms.Form, visit: Visit) -> bool:
    """Whether nothing is wrong with the form or its files."""
    return form.is_valid() and not visit.refused


def lines_of(
    form: LineForm, visit: Visit, part: IntakeForm, submission: Submission | None = None
) -> tuple[list[dict[str, Any]], str]:
    """Return the lines that a form makes, and what is wrong with them though each field is right.

    `submission` is the one that they change; what is corrected is said by no more than the change.
    """
    target = correcting.target_of(visit, part) or correcting.target_in(submission, part)
    if target is None:
        found = form.lines(submission.locale if submission else visit.locale)
    else:
        found = correcting.only_changed(form.lines(target.locale), target, part)
        if (
            not form.message()
            and set(found[0]) == set(correcting.ALWAYS)
            and found[0]["title"] == target.document["title"]
        ):
            return found, _("Nothing is different yet. Change what is wrong.")
    document_id = target.document_id if target else (submission or Submission()).document_id
    wrong = lines.problems(found, document_id)
    if target is None and any(one.field == "rebuild.parent" for one in wrong):
        # No list of the kind in the sender's language: the office translates it.
        found = form.lines(settings.LANGUAGE_CODE)
        wrong = lines.problems(found, document_id)
    return found, " ".join(f"{one.field}: {one.message}." for one in wrong)


def _taken(visit: Visit, given: Any, name: str) -> Upload:
    if not senders.count_all([(f"pictures {network(visit.address)}", PICTURES_A_DAY)]):
        raise quarantine.UploadError(drawing.too_many(visit))
    return quarantine.take(given, name)
