"""A report of a barrier with its one-month deadline."""

from typing import Any, ClassVar, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from plugins.accessibility.deadline import a_month_after, new_reference
from plugins.accessibility.forms import BarrierReportForm

LONGEST_TEXT: Final = 4000
LONGEST_PAGE: Final = 500


class State(models.TextChoices):
    """How far the office is."""

    NEW = "new", _("new")
    WORKING = "working", _("in work")
    ANSWERED = "answered", _("answered")


class BarrierReport(models.Model):
    """What somebody cannot read or use. Sent by the form, or written down from a call.

    `key` is the same for the same content sent twice. Name, e-mail and texts are erased when the
    time is over; reference, page and days stay, so that the office can show that it answered.
    """

    reference = models.CharField(
        _("reference"), max_length=12, unique=True, default=new_reference, editable=False
    )
    key = models.UUIDField(unique=True, null=True, editable=False)
    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("website"), on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(
        _("language"), max_length=20, default=settings.LANGUAGE_CODE, choices=settings.LANGUAGES
    )
    received_at = models.DateTimeField(
        _("received"), default=timezone.now, help_text=_("The month to answer begins here.")
    )
    due_on = models.DateField(_("answer by"), editable=False)
    page = models.CharField(
        _("on which page"),
        max_length=LONGEST_PAGE,
        blank=True,
        help_text=_("Address or title of the page."),
    )
    description = models.TextField(_("the barrier"), max_length=LONGEST_TEXT, blank=True)
    wish = models.TextField(_("what would help"), max_length=LONGEST_TEXT, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    state = models.CharField(
        _("progress"), max_length=10, choices=State.choices, default=State.NEW, db_index=True
    )
    note = models.TextField(
        _("internal note"),
        max_length=LONGEST_TEXT,
        blank=True,
        help_text=_("For colleagues. It is never published and erased with the report."),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    erased_at = models.DateTimeField(_("erased at"), null=True, editable=False)

    base_form_class = BarrierReportForm
    panels: ClassVar[list[Any]] = [
        HelpPanel(template="accessibility/admin/deadline.html"),
        MultiFieldPanel([FieldPanel("state"), FieldPanel("note")], heading=_("What you do")),
        MultiFieldPanel(
            [
                FieldPanel("description"),
                FieldPanel("page"),
                FieldPanel("wish"),
                FieldRowPanel([FieldPanel("name"), FieldPanel("email")]),
            ],
            heading=_("What was reported"),
        ),
        MultiFieldPanel(
            [FieldPanel("received_at"), FieldPanel("language"), FieldPanel("site")],
            heading=_("How it came"),
        ),
    ]

    class Meta:
        verbose_name = _("barrier report")
        verbose_name_plural = _("Barrier reports")
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(state="answered", answered_at__isnull=False)
                | (~models.Q(state="answered") & models.Q(answered_at__isnull=True)),
                name="accessibility_answered_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.reference)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Work out the day to answer by, and when it was answered."""
        self.due_on = a_month_after(timezone.localdate(self.received_at))
        if self.state != State.ANSWERED:
            self.answered_at = None
        elif self.answered_at is None:
            self.answered_at = timezone.now()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Ask for what was reported; of an erased report nothing is asked."""
        super().clean()
        if not self.description and not self.erased_at:
            raise ValidationError({"description": _("Write what the barrier is.")})
        if self.received_at and self.received_at > timezone.now():
            raise ValidationError({"received_at": _("This lies in the future.")})

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits."""
        return self.state != State.ANSWERED
