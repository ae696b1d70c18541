"""What a sender does by the link of a submission: sees how far it is, confirms, answers, corrects,
cancels, withdraws, sends the same again. GET shows, POST acts."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from hub.intake.forms import correcting, drawing, filling
from hub.intake.guard import quarantine, senders
from hub.intake.models import State, Submission, What
from hub.intake.pages import lost_link, steps
from hub.intake.submissions import links, moving, receiving, trusting
from hub.intake.submissions.moving import MoveError
from hub.kernel.contract.parts import IntakeForm, Owned
from hub.kernel.contract.visits import Elsewhere, Shown, Visit
from hub.publication.models import Publication
from hub.words.dates import clock_in_words, day_in_words

CONFLICT: Final = 409
LONGEST_ANSWER: Final = 4000
Answer = Shown | Elsewhere


def answer(visit: Visit, owned: Owned[IntakeForm]) -> Answer:
    """Answer a visit by a link; one that opens nothing offers another."""
    found = links.found_by(visit.token, owned.key, visit.site_id)
    if found is None or not found.lines:
        return lost_link.unknown(visit, owned)
    if visit.form is None:
        page = _PAGES.get(visit.query.get("do", ""))
        return page(visit, owned, found) if page else _matter(visit, owned, found)
    act = _ACTS.get(visit.form.get("do", ""))
    try:
        return act(visit, owned, found) if act else _matter(visit, owned, found)
    except MoveError as error:
        note = _("This was not possible any more. Below you see how far it is now.")
        return _matter(visit, owned, error.submission, note=note, status=CONFLICT)


def _matter(
    visit: Visit,
    owned: Owned[IntakeForm],
    found: Submission,
    *,
    note: str = "",
    typed: str = "",
    status: int = 200,
) -> Shown:
    form = owned.part.form(initial=owned.part.form.said(found.lines), is_known=True)
    question = _last(found, What.ASKED) if found.state == State.QUESTION else ""
    return Shown(
        template="intake/matter.html",
        heading=found.title,
        context={
            "title": found.title,
            "form_title": str(owned.part.title),
            "home": links.path_of(owned.part, visit.locale),
            "state": found.state,
            "sentence": _sentence(found),
            "question": question,
            "reason": _reason(found),
            "reference": found.reference,
            "facts": _facts(form),
            "button": owned.part.button,
            "dates": _dates(owned.part, found),
            "can_cancel": found.state == State.ACCEPTED,
            "public_url": _public_url(found, visit.locale),
            "note": note,
            "typed": typed,
            "can_change": What.CHANGED in moving.NEXT[found.state],
            "can_withdraw": What.WITHDRAWN in moving.NEXT[found.state]
            or (found.state == State.ACCEPTED and not found.is_correction),
        },
        status=status,
    )


def _sentence(found: Submission) -> str:
    """Return the state in words; that something was taken for spam, its sender is not told."""
    if found.state == State.REFUSED and moving.was_taken_down(found):
        return _("We have taken it off the website.")
    if found.state == State.WAITING and found.accepted_at:
        return _("We look at your change. Until then the page stays as it is.")
    if found.state == State.ACCEPTED and found.lines[0].get("deleted"):
        return _("It is no longer public, as you wished.")
    if found.state == State.ACCEPTED and not _public_url(found, found.locale):
        return _("It is accepted. We prepare it for publication.")
    return {
        State.UNCONFIRMED: _("Not sent yet. Confirm your address, then we look at it."),
        State.WAITING: _("It has arrived. We look at it within three working days and write you."),
        State.QUESTION: _("We have a question. Answer it below."),
        State.ACCEPTED: _("It is published."),
        State.REFUSED: _("We do not publish it. The reason stands below."),
        State.WITHDRAWN: _("You have withdrawn it. We erase it in 30 days."),
        State.SPAM: _("It has arrived. We look at it within three working days and write you."),
    }[State(found.state)]


def _facts(form: Any) -> list[tuple[str, str]]:
    """Return what was sent as (label, words), without what was left empty."""
    found = []
    for one in drawing.fields_of(form):
        words = _said(one)
        if words and one.type not in {"hidden", "file", "checkbox"}:
            found.append((one.label, words))
    return found


def _said(one: drawing.Asked) -> str:
    """Return a value as people say it, not as the browser's own fields for days and times do."""
    if one.value and one.type == "date":
        return day_in_words(date.fromisoformat(one.value), is_full=True)
    if one.value and one.type == "time":
        return clock_in_words(time.fromisoformat(one.value))
    return ", ".join(o.label for o in one.options if o.is_chosen and o.value) or one.value


def _reason(found: Submission) -> str:
    if found.state != State.REFUSED:
        return ""
    return _last(found, What.TAKEN_DOWN if moving.was_taken_down(found) else What.REFUSED)


def _last(found: Submission, what: What) -> str:
    made = found.decisions.filter(what=what).order_by("-pk").first()
    return made.message if made else ""


def _dates(part: IntakeForm, found: Submission) -> list[tuple[str, str]]:
    """Return (key, words) of the single dates, where a kind has some."""
    dates: Callable[[Any], list[tuple[str, str]]] | None = getattr(part.form, "dates", None)
    return dates(found.lines) if dates else []


def _public_url(found: Submission, locale: str) -> str:
    rows = Publication.objects.public().filter(document_id=found.document_id)
    row = rows.filter(locale=locale).first() or rows.first()
    return row.url if row else ""


def _here(visit: Visit) -> Elsewhere:
    return Elsewhere(visit.path)


