"""The window in which the dates of a series are worked out."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings

from plugins.events.recurrence import Expansion, Series, expand
from plugins.events.recurrence.expand import Occurrence, window_from


def windowed(series: Series, now: datetime) -> Expansion:
    """Return the dates of a series in the hub's window around now."""
    window = window_from(
        series.wall(now), settings.HUB_DATES_WINDOW_DAYS, settings.HUB_DATES_MAXIMUM
    )
    return expand(series, window)


def nearest(series: Series, now: datetime) -> Occurrence | None:
    """Return the first date that ends after now, else the last one in the hub's window; None where
    there is none. Makes a few dates, not all of them."""
    wall = series.wall(now)
    # Two: one that is on may end at this very moment.
    window = replace(window_from(wall, settings.HUB_DATES_WINDOW_DAYS, 2), today=wall)
    found = expand(series, window)
    coming = [one for one in (*found.dates, *found.unlisted) if one.ends_at > now]
    first = min(coming, key=lambda one: one.starts_at, default=None)
    return first or (found.dates[-1] if found.dates else None)
