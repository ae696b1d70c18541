"""Not on public holidays: for the whole window, and for those who follow the rule beyond it."""

import json
from datetime import date, datetime, time, timedelta

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.test import Client

from hub.publication.models import Publication, PublicationDate
from hub.publication.sweep import sweep
from plugins.events.holidays import holiday
from plugins.events.import_line import read_event
from plugins.events.models import EventPage
from plugins.events.tasks import extend_dates
from plugins.events.tests.conftest import document_of, row_of
from plugins.events.tests.series import days, found, series
from tests.factories.events import change, event

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 1, 12)
EASTER, WHITSUN = date(2026, 4, 6), date(2026, 5, 25)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-01-05T10:00:00+01:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def mondays(events):
    """Return an endless series on Mondays, not on public holidays."""
    return event(events, first_day=MONDAY, rrule="FREQ=WEEKLY;BYDAY=MO", skips_holidays=True)


def starts(page) -> set[date]:
    rows = PublicationDate.objects.filter(document_id=page.document_id)
    return {one.date() for one in rows.values_list("starts_at", flat=True)}


def test_the_rows_have_no_date_on_any_holiday_of_the_window(mondays):
    row_of(mondays)
    days = starts(mondays)
    assert len(days) == 74
    assert min(days) == MONDAY
    assert not [day for day in days if holiday(day, "ST")]


def test_as_time_goes_on_new_holidays_fall_out_without_an_editor(mondays, clock):
    row_of(mondays)
    clock.move_to("2031-01-06T10:00:00+01:00")
    extend_dates()
    later = {day for day in starts(mondays) if day.year >= 2031}
    assert len(later) > 70
    assert {date(2031, 4, 7), date(2031, 4, 21)} <= later  # Easter Monday is the 14th
    assert not [day for day in later if holiday(day, "ST")]


def test_an_additional_date_and_a_changed_date_on_a_holiday_count(events):
    page = event(
        events,
        first_day=MONDAY,
        rrule="FREQ=WEEKLY;BYDAY=MO;UNTIL=20260630",
        skips_holidays=True,
        rdates=f"{EASTER:%Y%m%d}",
        changes=(change(WHITSUN, status="scheduled", note="auch heute"),),
    )
    row_of(page)
    assert {EASTER, WHITSUN} <= starts(page)


def test_a_calendar_program_knows_the_holidays_beyond_the_window(mondays):
    sweep()
    text = Client().get(f"/api/v1/events/{mondays.document_id}.ics").content
    calendar = icalendar.Calendar.from_ical(text)
    days = {
        one["DTSTART"].dt.date()
        for one in recurring_ical_events.of(calendar).between(date(2026, 1, 1), date(2030, 12, 31))
    }
    assert len(days) > 240
    assert not [day for day in days if holiday(day, "ST")]


def test_the_document_names_them_and_an_import_reads_them_back(mondays, events):
    document = document_of(mondays)
    recurrence = document["event"]["recurrence"]
    assert recurrence["skips_holidays"] is True
    assert recurrence["text"] == "jeden Montag, an Feiertagen nicht"
    assert "2026-04-06T18:00:00+02:00" in recurrence["exdates"]
    copy = EventPage(locale=mondays.locale)
    assert read_event(copy, {"event": document["event"]}) == {}
    assert (copy.skips_holidays, copy.exdates) == (True, "")


def test_a_new_day_does_not_change_the_document(mondays, clock):
    first = row_of(mondays)
    clock.move_to("2026-01-05T23:00:00+01:00")
    assert row_of(mondays).sequence == first.sequence
    recurrence = json.loads(first.document)["event"]["recurrence"]
    clock.move_to("2026-06-07T10:00:00+01:00")
    later = json.loads(row_of(mondays).document)["event"]["recurrence"]
    assert later["exdates"] == recurrence["exdates"]


def test_the_choice_counts_for_calendars(mondays):
    row_of(mondays)
    mondays.skips_holidays = False
    mondays.save_revision().publish()
    mondays.refresh_from_db()
    assert mondays.sequence == 1
    assert EASTER in {one.starts_at.date() for one in mondays.expansion().dates}


def test_an_all_day_series_skips_them_too():
    start = datetime.combine(MONDAY, time())
    one = series(start, "FREQ=WEEKLY", all_day=True, holidays=frozenset({EASTER}))
    assert str(EASTER) not in days(found(one))
    assert str(EASTER + timedelta(days=7)) in days(found(one))


def test_the_row_of_a_series_without_the_choice_keeps_its_holidays(events):
    page = event(events, first_day=MONDAY, rrule="FREQ=WEEKLY;BYDAY=MO")
    row_of(page)
    assert EASTER in starts(page)
    assert Publication.objects.get(document_id=page.document_id).is_deleted is False
