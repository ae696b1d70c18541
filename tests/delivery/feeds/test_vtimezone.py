"""The time zone component, read back moment by moment."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from hub.delivery.feeds.vtimezone import vtimezone

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "zone",
    ["Europe/Berlin", "Europe/Kyiv", "America/New_York", "Asia/Kolkata", "Europe/Lisbon"],
)
def test_the_time_zone_component_says_what_python_says(zone):
    text = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + vtimezone(zone, 2024, 2030)
    component = icalendar.Calendar.from_ical(text + b"END:VCALENDAR\r\n").timezones[0]
    read, own = component.to_tz(lookup_tzid=False), ZoneInfo(zone)
    day, days = datetime(2024, 2, 1, tzinfo=ZoneInfo("UTC")), 0

    while day.year < 2030:
        # Every half hour around a change of the clocks, else once a day.
        is_near = (day - DAY).astimezone(own).utcoffset() != (day + 2 * DAY).astimezone(
            own
        ).utcoffset()
        for half_hour in range(48) if is_near else (day.day,):
            moment = day + half_hour * timedelta(minutes=30)
            wall = moment.astimezone(own).replace(tzinfo=None)
            assert moment.astimezone(read).replace(tzinfo=None) == wall, (zone, moment)
        days += is_near
        day += DAY
    assert days == (0 if zone == "Asia/Kolkata" else 3 * 12)


def test_berlin_has_a_rule_that_goes_on_for_ever():
    text = vtimezone("Europe/Berlin", 2026, 2030).decode()

    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in text
    assert "DTSTART:20260329T020000\r\nRRULE" in text
    assert "DTSTART:20261025T030000\r\nRRULE" in text