def _confirm(visit: Visit, owned: Owned[IntakeForm], found: Submission) -> Answer:
    # Two clicks are one; a link that is opened again shows how far it is.
    if found.state == State.UNCONFIRMED:
        moved = moving.move(found.pk, What.CONFIRMED, version=found.version)
        trusting.publish_if_trusted(moved)
    return _here(visit)


def _answered(visit: Visit, owned: Owned[IntakeForm], found: Submission) -> Answer:
    words = _words(visit)
    if not words:
        note = _("Write your answer first.")
        return _matter(visit, owned, found, note=note, status=drawing.BAD_REQUEST)
    if len(words) > LONGEST_ANSWER:
        note = _("This has %(count)d characters. At most %(most)d fit. Make it shorter.") % {
            "count": len(words),
            "most": LONGEST_ANSWER,
        }
        return _matter(visit, owned, found, note=note, typed=words, status=drawing.BAD_REQUEST)
    moving.move(found.pk, What.ANSWERED, message=words)
    return _here(visit)


def _words(visit: Visit) -> str:
    return visit.sent.get("answer", "").replace("\0", "").strip()


def _withdraw(visit: Visit, owned: Owned[IntakeForm], found: Submission) -> Answer:
    if found.accepted_at is None or found.is_correction:
        moving.move(found.pk, What.WITHDRAWN)
    else:
        # What is public goes when a moderator agrees, as every change of it.
        gone = [{**line, "deleted": True} for line in found.lines]
        _changed(found, gone)
    return _here(visit)


def _changed(found: Submission, lines: list[dict[str, Any]]) -> None:
    _publish(found, moving.move(found.pk, What.CHANGED, lines=lines))


def _publish(before: Submission, moved: Submission) -> None:
    # What a moderator has in hand stays there.
    if before.state == State.ACCEPTED:
        trusting.publish_if_trusted(moved)


def _cancel(visit: Visit, owned: Owned[IntakeForm], found: Submission) -> Answer:
    key = visit.sent.get("date", "")
    if key not in dict(_dates(owned.part, found)):
        note = _("Choose the date that does not take place.")
        return _matter(visit, owned, found, note=note, status=drawing.BAD_REQUEST)
    _changed(found, owned.part.form.cancelled(found.lines, key))
    return _here(visit)


def _change_page(visit: Visit, owned: Owned[IntakeForm], found: Submission) -> Answer:
    if What.CHANGED not in moving.NEXT[found.state]:
        return _matter(visit, owned, found)
    return _form_page(visit, owned, found, "change", _("Send the change"))


def _copy_page(visit: Visit, owned: Owned[IntakeForm], found: Submission) -> Answer:
    return _form_page(visit, owned, found, "copy", str(owned.part.button))


def _form_page(
    visit: Visit, owned: Owned[IntakeForm], found: Submission, do: str, button: str
) -> Shown:
    part = owned.part
    form = part.form(initial=correcting.words_of(found, part), is_known=True)
    hidden = {"do": do, "version": str(found.version)}
    return drawing.shown(visit, part, form, button=button, hidden=hidden)


def _checked(
    visit: Visit, owned: Owned[IntakeForm], found: Submission, button: str
) -> tuple[Any, list[dict[str, Any]], Mapping[str, Any], Shown | None]:
    """Return the form, its lines and pictures, and the page where something is wrong with them."""
    part, form = owned.part, filling.filled(visit, owned.part, is_known=True)
    uploads, problem = filling.pictures(visit, form)
    note, hidden = "", {name: visit.sent.get(name, "") for name in ("do", "version")}
    is_quiet = steps.is_form_wanted(visit, part)
    if not is_quiet and filling.stands(form, visit) and not problem:
        is_copy = hidden["do"] == "copy"
        lines, note = filling.lines_of(form, visit, part, None if is_copy else found)
        ticket = senders.ticket_key(visit.sent.get(senders.TICKET, ""))
        note = note or ("" if ticket else drawing.doubts()[senders.Doubt.TICKET])
        if not note:
            return form, lines, uploads, None
    page = drawing.shown(
        visit,
        part,
        form,
        uploads=uploads,
        note=note,
        button=button,
        hidden=hidden,
        is_quiet=is_quiet,
    )
    return form, [], uploads, page


def _change(visit: Visit, owned: Owned[IntakeForm], found: Submission) -> Answer:
    form, lines, uploads, page = _checked(visit, owned, found, _("Send the change"))
    if page:
        return page
    version = visit.sent.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() else -1
    with transaction.atomic():
        lines = [*lines, *found.lines[len(lines) :]]
        told = form.message()
        moved = moving.move(found.pk, What.CHANGED, lines=lines, message=told, version=seen)
        quarantine.attach(moved, list(uploads.values()), form.cleaned_data)
    _publish(found, moved)
    return _here(visit)


def _copy(visit: Visit, owned: Owned[IntakeForm], found: Submission) -> Answer:
    form, lines, uploads, page = _checked(visit, owned, found, str(owned.part.button))
    if page:
        return page
    made = receiving.receive_copy(visit, owned, form, lines, uploads, found)
    if made is None:
        note = drawing.too_many(visit)
        hidden = {"do": "copy", "version": ""}
        return drawing.shown(
            visit, owned.part, form, uploads=uploads, note=note, hidden=hidden, status=429
        )
    if made.version == 1:
        # Just confirmed: nobody has it in hand yet.
        trusting.publish_if_trusted(made)
    return Elsewhere(links.path_of(owned.part, visit.locale, links.token_of(made)))


_PAGES: Final = {"change": _change_page, "copy": _copy_page}
_ACTS: Final = {
    "confirm": _confirm,
    "answer": _answered,
    "withdraw": _withdraw,
    "cancel": _cancel,
    "change": _change,
    "copy": _copy,
}
