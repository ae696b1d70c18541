"""One date of an event that differs: moved, cancelled, postponed, or with a note."""

from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin

from plugins.events.choices import DateStatus
from plugins.events.models.when import is_plausible
from plugins.events.recurrence import Change


class EventChange(TranslatableMixin, Orderable):
    """`original_day` (and `original_time`, where a day has several) is RFC 5545's RECURRENCE-ID."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="event_changes")
    original_day = models.DateField(
        _("the date on"),
        validators=[is_plausible],
        help_text=_("The day it would be by the rule, e.g. 07.04.2027"),
    )
    original_time = models.TimeField(
        _("at this time"),
        null=True,
        blank=True,
        help_text=_("Only if there are several dates on this day."),
    )
    status = models.CharField(
        _("what changes"), max_length=10, choices=DateStatus.choices, default=DateStatus.CANCELLED
    )
    first_day = models.DateField(_("new day"), null=True, blank=True, validators=[is_plausible])
    start_time = models.TimeField(_("new time from"), null=True, blank=True)
    last_day = models.DateField(_("new last day"), null=True, blank=True, validators=[is_plausible])
    end_time = models.TimeField(_("new time until"), null=True, blank=True)
    note = models.CharField(
        _("note for readers"),
        max_length=200,
        blank=True,
        help_text=_("Readers see it at this date."),
    )

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("original_day"), FieldPanel("original_time")]),
        FieldPanel("status"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("start_time")]),
        FieldRowPanel([FieldPanel("last_day"), FieldPanel("end_time")]),
        FieldPanel("note"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("changed date")
        verbose_name_plural = _("changed dates")

    def __str__(self) -> str:
        return f"{self.original_day} {self.get_status_display()}"

    @property
    def is_elsewhere(self) -> bool:
        """Whether the change gives a new day or time."""
        return any((self.first_day, self.start_time, self.last_day, self.end_time))

    def clean(self) -> None:
        """Ask a moved date for its new time, and for an order of its times."""
        super().clean()
        if self.status == DateStatus.MOVED and not self.is_elsewhere:
            raise ValidationError(
                {"first_day": _("Give the new day or the new time of the moved date.")}
            )
        day = self.first_day or self.original_day
        if self.last_day and day and self.last_day < day:
            raise ValidationError({"last_day": _("The last day lies before the first.")})
        is_one_day = not self.last_day or self.last_day == day
        if is_one_day and self.start_time and self.end_time and self.end_time <= self.start_time:
            raise ValidationError({"end_time": _("The end lies before the beginning.")})

    def as_change(self, starts: datetime, ends: datetime, *, all_day: bool) -> Change:
        """Return the change in wall-clock times; what it does not give is as in the series."""
        original: Any = self.original_day
        if self.original_time:
            original = datetime.combine(self.original_day, self.original_time)
        if not self.is_elsewhere:
            return Change(original=original, status=self.status, note=self.note)
        day = self.first_day or self.original_day
        begins = datetime.combine(day, self.start_time or self.original_time or starts.time())
        if all_day:
            begins = datetime.combine(day, time())
        return Change(
            original=original,
            status=self.status,
            starts=begins,
            ends=max(begins, self._finish(begins, starts, ends, all_day)),
            note=self.note,
        )

    def _finish(
        self, begins: datetime, starts: datetime, ends: datetime, all_day: bool
    ) -> datetime:
        if self.last_day and all_day:
            return datetime.combine(self.last_day + timedelta(days=1), time())
        if self.end_time and not all_day:
            return datetime.combine(self.last_day or begins.date(), self.end_time)
        if self.last_day:
            return datetime.combine(self.last_day, ends.time())
        return begins + (ends - starts)
