"""When an entry of the directory has to be confirmed again."""

from datetime import date


def next_confirmation(confirmed_on: date) -> date:
    """Return the same day of the next year; 28 February for a leap day."""
    if (confirmed_on.month, confirmed_on.day) == (2, 29):
        return date(confirmed_on.year + 1, 2, 28)
    return confirmed_on.replace(year=confirmed_on.year + 1)
