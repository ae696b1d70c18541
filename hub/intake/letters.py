"""What senders get by mail, in the language of their form: one matter, one action, one link."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from hub.intake.links import part_of, path_of, token_of
from hub.intake.models import Submission, What
from hub.publication.models import PublicationSite


@dataclass(frozen=True)
class Letter:
    """`action` says what is behind the link; `after` stands below it."""

    subject: str
    before: tuple[str, ...]
    action: str
    after: tuple[str, ...] = ()


def tell(submission: Submission, what: What, message: str = "") -> None:
    """Have the sender told of a step, with the commit; of most steps they are not."""
    write = _LETTERS.get(what)
    if write is None or not submission.sender_email:
        return
    with translation.override(submission.locale):
        _send(submission, write(submission, message))


def send_link(submission: Submission) -> None:
    """Have the sender sent the link once more, with the commit."""
    with translation.override(submission.locale):
        _send(submission, _link(submission))


def _send(submission: Submission, letter: Letter) -> None:
    site = PublicationSite.objects.get(site_id=submission.site_id).facts
    owned = part_of(submission)
    token = token_of(submission)
    url = f"{site['url']}{path_of(owned.part, submission.locale, token)}" if owned else site["url"]
    paragraphs = [
        _greeting(submission),
        *letter.before,
        f"{letter.action}:\n{url}",
        *letter.after,
        _signature(submission, site),
    ]
    contact = site["contact"] or {}
    EmailMessage(
        subject=" ".join(letter.subject.split()),
        body="\n\n".join(one for one in paragraphs if one) + "\n",
        to=[submission.sender_email],
        reply_to=[contact["email"]] if contact.get("email") else None,
        headers={"Auto-Submitted": "auto-generated"},
    ).send()


def _greeting(submission: Submission) -> str:
    if submission.sender_name:
        return _("Good day, %(name)s,") % {"name": submission.sender_name}
    return _("Good day,")


def _signature(submission: Submission, site: dict[str, Any]) -> str:
    contact = site["contact"] or {}
    lines = [
        site["name"],
        contact.get("phone") or "",
        contact.get("email") or "",
        _("Reference: %(reference)s") % {"reference": submission.reference},
    ]
    return "\n".join(one for one in lines if one)


def _named(submission: Submission) -> dict[str, str]:
    return {"title": submission.title}


def _nothing() -> str:
    return _("You did not ask for this? Then you need not do anything.")


def _confirm(submission: Submission, message: str) -> Letter:
    return Letter(
        _("Please confirm: “%(title)s”") % _named(submission),
        (
            _("You have sent us “%(title)s”. Only one step is left.") % _named(submission),
            _("We look at it once you have confirmed your address."),
        ),
        _("Confirm the address and send"),
        (_("The link works for 7 days."), _nothing()),
    )


def _remind(submission: Submission, message: str) -> Letter:
    return Letter(
        _("Still to be confirmed: “%(title)s”") % _named(submission),
        (
            _("You have sent us “%(title)s” and not confirmed your address yet.")
            % _named(submission),
            _("We can look at it only then. This is our only reminder."),
        ),
        _("Confirm the address and send"),
        (_nothing(),),
    )


def _ask(submission: Submission, message: str) -> Letter:
    return Letter(
        _("A question about “%(title)s”") % _named(submission),
        (_("We have looked at “%(title)s” and ask you:") % _named(submission), message),
        _("Answer or correct"),
    )


def _accept(submission: Submission, message: str) -> Letter:
    if submission.lines and submission.lines[0].get("deleted"):
        return Letter(
            _("Taken down: “%(title)s”") % _named(submission),
            (_("“%(title)s” is no longer public, as you wished.") % _named(submission), message),
            _("See what you sent"),
        )
    return Letter(
        _("Published: “%(title)s”") % _named(submission),
        (_("“%(title)s” is public now. Thank you.") % _named(submission), message),
        _("Change or cancel it"),
        (_("Keep this mail. With the link you can copy it next year, too."),),
    )


def _draft(submission: Submission, message: str) -> Letter:
    return Letter(
        _("We take over “%(title)s”") % _named(submission),
        (
            _("We take over “%(title)s” and prepare it for publication. Thank you.")
            % _named(submission),
            message,
        ),
        _("See how far we are, correct or cancel"),
    )


def _refuse(submission: Submission, message: str) -> Letter:
    return Letter(
        _("Not published: “%(title)s”") % _named(submission),
        (_("We do not publish “%(title)s”.") % _named(submission), message),
        _("See what you sent"),
        (_("We erase it in 30 days."),),
    )


def _link(submission: Submission) -> Letter:
    return Letter(
        _("Your link to “%(title)s”") % _named(submission),
        (_("You have asked for a new link."),),
        _("See how far we are, correct or cancel"),
        (_nothing(),),
    )


_LETTERS: Final[dict[str, Callable[[Submission, str], Letter]]] = {
    What.SENT: _confirm,
    What.REMINDED: _remind,
    What.ASKED: _ask,
    What.ACCEPTED: _accept,
    What.DRAFTED: _draft,
    What.REFUSED: _refuse,
}
