"""Whose word is taken at once: senders that a moderator has confirmed for an organisation."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TrustedSender(models.Model):
    """An address that publishes for one organisation on one website once it has confirmed by link.

    `organisation` is the id of its document, the same in every language. `used_at` is when it last
    published: who has not for long is no longer trusted.
    """

    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("website"), on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.UUIDField()
    email = models.EmailField(_("e-mail"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        # Who moderates, trusts (`hub.intake.moderation.rights`).
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["email", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["email", "site", "organisation"], name="intake_trusted_once"
            )
        ]

    def __str__(self) -> str:
        return self.email
