"""The single dates of an event that was sent: which there are, and one that does not take place."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from plugins.events.choices import OFF, DateStatus
from plugins.events.import_line import read_event
from plugins.events.models import EventPage
from plugins.events.spans import span_in_words

SHOWN_MAXIMUM: Final = 24
Line = Mapping[str, Any]


def dates(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Return (key, words) of the dates to come that take place; the key is its start."""
    page = EventPage(title=lines[0].get("title") or "")
    if read_event(page, lines[0]):
        return []
    now = timezone.now()
    zone = ZoneInfo(page.timezone)
    coming = (one for one in page.expansion(now).dates if one.ends_at > now)
    return [
        (
            (one.recurrence_id or one.starts_at).astimezone(zone).isoformat(),
            span_in_words(one, page.timezone, all_day=page.all_day),
        )
        for one in coming
        if one.status not in OFF
    ][:SHOWN_MAXIMUM]


def cancelled(lines: Sequence[Line], key: str) -> list[dict[str, Any]]:
    """Return the lines in which this date is cancelled, too."""
    off = {"recurrence_id": key, "status": DateStatus.CANCELLED.value}
    return [{**line, "dates": [*_changed(line), off]} for line in lines]


def _changed(line: Line) -> list[Any]:
    """Return the dates of a line that differ already; the others follow from its rule."""
    given = line.get("dates")
    entries = given if isinstance(given, list) else []
    return [one for one in entries if isinstance(one, Mapping) and one.get("recurrence_id")]
