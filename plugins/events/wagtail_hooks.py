"""What events add to Wagtail's admin: the list, the month, the next dates, copying."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from plugins.events.admin.copying import copy_event
from plugins.events.admin.dates import dates
from plugins.events.admin.listing import EventListing
from plugins.events.models import EventPage


@hooks.register("register_admin_viewset")
def event_listing() -> EventListing:
    """Put the list of events into the menu."""
    return EventListing()


@hooks.register("register_admin_urls")
def event_urls() -> list[Any]:
    """Return the addresses of the preview and of copying; both are for editors only."""
    return [
        path("events/dates/", dates, name="events_dates"),
        path("events/<int:pk>/copy/", copy_event, name="events_copy"),
    ]


@hooks.register("register_page_listing_more_buttons")
def copy_button_in_lists(page: Any, user: Any, next_url: str | None = None) -> list[Button]:
    """Offer the copy to another day in lists."""
    return _copy_button(page, user)


@hooks.register("register_page_header_buttons")
def copy_button_in_header(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    """Offer the copy to another day above the form."""
    return _copy_button(page, user)


def _copy_button(page: Any, user: Any) -> list[Button]:
    if page.specific_class is not EventPage:
        return []
    url = reverse("events_copy", args=[page.pk])
    return [Button(_("Copy to another day"), url, icon_name="calendar-alt", priority=65)]
