"""The note, a record with the duties of a page, and the tally of the follower."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PublishingPanel

from hub.content.models import IndexPage, Record


class Colour(models.TextChoices):
    """The paper a note is written on."""

    YELLOW = "yellow", _("yellow")
    BLUE = "blue", _("blue")
    GREEN = "green", _("green")


class Note(Record):
    """A note on the board. The author's address is private and never leaves the hub."""

    colour = models.CharField(
        _("colour"), max_length=10, choices=Colour.choices, default=Colour.YELLOW
    )
    district = models.ForeignKey(
        "content.District",
        verbose_name=_("district"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    pinned_until = models.DateField(
        _("pinned until"), null=True, blank=True, help_text=_("Until then it stands in front.")
    )
    reward_euros = models.PositiveIntegerField(
        _("reward in euros"), null=True, blank=True, help_text=_("For whoever can help.")
    )
    answer_by = models.DateTimeField(
        _("answers until"), null=True, blank=True, help_text=_("Leave it empty: at any time.")
    )
    author_email = models.EmailField(
        _("author's e-mail"), blank=True, help_text=_("For questions. It is never published.")
    )

    written_at = models.DateTimeField(default=timezone.now, editable=False)

    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("colour"), FieldPanel("pinned_until")]),
        FieldRowPanel([FieldPanel("reward_euros"), FieldPanel("answer_by")]),
        FieldPanel("topics"),
        FieldPanel("district"),
        FieldPanel("author_email"),
        FieldPanel("site"),
        PublishingPanel(),
    ]

    class Meta(Record.Meta):
        verbose_name = _("note")
        verbose_name_plural = _("Notes")
        ordering: ClassVar[list[str]] = ["-first_published_at", "pk"]


class NoteIndexPage(IndexPage):
    """The page that lists the notes; they stand below it."""

    lists: ClassVar[str] = "note"

    class Meta:
        verbose_name = _("list of notes")


class Tally(models.Model):
    """What the follower has seen of one kind."""

    kind = models.CharField(max_length=60, primary_key=True)
    sequence = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} up to {self.sequence}"
