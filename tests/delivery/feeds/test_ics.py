"""iCalendar, read back by another library: every instant, both changes of the clock."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import time_machine

from tests.factories.documents import ORGANISATION, PLACE, a_date, local, publish_event
from tests.factories.rows import a_site

BERLIN = ZoneInfo("Europe/Berlin")
FIRST, LAST = date(2026, 1, 1), date(2028, 1, 1)


def instants(found: icalendar.Calendar) -> list[tuple[Any, Any]]:
    """Return every start and end of the years of these tests, cancelled dates left out."""
    events = recurring_ical_events.of(found).between(FIRST, LAST)
    return sorted(
        (one["DTSTART"].dt, one["DTEND"].dt) for one in events if one["STATUS"] != "CANCELLED"
    )


def weekly(starts: str, ends: str, rule: str, **recurrence: Any) -> dict[str, Any]:
    """Return the object of a recurring event."""
    return {
        "recurrence": {
            "rrule": rule,
            "rdates": [],
            "exdates": [],
            "skips_holidays": False,
            "text": "",
            **recurrence,
        },
    }


def moments(*texts: str) -> list[str]:
    return [local(text).isoformat() for text in texts]


def test_a_weekly_event_keeps_its_wall_time_over_both_changes_of_the_clock(site, calendar):
    rule = "FREQ=WEEKLY;UNTIL=20261231T225959Z"
    publish_event(
        site,
        "Chor",
        starts="2026-01-06T18:00",
        ends="2026-01-06T19:30",
        event=weekly("", "", rule),
    )

    found = instants(calendar())

    assert len(found) == 52
    assert {(start.hour, start.minute) for start, _end in found} == {(18, 0)}
    wanted = [local("2026-01-06T18:00") + timedelta(weeks=week) for week in range(52)]
    assert [start.timestamp() for start, _end in found] == [one.timestamp() for one in wanted]
    assert {start.utcoffset() for start, _end in found} == {timedelta(hours=1), timedelta(hours=2)}


def test_exceptions_moved_and_cancelled_dates_agree_with_the_document(site, calendar):
    listed = [
        a_date("2026-03-03T18:00", "2026-03-03T19:00"),
        a_date("2026-03-11T20:00", "2026-03-11T21:00", recurrence_id="2026-03-10T18:00")
        | {"status": "moved", "note": "Einmal im Saal"},
        a_date("2026-03-17T18:00", "2026-03-17T19:00", recurrence_id="2026-03-17T18:00")
        | {"status": "cancelled"},
        a_date("2026-03-31T18:00", "2026-03-31T19:00"),
        a_date("2026-04-02T18:00", "2026-04-02T19:00"),
    ]
    publish_event(
        site,
        "Chor",
        starts="2026-03-03T18:00",
        ends="2026-03-03T19:00",
        dates=listed,
        event=weekly(
            "",
            "",
            "FREQ=WEEKLY;COUNT=5",
            exdates=moments("2026-03-24T18:00"),
            rdates=moments("2026-04-02T18:00"),
        ),
    )

    found = calendar()

    wanted = [
        (datetime.fromisoformat(one["starts_at"]), datetime.fromisoformat(one["ends_at"]))
        for one in listed
        if one["status"] != "cancelled"
    ]
    assert instants(found) == wanted
    cancelled = [one for one in found.events if one["STATUS"] == "CANCELLED"]
    assert [one["RECURRENCE-ID"].dt for one in cancelled] == [local("2026-03-17T18:00")]
    assert cancelled[0]["SUMMARY"] == "Abgesagt: Chor"
    moved = next(one for one in found.events if "Einmal im Saal" in one["DESCRIPTION"])
    assert moved["RECURRENCE-ID"].dt == local("2026-03-10T18:00")
    assert len({one["UID"] for one in found.events}) == 1


@pytest.mark.parametrize("night", ["2026-03-29", "2026-10-25"])
@pytest.mark.parametrize("hour", range(5))
def test_every_hour_of_the_nights_when_the_clock_changes_comes_back(site, calendar, night, hour):
    starts = local(f"{night}T{hour:02}:30")
    publish_event(site, "Nachtwache", starts=f"{night}T{hour:02}:30", ends=f"{night}T06:00")

    found = calendar().events[0]

    assert found["DTSTART"].dt.timestamp() == starts.timestamp()
    assert found["DTEND"].dt.timestamp() == local(f"{night}T06:00").timestamp()


def test_an_all_day_event_has_dates_and_ends_the_day_after(site, calendar):
    publish_event(
        site,
        "Fest",
        starts="2026-07-04T00:00",
        ends="2026-07-06T00:00",
        dates=[a_date("2026-07-04T00:00", "2026-07-06T00:00", all_day=True)],
        event={"all_day": True},
    )

    found = calendar().events[0]

    assert found["DTSTART"].dt == date(2026, 7, 4)
    assert found["DTEND"].dt == date(2026, 7, 6)
    assert found["DTSTART"].params["VALUE"] == "DATE"


@pytest.mark.parametrize(
    ("until", "all_day", "wanted"),
    [
        ("20260702", True, "UNTIL=20260702"),
        ("20260702T215959Z", True, "UNTIL=20260702"),
        ("20260702", False, "UNTIL=20260702T215959Z"),
        ("20260702T180000", False, "UNTIL=20260702T160000Z"),
        ("20260702T160000Z", False, "UNTIL=20260702T160000Z"),
    ],
)
def test_the_end_of_a_rule_has_the_type_of_its_beginning(get, site, until, all_day, wanted):
    publish_event(
        site,
        "Chor",
        starts="2026-07-01T00:00",
        ends="2026-07-02T00:00",
        event={"all_day": all_day} | weekly("", "", f"FREQ=DAILY;UNTIL={until}"),
        dates=[a_date("2026-07-01T00:00", "2026-07-02T00:00", all_day=all_day)],
    )

    assert wanted in get("/events.ics", **{"from": "2026-01-01"}).content.decode()


def test_a_cancelled_event_stays_visible_as_cancelled(site, calendar):
    publish_event(
        site, "Chor", event={"status": "cancelled", "status_reason": "Hochwasser", "sequence": 3}
    )

    found = calendar().events[0]

    assert found["STATUS"] == "CANCELLED"
    assert found["SUMMARY"] == "Abgesagt: Chor"
    assert "Hochwasser" in found["DESCRIPTION"]
    assert found["SEQUENCE"] == 3


def test_a_cancelled_series_is_one_entry(site, calendar):
    listed = [
        a_date(f"2026-07-{day:02}T18:00", f"2026-07-{day:02}T19:00", status="cancelled")
        for day in (1, 8, 15)
    ]
    publish_event(
        site,
        "Chor",
        dates=listed,
        starts="2026-07-01T18:00",
        ends="2026-07-01T19:00",
        event={"status": "cancelled"} | weekly("", "", "FREQ=WEEKLY;COUNT=3"),
    )

    assert [one["STATUS"] for one in calendar().events] == ["CANCELLED"]


def test_texts_are_escaped_and_lines_folded_at_75_octets(get, site, calendar):
    title = "Essen, Trinken; Reden\\Tanzen – " + "ÄÖÜ🎉" * 30
    publish_event(site, title, shared={"summary": "Zeile 1\nZeile 2"})

    raw = get("/events.ics").content
    found = calendar().events[0]

    assert found["SUMMARY"] == title
    assert found["DESCRIPTION"].startswith("Zeile 1\nZeile 2")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.endswith(b"END:VCALENDAR\r\n")


def test_an_entry_says_where_who_and_what_about(site, calendar):
    row = publish_event(
        site,
        "Turnen",
        shared={
            "place": PLACE,
            "organisation": ORGANISATION,
            "topics": [{"key": "sport", "label": "Sport, Spiel"}, {"key": "x", "label": "Alt"}],
            "online_url": "https://meet.example/turnen",
            "body_html": "<h2>Mit</h2><p>Matten &amp; Musik</p>",
        },
    )

    found = calendar().events[0]

    assert found["UID"] == f"{row.document_id}@testserver"
    assert found["LOCATION"] == "Bürgerhaus, Zerbster Straße 4, 06844 Dessau-Roßlau"
    assert (found["GEO"].latitude, found["GEO"].longitude) == (51.8364, 12.2469)
    assert found.categories == ["Sport, Spiel", "Alt"]
    assert found["ORGANIZER"].params["CN"] == "Nachbarn e. V."
    assert found["URL"] == row.url
    assert found["CONFERENCE"] == "https://meet.example/turnen"
    assert "Mit\nMatten & Musik" in found["DESCRIPTION"]
    assert found["LAST-MODIFIED"].dt == found["DTSTAMP"].dt


def test_the_calendar_names_itself_and_how_often_to_ask(site, calendar):
    found = calendar()

    assert str(found["X-WR-CALNAME"]).startswith("Testhub: ")
    assert found["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert str(found["SOURCE"]).startswith("http://testserver/api/v1/events.ics?from=2026-01-01")


def test_a_subscription_holds_more_than_a_page(site, calendar):
    for number in range(25):
        publish_event(site, f"Chor {number}")

    assert len(calendar().events) == 25


def test_the_same_calendar_is_the_same_bytes_tomorrow(get, site):
    publish_event(site, "Chor", event=weekly("", "", "FREQ=WEEKLY"))
    query = {"from": "2026-01-01"}

    with time_machine.travel("2026-11-23T10:00:00Z"):
        today = get("/events.ics", **query)
    with time_machine.travel("2026-12-01T10:00:00Z"):
        later = get("/events.ics", **query)

    assert today.content == later.content


def test_one_event_comes_as_a_file_of_its_own(site, calendar):
    row = publish_event(site, "Chor")
    publish_event(site, "Anderes")

    found = calendar(f"/events/{row.document_id}.ics")

    assert [one["SUMMARY"] for one in found.events] == ["Chor"]


def test_one_date_of_a_series_comes_alone_and_with_an_id_of_its_own(site, calendar, get):
    listed = [a_date(f"2026-12-{day}T18:00", f"2026-12-{day}T19:00") for day in ("01", "08")]
    row = publish_event(site, "Chor", dates=listed, event=weekly("", "", "FREQ=WEEKLY"))
    address = f"/events/{row.document_id}.ics"

    whole = calendar(address).events[0]
    [one] = calendar(address, date="2026-12-08").events

    assert "RRULE" in whole
    assert "RRULE" not in one
    assert f"{one['DTSTART'].dt:%Y-%m-%d %H:%M}" == "2026-12-08 18:00"
    assert one["UID"] != whole["UID"]
    for refused in ("2026-12-09", "morgen", "2026-12-08T18:00", ""):
        assert get(address, date=refused).status_code == 400


def test_a_long_running_offer_makes_nobody_busy(site, calendar):
    publish_event(site, "Ausstellung", event={"type": "long_running"})

    assert calendar().events[0]["TRANSP"] == "TRANSPARENT"


def test_all_kinds_together_are_a_calendar_of_those_with_dates(site, get):
    from tests.factories.documents import publish_news

    publish_event(site, "Chor")
    row = publish_news(site, "Neues")

    assert get("/documents.ics").content.count(b"BEGIN:VEVENT") == 1
    assert get(f"/documents/{row.document_id}.ics").status_code == 404
    assert a_site() is not None
