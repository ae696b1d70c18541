"""Moments in queries: `2026-03-14`, `2026-03-14T15:00+01:00`, `today`, `+30d`, `-7d`."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from hub.kernel.documents.facts import BadValue

FIRST = date(1900, 1, 1)
LAST = date(2200, 1, 1)
LONGEST_DAYS = 36_600
# Who leaves a party at two has been there the evening before: what ends in the night (on the clock,
# before six) does not belong to the day that follows.
MORNING = time(6)
NIGHT = timedelta(hours=MORNING.hour)


def parse_moment(text: str, *, is_end: bool = False) -> datetime:
    """Return an aware datetime in UTC.

    A day means its first moment in the city's time zone; with `is_end` the first moment of the day
    after, so that `to=2026-03-14` includes that day. Raises BadValue.
    """
    # A plus sign that nobody escaped arrives as a space; int() reads over it.
    relative = re.fullmatch(r"([+ -]\d{1,5})d", text)
    if text == "today" or relative:
        days = int(relative[1]) if relative else 0
        if abs(days) > LONGEST_DAYS:
            raise BadValue(f"'{text}' is further away than 100 years")
        return _day(timezone.localdate() + timedelta(days=days), is_end)
    moment = _read(text)
    if moment is None:
        raise BadValue(
            f"'{text}' is neither a date (2026-03-14), a time (2026-03-14T15:00:00+01:00),"
            " nor a relative day (today, +30d)"
        )
    if not isinstance(moment, datetime):
        return _day(moment, is_end)
    _within(moment.date(), text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
    return moment.astimezone(UTC)


def morning_of(text: str, moment: datetime) -> datetime:
    """Return when a day really begins: six o'clock of the day that `text` means, else `moment`."""
    if "T" in text:
        return moment
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(moment.astimezone(zone), MORNING, zone)


def _read(text: str) -> date | None:
    """Return the day or time that the text writes, or None. Mind: a datetime is a date too."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
        if re.match(r"\d{4}-\d{2}-\d{2}T", text):
            # Here too a plus sign may have become a space.
            return datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        return None
    return None


def _day(day: date, is_end: bool) -> datetime:
    _within(day, day.isoformat())
    start = datetime.combine(day + timedelta(days=is_end), time(), ZoneInfo(settings.TIME_ZONE))
    return start.astimezone(UTC)


def _within(day: date, text: str) -> None:
    if not FIRST <= day < LAST:
        raise BadValue(f"'{text}' lies outside 1900 to 2199")
