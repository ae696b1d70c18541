"""Declares what events bring to the hub."""

from dataclasses import dataclass
from datetime import time
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from hub.kernel.capability import Capability
from hub.kernel.parts import Kind, Part, PersonalData, Schedule


@dataclass(frozen=True)
class EventsSettings:
    """`state`: whose public holidays are proposed, as in ISO 3166-2:DE without `DE-`."""

    state: str = "ST"


class EventsConfig(Capability):
    """Events with dates, repetition, place, price and registration."""

    name = "plugins.events"
    label = "events"
    verbose_name = _("Events")
    title = _("Events")
    summary = _("Events with repeating dates, changes to single dates, price and registration.")
    requires: ClassVar[tuple[str, ...]] = ("organisations",)
    settings: ClassVar[Any] = EventsSettings

    def provides(self) -> tuple[Part, ...]:
        """Return the kind `event` and the task that moves the window of dates on after midnight."""
        from plugins.events import document, privacy, reading, schema, schema_org, wording
        from plugins.events.models import EventIndexPage, EventPage

        return (
            Kind(
                name="event",
                plural="events",
                title=_("event"),
                title_plural=_("Events"),
                model=EventPage,
                index_page=EventIndexPage,
                order="dates",
                build_document=document.build_event,
                read_line=reading.read_event,
                schema=schema.EVENT,
                filters=schema.FILTERS,
                facets=schema.FACETS,
                schema_org=schema_org.schema_org,
                reword=wording.reword,
            ),
            Schedule(name="dates", task="events.extend_dates", at=time(0, 5), queue="publish"),
            PersonalData(
                name="registration",
                model="events.EventPage",
                fields=("registration_email",),
                purpose=_("So that readers can register for the event."),
                legal_basis="Art. 6 (1) (a) GDPR",
                retention=None,
                find=privacy.find,
                eraser=privacy.erase,
                is_public=True,
            ),
        )
