"""The time zone component, read back moment by moment."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from hub.delivery.feeds.vtimezone import vtimezone


@pytest.mark.parametrize(
    "zone",
    ["Europe/Berlin", "Europe/Kyiv", "America/New_York", "Asia/Kolkata", "Europe/Lisbon"],
)
def test_the_time_zone_component_says_what_python_says(zone):
    text = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + vtimezone(zone, 2024, 2030)
    component = icalendar.Calendar.from_ical(text + b"END:VCALENDAR\r\n").timezones[0]
    read, own = component.to_tz(lookup_tzid=False), ZoneInfo(zone)
    moment = datetime(2024, 2, 1, tzinfo=ZoneInfo("UTC"))

    while moment.year < 2030:
        wall = moment.astimezone(own).replace(tzinfo=None)
        assert moment.astimezone(read).replace(tzinfo=None) == wall, (zone, moment)
        moment += timedelta(minutes=30) if moment.day > 24 else timedelta(hours=5)


def test_berlin_has_a_rule_that_goes_on_for_ever():
    text = vtimezone("Europe/Berlin", 2026, 2030).decode()

    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in text
    assert "DTSTART:20260329T020000\r\nRRULE" in text
    assert "DTSTART:20261025T030000\r\nRRULE" in text
