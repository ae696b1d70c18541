"""The window in which the dates of a series are worked out."""

from datetime import datetime

from django.conf import settings

from plugins.events.recurrence import Expansion, Series, expand
from plugins.events.recurrence.expand import window_from


def windowed(series: Series, now: datetime) -> Expansion:
    """Return the dates of a series in the hub's window around now."""
    window = window_from(
        series.wall(now), settings.HUB_DATES_WINDOW_DAYS, settings.HUB_DATES_MAXIMUM
    )
    return expand(series, window)
