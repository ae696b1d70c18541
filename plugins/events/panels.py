"""What an editor sees of an event: tabs, sections, help texts."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page

from hub.content.models import HubPage
from hub.kernel.document import ACCESSIBILITY_FACTS

CONTENT: Final[list[Any]] = [
    *Page.content_panels,
    *HubPage.shared_panels,
    *HubPage.placing_panels,
]
DATES: Final[list[Any]] = [
    FieldPanel("type"),
    FieldRowPanel([FieldPanel("first_day"), FieldPanel("start_time"), FieldPanel("end_time")]),
    FieldRowPanel([FieldPanel("last_day"), FieldPanel("all_day")]),
    FieldPanel("rrule"),
    FieldPanel("rdates"),
    FieldPanel("exdates"),
    FieldPanel("timezone"),
    InlinePanel("event_changes", heading=_("Single dates that differ"), label=_("Changed date")),
    MultiFieldPanel([FieldPanel("status"), FieldPanel("status_reason")], heading=_("Status")),
]
PLACE: Final[list[Any]] = [
    FieldPanel("format"),
    FieldPanel("place"),
    FieldPanel("online_url"),
    FieldPanel("organisation"),
    FieldPanel("organiser_name"),
]
ATTENDING: Final[list[Any]] = [
    FieldPanel("registration_is_required"),
    FieldPanel("registration_url"),
    FieldPanel("registration_email"),
    FieldPanel("registration_deadline_at"),
    FieldPanel("registration_capacity"),
    FieldPanel("registration_is_full"),
    FieldPanel("registration_note"),
    FieldPanel("is_free"),
    FieldPanel("price_cents"),
    FieldPanel("reduced_cents"),
    FieldPanel("price_note"),
    FieldPanel("audience"),
    FieldPanel("languages"),
]
ACCESS: Final[list[Any]] = [FieldPanel(name) for name in ACCESSIBILITY_FACTS]


def edit_handler() -> TabbedInterface:
    """Return the tabs of the editing view."""
    return TabbedInterface(
        [
            ObjectList(CONTENT, heading=_("Content")),
            ObjectList(DATES, heading=_("Dates")),
            ObjectList(PLACE, heading=_("Place and organiser")),
            ObjectList(ATTENDING, heading=_("Taking part")),
            ObjectList(ACCESS, heading=_("Accessibility")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
