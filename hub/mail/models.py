"""The outbox: one row a mail and recipient, from the moment somebody sends it."""

from typing import Any, ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a mail is. SENDING: a worker talks to the server about it, or was killed then;
    RETURNED: our server took it, the recipient's did not (`hub.mail.bounces`)."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not delivered")
    RETURNED = "returned", _("came back")


# What a worker may still send.
OPEN: Final = (State.WAITING, State.SENDING)


class Mail(models.Model):
    """One mail to one recipient, as the server gets it.

    `content` is the whole message and goes as soon as the server has it: links in it are keys.
    `due_at` is the next moment at which a worker may take it; while one sends it, when the others
    take that one for dead. `tries_until` is when a mail is given up that was only refused for now.
    `reply` is what the server said last.
    """

    message_id = models.CharField(max_length=250, unique=True)
    sender = models.CharField(_("sender"), max_length=320)
    recipient = models.CharField(_("recipient"), max_length=320)
    subject = models.TextField(_("subject"))
    content = models.BinaryField()
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    reply = models.TextField(_("answer of the mail server"), blank=True, default="")
    attempts_count = models.PositiveIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("written"))
    due_at = models.DateTimeField(_("next attempt"))
    tries_until = models.DateTimeField()
    sent_at = models.DateTimeField(_("sent"), null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        default_permissions = ("view", "change")
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["due_at", "id"], condition=models.Q(state__in=OPEN), name="mail_due"
            ),
            models.Index(fields=["recipient"], name="mail_recipient"),
            models.Index(fields=["-created_at"], name="mail_newest"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(state=State.SENT, sent_at__isnull=False)
                | (~models.Q(state=State.SENT) & models.Q(sent_at__isnull=True)),
                name="mail_sent_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
