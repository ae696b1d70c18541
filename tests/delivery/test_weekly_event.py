"""The road of one event: weekly until June except at Easter, one date moved, another cancelled.

Rows, document, calendar, feeds and portal must tell the same dates, over both changes of the clock.
"""

import json
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.test import Client

from hub.publication.models import Publication, PublicationDate
from hub.publication.sweep import sweep
from tests.factories.events import change, event, event_index
from tests.factories.kinds import small_site
from tests.snapshots import remembered

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 9, 30, 9, tzinfo=UTC)
FIRST, LAST = date(2026, 10, 6), date(2027, 6, 29)
EASTER_TUESDAY = date(2027, 3, 30)
CANCELLED, MOVED, NEW_DAY = date(2026, 12, 8), date(2027, 2, 9), date(2027, 2, 11)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), BERLIN)


def expected() -> list[tuple[datetime, str]]:
    """Return (start, status) of every date, worked out by hand: Tuesdays at six in the evening."""
    days = [FIRST + timedelta(weeks=week) for week in range(39)]
    found = []
    for day in days:
        if day == MOVED:
            found.append((at(NEW_DAY, 17), "moved"))
        elif day != EASTER_TUESDAY:
            found.append((at(day, 18), "cancelled" if day == CANCELLED else "scheduled"))
    return found


def make_page():
    found = event(
        event_index(small_site().root_page),
        title="Offene Werkstatt",
        first_day=FIRST,
        start_time=time(18),
        end_time=time(20),
        rrule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630",
        exdates=f"{EASTER_TUESDAY:%Y%m%dT180000}",
        changes=(
            change(CANCELLED, status="cancelled"),
            change(
                MOVED, status="moved", first_day=NEW_DAY, start_time=time(17), end_time=time(19)
            ),
        ),
    )
    sweep()
    return found


@pytest.fixture
def page():
    with time_machine.travel(NOW, tick=False):
        yield remembered(make_page)


def instants(texts):
    return [datetime.fromisoformat(text).astimezone(UTC) for text in texts]


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_series_crosses_both_changes_of_the_clock(page):
    offsets = {start.utcoffset() for start, _status in expected()}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}
    assert len(expected()) == 38


def test_the_rows_tell_every_date(page):
    found = PublicationDate.objects.filter(document_id=page.translation_key).order_by("starts_at")
    wanted = [(start.astimezone(UTC), status) for start, status in expected()]
    assert [(one.starts_at, one.status) for one in found] == wanted
    assert all(one.ends_at - one.starts_at == timedelta(hours=2) for one in found)


def test_the_api_tells_every_date(page):
    document = json.loads(read(f"/api/v1/events/{page.translation_key}"))
    starts = [one["starts_at"] for one in document["dates"]]
    assert instants(starts) == [start.astimezone(UTC) for start, _status in expected()]
    assert [one["status"] for one in document["dates"]] == [status for _start, status in expected()]
    assert all(one["starts_at"][11:16] in {"18:00", "17:00"} for one in document["dates"])
    moved = next(one for one in document["dates"] if one["status"] == "moved")
    assert moved["recurrence_id"] == at(MOVED, 18).isoformat()


@pytest.mark.parametrize("path", ["/api/v1/events.ics", "/api/v1/events/{id}.ics"])
def test_a_calendar_program_reads_every_date(page, path):
    text = read(path.format(id=page.translation_key))
    calendar = icalendar.Calendar.from_ical(text)
    found = recurring_ical_events.of(calendar).between(date(2026, 9, 1), date(2027, 8, 1))
    starts = {one["DTSTART"].dt.astimezone(UTC): str(one.get("STATUS", "")) for one in found}
    wanted = {start.astimezone(UTC): status for start, status in expected()}
    assert set(starts) == set(wanted)
    cancelled = {start for start, status in wanted.items() if status == "cancelled"}
    assert {start for start, status in starts.items() if status == "CANCELLED"} == cancelled


@pytest.mark.parametrize("suffix", [".rss", ".atom", ".json-feed", ".csv", ".jsonld"])
def test_every_feed_names_the_event(page, suffix):
    assert "Offene Werkstatt" in read(f"/api/v1/events{suffix}")


def test_the_portal_shows_the_moved_and_the_cancelled_date(page):
    text = read(
        Publication.objects.get(document_id=page.translation_key).url.split("testserver")[1]
    )
    assert "Offene Werkstatt" in text
    assert "8. Dezember" in text
    assert "abgesagt" in text
    assert "11. Februar" in text


@pytest.mark.parametrize(
    ("day", "is_on"),
    [(FIRST, True), (EASTER_TUESDAY, False), (MOVED, False), (NEW_DAY, True), (LAST, True)],
)
def test_a_list_of_one_day_has_the_event_only_if_it_is_that_day(page, day, is_on):
    found = json.loads(read(f"/api/v1/events?from={day}&to={day}"))
    assert [one["id"] for one in found["items"]] == [str(page.translation_key)] * is_on
