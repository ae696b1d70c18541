"""What an editor sees of an event: tabs, sections, help texts."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from hub.content.models import HubPage
from hub.kernel.documents.document import ACCESSIBILITY_FACTS


class DatesPreview(Panel):
    """The next dates in words. The server works them out; a script only asks for them anew."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page in one form."""

        template_name = "events/admin/dates_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the panel's context with the preview of the page as it stands."""
            from plugins.events.admin.preview import preview_of

            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "preview": preview_of(self.instance), "page_pk": self.instance.pk}


CONTENT: Final[list[Any]] = [
    TitleFieldPanel(
        "title", help_text=_("What it is, e.g. “Repair café in the town hall”. No date, no place.")
    ),
    FieldPanel("summary"),
    FieldPanel("image"),
    FieldPanel("body"),
    *HubPage.placing_panels,
]
DATES: Final[list[Any]] = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("first_day"), FieldPanel("start_time")]),
            FieldRowPanel([FieldPanel("last_day"), FieldPanel("end_time")]),
            FieldPanel("all_day"),
            FieldPanel("type"),
        ],
        heading=_("When"),
        help_text=_("For a series: the first date. The repetition follows below."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("repeats"),
            FieldPanel("interval"),
            FieldPanel("weekdays"),
            FieldPanel("nths"),
            FieldRowPanel([FieldPanel("until_on"), FieldPanel("count")]),
            FieldRowPanel([FieldPanel("exdates"), FieldPanel("rdates")]),
            FieldPanel("skips_holidays"),
        ],
        heading=_("Repetition"),
        help_text=_("For example: weekly on Tuesdays until 30 June, not on 7 April."),
    ),
    DatesPreview(heading=_("These dates result")),
    InlinePanel(
        "event_changes",
        heading=_("Single dates that differ"),
        label=_("Changed date"),
        help_text=_(
            "Move or cancel one date of a series. It stays visible with its note:"
            " whoever wanted to come learns of it."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("status"), FieldPanel("status_reason")],
        heading=_("Does the event take place?"),
        help_text=_(
            "A cancelled event stays visible as “cancelled”. You can undo that at any time."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("rrule"), FieldPanel("timezone")],
        heading=_("For experts"),
        classname="collapsed",
    ),
]
PLACE: Final[list[Any]] = [
    MultiFieldPanel(
        [FieldPanel("format"), FieldPanel("place"), FieldPanel("online_url")], heading=_("Where")
    ),
    MultiFieldPanel(
        [FieldPanel("organisation"), FieldPanel("organiser_name")], heading=_("Organiser")
    ),
]
ATTENDING: Final[list[Any]] = [
    MultiFieldPanel(
        [
            FieldPanel("registration_is_required"),
            FieldRowPanel([FieldPanel("registration_url"), FieldPanel("registration_email")]),
            FieldRowPanel(
                [FieldPanel("registration_deadline_at"), FieldPanel("registration_capacity")]
            ),
            FieldPanel("registration_is_full"),
            FieldPanel("registration_note"),
        ],
        heading=_("Registration"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("is_free"),
            FieldRowPanel([FieldPanel("price_cents"), FieldPanel("reduced_cents")]),
            FieldPanel("price_note"),
        ],
        heading=_("Price"),
    ),
    MultiFieldPanel(
        [FieldPanel("audience"), FieldPanel("languages")], heading=_("For whom, in which languages")
    ),
]
ACCESS: Final[list[Any]] = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel(one), FieldPanel(other)])
            for one, other in zip(ACCESSIBILITY_FACTS[::2], ACCESSIBILITY_FACTS[1::2], strict=True)
        ],
        heading=_("Accessibility of the event"),
        help_text=_(
            "Only what is particular to this event, e.g. an interpreter for sign language."
            " What holds for the place is taken from the place."
        ),
    )
]


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
