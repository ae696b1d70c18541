"""Declares what events bring to the hub."""

from dataclasses import dataclass, field
from datetime import time
from typing import Any, ClassVar

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.kernel.contract.capability import Capability
from hub.kernel.contract.parts import IntakeForm, Kind, Part, PersonalData, Schedule, Slot


@dataclass(frozen=True)
class EventsSettings:
    """`state`: whose public holidays are proposed, as in ISO 3166-2:DE without `DE-`."""

    state: str = field(default_factory=lambda: str(settings.HUB_STATE))


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
        """Return the kind `event`, its public form, the nightly task that moves the window on."""
        from hub.intake.guard.quarantine import PICTURES
        from plugins.events import document, import_line, privacy, schema, schema_org, wording
        from plugins.events.models import EventIndexPage, EventPage
        from plugins.events.sending import PATHS, EventForm

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
                read_line=import_line.read_event,
                schema=schema.EVENT,
                filters=schema.FILTERS,
                facets=schema.FACETS,
                schema_org=schema_org.schema_org,
                reword=wording.reword,
            ),
            IntakeForm(
                name="event",
                kind="event",
                form=EventForm,
                paths=PATHS,
                title=_("Report a date"),
                lead=_("Anybody may report an event, without an account. It costs nothing."),
                button=_("Send and confirm by e-mail"),
                steps=(
                    _("You fill in the form. That takes about three minutes."),
                    _("You get an e-mail and confirm your address."),
                    _("We look at it within three working days and write you."),
                ),
                note=_note,
                takes_token=True,
                uploads=PICTURES,
            ),
            Slot(name="report", gap="legal", template="events/report_link.html"),
            Slot(name="correct", gap="event_aside", template="events/correct_link.html"),
            Slot(
                name="report_from_list",
                gap="list_subscribe",
                template="events/report_from_list.html",
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


def _note() -> str:
    """Return what becomes of what a sender says of themselves."""
    return gettext(
        "We use your name and your e-mail address to ask you and to answer you. They are not"
        " published. A year and a month after the last change we erase them."
    )
