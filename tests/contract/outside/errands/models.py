"""An errand, and the paper in the town hall's window that names all of them."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PublishingPanel

from hub.content.models import Record


class Errand(Record):
    """Something a neighbour needs help with."""

    minutes = models.PositiveIntegerField(
        _("minutes"), null=True, blank=True, help_text=_("How long it takes, about.")
    )
    needed_by = models.DateTimeField(
        _("needed by"), null=True, blank=True, help_text=_("Leave it empty: at any time.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("needed_by")]),
        FieldPanel("topics"),
        FieldPanel("site"),
        PublishingPanel(),
    ]

    class Meta(Record.Meta):
        verbose_name = _("errand")
        verbose_name_plural = _("Errands")


class PosterLine(models.Model):
    """What the paper says of one errand in one language."""

    document_id = models.UUIDField()
    locale = models.CharField(max_length=20)
    title = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["document_id", "locale"], name="errands_line_once")
        ]

    def __str__(self) -> str:
        return self.title
