"""Jobs of wagtail-localize that wait for a worker. The row is the memory, the bell only wakes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationJob(models.Model):
    """One call that a worker has to make; its row goes once the call has worked.

    `function` is a dotted path inside wagtail_localize, `arguments` are JSON: a model instance is
    `{"model": "wagtailcore.locale", "pk": 2}`.
    """

    function = models.CharField(_("function"), max_length=200)
    arguments = models.JSONField(default=list)
    keywords = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    attempts_count = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("translation job")
        verbose_name_plural = _("translation jobs")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.function} #{self.pk}"
