"""EventPage and the page that lists events."""

import hashlib
from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from hub.content.models import HubPage, IndexPage
from hub.content.models.accessibility import Access
from plugins.events import panels
from plugins.events.forms import EventPageForm
from plugins.events.models.attending import Attending
from plugins.events.models.when import When
from plugins.events.models.where import Where
from plugins.events.translating import SYNCHRONISED


class EventPage(When, Where, Attending, Access, HubPage):  # type: ignore[django-manager-missing]
    """An event with all its dates. `sequence` and `uid` are iCalendar's."""

    sequence = models.PositiveIntegerField(default=0, editable=False)
    # What calendars have to hear of; empty as long as the event was never public.
    calendar_digest = models.CharField(max_length=32, blank=True, editable=False)

    is_creatable = True
    parent_page_types: ClassVar[list[str]] = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Something one can go to, once or again and again.")
    base_form_class = EventPageForm
    edit_handler = panels.edit_handler()
    content_panels = panels.CONTENT
    # What building a batch reads ahead (hub.content.shelf).
    prefetch_paths: ClassVar[tuple[str, ...]] = ("organisation", "event_changes")
    override_translatable_fields = SYNCHRONISED
    search_fields: ClassVar[Sequence[Any]] = [
        *HubPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("organiser_name"),
        index.FilterField("type"),
        index.FilterField("status"),
        index.FilterField("format"),
        index.FilterField("span_starts_at"),
        index.FilterField("span_ends_at"),
        index.FilterField("place_id"),
        index.FilterField("organisation_id"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("Events")

    @property
    def uid(self) -> str:
        """Return the identity in calendars; the same in every language."""
        return f"{self.document_id}@hub"

    def clean(self) -> None:
        """Collect all problems, so that an editor sees them at once."""
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as error:
            errors.update(error.error_dict if hasattr(error, "error_dict") else {"__all__": error})
        errors.update(self.when_problems())
        errors.update(self.where_problems())
        errors.update(self.attending_problems(self.last))
        if errors:
            raise ValidationError(errors)

    def work_out_columns(self) -> None:
        """Keep the span of the dates and iCalendar's sequence up to date."""
        self.remember_span()
        self._count_sequence()

    def _count_sequence(self) -> None:
        known = None
        if not self._state.adding:
            columns = (
                type(self)
                ._base_manager.filter(pk=self.pk)
                .values_list("sequence", "calendar_digest")
            )
            known = columns.first()
        counted, digest = known or (self.sequence, "")
        if not self.live:
            self.sequence, self.calendar_digest = max(counted, self.sequence), digest
            return
        self.calendar_digest = self._calendar_digest()
        has_changed = bool(digest) and digest != self.calendar_digest
        # An old revision that is published again must not count backwards.
        self.sequence = max(counted + has_changed, self.sequence)

    def _calendar_digest(self) -> str:
        changes = sorted(
            (
                str(one.original_day),
                str(one.original_time),
                str(one.as_change(self.starts, self.ends, all_day=self.all_day)),
            )
            for one in self.event_changes.all()
        )
        values = (
            self.starts,
            self.ends,
            self.all_day,
            self.timezone,
            self.rrule,
            self.rdates,
            self.exdates,
            str(self.status),
            self.place_id,
            str(self.format),
            self.online_url,
            changes,
            # What was counted before there was this choice must not count again.
            *(["skips_holidays"] if self.skips_holidays else []),
        )
        return hashlib.sha256(repr(values).encode()).hexdigest()[:32]


class EventIndexPage(IndexPage):
    """Lists the events, the next date first."""

    lists: ClassVar[str] = "event"

    is_creatable = True
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")
