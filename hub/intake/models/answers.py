"""What moderators answer again and again, and on which mornings they were told what waits."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReplyText(models.Model):
    """A text block for questions and refusals, of one website in one language."""

    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("website"), on_delete=models.CASCADE, related_name="+"
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", verbose_name=_("language"), on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(
        _("title"), max_length=80, help_text=_("For moderators; senders do not see it.")
    )
    text = models.TextField(_("text"), max_length=4000)

    class Meta:
        verbose_name = _("text block")
        verbose_name_plural = _("Text blocks for answers")
        ordering: ClassVar[list[Any]] = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Digest(models.Model):
    """A day on which moderators were told: a task that runs twice tells them once."""

    day = models.DateField(primary_key=True)

    def __str__(self) -> str:
        return f"{self.day}"
