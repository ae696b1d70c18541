"""The desk's panel of mails that did not arrive, and their button."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.kernel.contract.desk import Action, DeskEntry, Outcome
from hub.kernel.contract.parts import DeskPanel
from hub.mail.addresses import shown
from hub.mail.models import Mail, State
from hub.mail.sending import send_again

SEE: Final = "mail.view_mail"
ACT: Final = "mail.change_mail"


def _failed(user: Any) -> QuerySet[Mail]:
    if not user.has_perm(SEE):
        return Mail.objects.none()
    lost = Mail.objects.filter(state__in=[State.FAILED, State.RETURNED])
    return lost.order_by("-failed_at", "pk").defer("content")


def _entries(rows: Sequence[Mail]) -> list[DeskEntry]:
    return [
        DeskEntry(
            title=mail.subject,
            url=reverse("hub_mails"),
            detail=_detail(mail) % {"recipient": shown(mail.recipient), "day": _day(mail)},
            error=mail.reply,
            # What came back is not here any more.
            key=str(mail.pk) if mail.state == State.FAILED else "",
        )
        for mail in rows
    ]


def _detail(mail: Mail) -> str:
    if mail.state == State.RETURNED:
        return _("to %(recipient)s, came back on %(day)s")
    return _("to %(recipient)s, given up on %(day)s")


def _day(mail: Mail) -> str:
    moment = mail.failed_at or mail.created_at
    return str(date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT"))


def send_failed_again(user: Any, key: str) -> Outcome | None:
    """Put a mail that was given up back into the outbox; None where the user has no such mail."""
    if not user.has_perm(ACT) or not key.isdecimal():
        return None
    mail = Mail.objects.defer("content").filter(pk=key, state=State.FAILED).first()
    if mail is None:
        return None
    send_again(mail)
    text = _("“%(subject)s” is being sent to %(recipient)s again.")
    return Outcome(text % {"subject": mail.subject, "recipient": shown(mail.recipient)})


PANEL = DeskPanel(
    name="failed",
    title=gettext_lazy("Mails that did not arrive"),
    hint=gettext_lazy(
        "The recipient's mail server does not take them. Is the address right? Then send them "
        "again, or reach the person another way."
    ),
    rows=_failed,
    entries=_entries,
    action=Action(label=gettext_lazy("Send again"), act=send_failed_again),
    order=20,
)
