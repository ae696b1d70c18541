"""Events for tests: `event(parent, **fields)` is published, `change(…)` is one date that
differs."""

from datetime import date, time
from typing import Any

from wagtail.models import Page

from plugins.events.models import EventChange, EventIndexPage, EventPage
from tests.factories.content import PlaceFactory, add_page


def event_index(home: Page, **fields: Any) -> EventIndexPage:
    """Return a live list of events below the home page."""
    return add_page(home, EventIndexPage, **{"title": "Veranstaltungen", **fields})


def change(original_day: date, **fields: Any) -> EventChange:
    """Return a change, not saved: it is cancelled unless `status` says otherwise."""
    return EventChange(original_day=original_day, **fields)


def event_fields(**fields: Any) -> dict[str, Any]:
    """Return the fields of an event on a Tuesday evening in a place, with these on top."""
    if "place" not in fields and fields.get("format") != "online":
        fields["place"] = PlaceFactory()
    return {
        "title": "Offene Werkstatt",
        "first_day": date(2026, 1, 13),
        "start_time": time(18),
        "end_time": time(20),
        **fields,
    }


def event(
    parent: Page, *, changes: tuple[EventChange, ...] = (), live: bool = True, **fields: Any
) -> EventPage:
    """Return a new event below its list; published if `live`. Its time is 18 to 20 unless given."""
    page: EventPage = add_page(parent, EventPage, live=live, **event_fields(**fields))
    if changes:
        page.event_changes = list(changes)
        revision = page.save_revision()
        if live:
            revision.publish()
        page.refresh_from_db()
    return page
