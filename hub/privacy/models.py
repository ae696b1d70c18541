"""The protocol: what was done with personal data, and how much of it; never whose."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class What(models.TextChoices):
    """What was done."""

    EXPIRED = "expired", _("removed because its time had ended")
    TOLD = "told", _("told to the person")
    ERASED = "erased", _("erased for the person")


class Act(models.Model):
    """One entry of the protocol. `counts` is {declaration: rows}, without those that had none;
    `failed` names declarations that could not be dealt with."""

    what = models.CharField(max_length=10, choices=What.choices)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    counts = models.JSONField(default=dict)
    failed = ArrayField(models.CharField(max_length=120), default=list)

    class Meta:
        default_permissions = ("view",)
        permissions: ClassVar[list[Any]] = [
            ("answer_act", "Can tell and erase what is kept about a person")
        ]
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.made_at:%Y-%m-%d}"

    @property
    def total(self) -> int:
        """Return how many rows it was about."""
        return sum(self.counts.values())


def note(
    what: What, counts: dict[str, int], *, user: Any = None, failed: tuple[str, ...] = ()
) -> None:
    """Write one entry of the protocol."""
    touched = {key: count for key, count in counts.items() if count}
    Act.objects.create(what=what, user=user, counts=touched, failed=list(failed))
