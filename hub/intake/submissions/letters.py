"""What senders get by mail, in the language of their form: one matter, one action, one link."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hub.intake.models import Submission, What
from hub.intake.submissions.links import part_of, path_of, token_of
from hub.mail.composing import compose


@dataclass(frozen=True)
class Letter:
    """`message` is a moderator's words; `action` says what is behind the link, `after` stands
    below it."""

    subject: str
    before: tuple[str, ...]
    action: str
    after: tuple[str, ...] = ()
    message: str = ""


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
    owned = part_of(submission)
    token = token_of(submission)
    path = path_of(owned.part, submission.locale, token) if owned else "/"
    compose(
        "intake/mail/letter.html",
        {
            "letter": letter,
            "greeting": _greeting(submission),
            "path": path,
            "reference": submission.reference,
        },
        site_id=submission.site_id,
        locale=submission.locale,
        to=submission.sender_email,
    ).send()


def _greeting(submission: Submission) -> str:
    if submission.sender_name:
        return _apart(_("Good day, %(name)s,"), "name", submission.sender_name)
    return _("Good day,")


def _apart(sentence: str, name: str, words: str) -> SafeString:
    """Return a sentence with a sender's words in it: whichever way they are read, they leave the
    order of the others alone."""
    before, _name, after = sentence.partition(f"%({name})s")
    return format_html("{}<bdi>{}</bdi>{}", before, words, after)


def _titled(sentence: str, submission: Submission) -> SafeString:
    return _apart(sentence, "title", submission.title)


def _named(submission: Submission) -> dict[str, str]:
    return {"title": submission.title}


def _nothing() -> str:
    return _("You did not ask for this? Then you need not do anything.")


def _confirm(submission: Submission, message: str) -> Letter:
    return Letter(
        _("Please confirm: “%(title)s”") % _named(submission),
        (
            _titled(_("You have sent us “%(title)s”. Only one step is left."), submission),
            _("We look at it once you have confirmed your address."),
        ),
        _("Confirm the address and send"),
        (_("The link works for 7 days."), _nothing()),
    )


def _remind(submission: Submission, message: str) -> Letter:
    return Letter(
        _("Still to be confirmed: “%(title)s”") % _named(submission),
        (
            _titled(
                _("You have sent us “%(title)s” and not confirmed your address yet."), submission
            ),
            _("We can look at it only then. This is our only reminder."),
        ),
        _("Confirm the address and send"),
        (_nothing(),),
    )


def _ask(submission: Submission, message: str) -> Letter:
    return Letter(
        _("A question about “%(title)s”") % _named(submission),
        (_titled(_("We have looked at “%(title)s” and ask you:"), submission),),
        _("Answer or correct"),
        message=message,
    )


def _accept(submission: Submission, message: str) -> Letter:
    if submission.lines and submission.lines[0].get("deleted"):
        return Letter(
            _("Taken down: “%(title)s”") % _named(submission),
            (_titled(_("“%(title)s” is no longer public, as you wished."), submission),),
            _("See what you sent"),
            message=message,
        )
    return Letter(
        _("Published: “%(title)s”") % _named(submission),
        (_titled(_("“%(title)s” is public now. Thank you."), submission),),
        _("Change or cancel it"),
        (_("Keep this mail. With the link you can copy it next year, too."),),
        message,
    )


def _draft(submission: Submission, message: str) -> Letter:
    return Letter(
        _("We take over “%(title)s”") % _named(submission),
        (
            _titled(
                _("We take over “%(title)s” and prepare it for publication. Thank you."), submission
            ),
        ),
        _("See how far we are, correct or cancel"),
        message=message,
    )


def _refuse(submission: Submission, message: str) -> Letter:
    return Letter(
        _("Not published: “%(title)s”") % _named(submission),
        (_titled(_("We do not publish “%(title)s”."), submission),),
        _("See what you sent"),
        (_("We erase it in 30 days."),),
        message,
    )


def _take_down(submission: Submission, message: str) -> Letter:
    return Letter(
        _("Taken down: “%(title)s”") % _named(submission),
        (_titled(_("We have taken “%(title)s” off the website."), submission),),
        _("See what you sent"),
        (_("Do you want to know why? Answer this mail or call us."),),
        message,
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
    What.TRUSTED: _accept,
    What.REFUSED: _refuse,
    What.TAKEN_DOWN: _take_down,
}
