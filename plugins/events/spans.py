"""Dates as editors read them, always with the year: "Sa., 14. März 2026, 15–17 Uhr"."""

from datetime import date

from hub.words import dates
from plugins.events.recurrence import Occurrence


def day_in_words(day: date) -> str:
    """Return a day with its weekday and year."""
    return dates.day_in_words(day, year=True)


def span_in_words(one: Occurrence, zone: str, *, all_day: bool) -> str:
    """Return a date from its start to its end, in the event's own time."""
    when = {
        "starts_at": one.starts_at,
        "ends_at": one.ends_at,
        "timezone": zone,
        "all_day": all_day,
    }
    return dates.when_in_words(when, year=True)
