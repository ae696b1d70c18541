"""The public form by which anybody sends an event: its fields, and what they mean as a line."""

from plugins.events.sending.form import PATHS, EventForm

__all__ = ["PATHS", "EventForm"]
