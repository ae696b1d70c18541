"""Dates and times as editors read them: "Sa., 14. März 2026, 15–17 Uhr"."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from plugins.events.recurrence import Occurrence


def day_in_words(day: date) -> str:
    """Return a day with its weekday and year."""
    return formats.date_format(day, pgettext("date format", "D j F Y"))


def clock(moment: datetime | time) -> str:
    """Return a time; in German without minutes on the hour: 15 or 15.30."""
    if not (get_language() or "").startswith("de"):
        return f"{moment:%H:%M}"
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else str(moment.hour)


def span_in_words(one: Occurrence, zone: str, *, all_day: bool) -> str:
    """Return a date from its start to its end, in the event's own time."""
    starts = one.starts_at.astimezone(ZoneInfo(zone))
    ends = one.ends_at.astimezone(ZoneInfo(zone))
    if all_day:
        last = (ends - timedelta(seconds=1)).date()
        if last <= starts.date():
            return day_in_words(starts.date())
        return f"{day_in_words(starts.date())} – {day_in_words(last)}"
    words = {"start": clock(starts), "end": clock(ends), "first": day_in_words(starts.date())}
    if starts.date() == ends.date():
        return _("%(first)s, %(start)s–%(end)s") % words
    words["last"] = day_in_words(ends.date())
    return _("%(first)s, %(start)s – %(last)s, %(end)s") % words
