"""The models of events."""

from plugins.events.models.changes import EventChange
from plugins.events.models.pages import EventIndexPage, EventPage

__all__ = ["EventChange", "EventIndexPage", "EventPage"]
