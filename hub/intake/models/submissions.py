"""A submission: lines that a person sent, with its state, its history, its files and its link.

`hub.intake.submissions.moving` alone changes states.
"""

import secrets
from pathlib import Path
from typing import Any, ClassVar, Final
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.kernel.documents.identity import new_id

# Read out on the phone: no letter or figure that sounds or looks like another. 47 bits: nobody
# guesses one, and it opens nothing.
ALPHABET: Final = "ACDEFHKLMNPRTWXY3479"
LENGTH: Final = 11


class State(models.TextChoices):
    """How far a submission is. Editors read these words; senders read sentences."""

    UNCONFIRMED = "unconfirmed", _("address not confirmed")
    WAITING = "waiting", _("waits")
    QUESTION = "question", _("sender was asked")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SPAM = "spam", _("spam")
    EXPIRED = "expired", _("expired")


class What(models.TextChoices):
    """What was done with a submission."""

    SENT = "sent", _("sent")
    CONFIRMED = "confirmed", _("address confirmed")
    REMINDED = "reminded", _("reminded")
    CHANGED = "changed", _("changed by the sender")
    ASKED = "asked", _("asked")
    ANSWERED = "answered", _("answered")
    ACCEPTED = "accepted", _("accepted")
    DRAFTED = "drafted", _("taken over as a draft")
    TRUSTED = "trusted", _("published at once: the sender is trusted")
    SEEN = "seen", _("looked at afterwards")
    TAKEN_DOWN = "taken_down", _("taken down")
    REFUSED = "refused", _("refused")
    REOPENED = "reopened", _("looked at again")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SPAM = "spam", _("marked as spam")
    EXPIRED = "expired", _("expired")


def new_reference() -> str:
    """Return e.g. `K7F3-M9QX-2AC`: tells nobody how many there are."""
    letters = "".join(secrets.choice(ALPHABET) for _number in range(LENGTH))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


class Submission(models.Model):
    """Lines of one matter in one or several languages, the first its original, and who sent them.

    `key` is the same for the same form sent twice. `form` is the key of its part, empty where it
    came by the API. `lines` are what is wanted now; of what is over for long they are empty, and so
    is the sender. `document_id` is the document that they make or change, `is_correction` says that
    it was here before. `version` counts the moves. `kept_until` is when sender and lines go.
    `unseen_since`: published at once, and nobody of us has looked at it yet.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    reference = models.CharField(
        _("reference"), max_length=20, unique=True, default=new_reference, editable=False
    )
    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("website"), on_delete=models.CASCADE, related_name="+"
    )
    form = models.CharField(max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=60)
    locale = models.CharField(_("language"), max_length=20)
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.UNCONFIRMED
    )
    version = models.PositiveIntegerField(default=0)
    lines = models.JSONField(encoder=DjangoJSONEncoder, default=list, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    document_id = models.UUIDField(default=new_id, db_index=True)
    is_correction = models.BooleanField(default=False)
    sender_name = models.CharField(_("name"), max_length=120, blank=True)
    sender_email = models.EmailField(_("e-mail"), blank=True)
    organisation = models.CharField(_("organisation"), max_length=255, blank=True)
    token_digest = models.BinaryField(max_length=32, unique=True, null=True, editable=False)
    token_number = models.PositiveIntegerField(default=0)
    token_until = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    reminded_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(_("since"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    unseen_since = models.DateTimeField(null=True)
    kept_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering: ClassVar[list[str]] = ["sent_at", "pk"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "moved_at"], name="intake_state"),
            models.Index(fields=["sender_email"], name="intake_sender"),
            models.Index(fields=["kept_until"], name="intake_kept_until"),
            models.Index(
                fields=["unseen_since"],
                condition=models.Q(unseen_since__isnull=False),
                name="intake_unseen",
            ),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=["unconfirmed", "expired", "spam"])
                | models.Q(confirmed_at__isnull=False),
                name="intake_confirmed_before_it_waits",
            )
        ]

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def title(self) -> str:
        """Return the title of the original line, empty once it is forgotten."""
        return str(self.lines[0].get("title") or "") if self.lines else ""

    @property
    def is_change(self) -> bool:
        """Whether it changes what is, or was, published."""
        return self.is_correction or self.accepted_at is not None


class Decision(models.Model):
    """One step in a submission's history: who did what, with which words.

    Without `user` it was the sender, or the hub itself. `lines` are those that the step brought, or
    that were written; empty where it left them alone. `message` is what the other side reads.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="decisions")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    what = models.CharField(max_length=12, choices=What.choices)
    message = models.TextField(blank=True)
    lines = models.JSONField(encoder=DjangoJSONEncoder, default=list, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.what}"


class Quarantine(FileSystemStorage):
    """Where uploads lie: no address leads there."""

    @property
    def base_location(self) -> Any:
        """Return the folder as the settings say it now."""
        return settings.HUB_QUARANTINE

    @property
    def location(self) -> str:
        """Return the folder's whole path."""
        return str(Path(self.base_location).absolute())

    def url(self, name: str | None) -> str:
        """Refuse: nobody sees a file before a moderator has accepted it."""
        raise ValueError("A file in quarantine has no address.")


def quarantine() -> Quarantine:
    """Return the storage of uploads."""
    return Quarantine()


def place_of(upload: "Upload", name: str) -> str:
    """Return an upload's name on the disk: nothing of the sender's."""
    return f"{upload.key}.{name.rpartition('.')[2]}"


class Upload(models.Model):
    """A picture that somebody sent, drawn anew (`hub.intake.guard.quarantine`).

    `key` is how a form that is shown again names it. Without a submission it goes after a day.
    """

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    submission: models.ForeignKey[Submission | None, Submission | None] = models.ForeignKey(
        Submission, null=True, on_delete=models.CASCADE, related_name="uploads"
    )
    field = models.CharField(max_length=60)
    file = models.FileField(storage=quarantine, upload_to=place_of, max_length=120)
    name = models.CharField(max_length=120)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.key}"


class LinkWish(models.Model):
    """Somebody asks for the links of an address; whether it has any is looked up later."""

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=80)
    email = models.EmailField()
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.pk}"
