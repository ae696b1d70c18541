"""When a moderator is away, and who moderates instead."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Absence(models.Model):
    """One period of one moderator, both days included; the next one takes its place."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    starts_on = models.DateField(_("away from"))
    ends_on = models.DateField(_("until"))
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who stands in"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        # Everybody sets their own.
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["user"], name="intake_one_absence")
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"
