"""A series in words, in the language of the page."""

from plugins.events.recurrence.series import Series


def in_words(series: Series, locale: str) -> str:
    """Return the repetition as a person would say it."""
    return ""
