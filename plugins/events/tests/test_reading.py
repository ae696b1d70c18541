"""The way back: an exported document makes the same event again; bad lines are refused."""

from datetime import date, time

import pytest
import time_machine

from plugins.events.import_line import read_event
from plugins.events.models import EventPage
from plugins.events.tests.conftest import document_of
from tests.factories.content import PlaceFactory
from tests.factories.events import change, event

pytestmark = pytest.mark.django_db

FIRST = {
    "first_starts_at": "2026-01-13T18:00:00+01:00",
    "first_ends_at": "2026-01-13T20:00:00+01:00",
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-01-05T10:00:00+01:00", tick=False):
        yield


def again(events, document, place):
    """Return the document of a page made from a document."""
    page = EventPage(
        title=document["title"], slug="wieder", place=place, locale=events.locale, live=False
    )
    assert read_event(page, document) == {}
    events.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return document_of(page)


SERIES = {
    "rrule": "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630",
    "exdates": "20260407",
    "rdates": "20260502,20260503T100000",
    "status_reason": "Grund",
    "registration_is_required": True,
    "registration_email": "buero@example.org",
    "registration_capacity": 20,
    "is_free": False,
    "price_cents": 500,
    "reduced_cents": 300,
    "audience": ["families"],
    "languages": ["de", "uk"],
    "sign_language": "yes",
    "lift": "no",
    "organiser_name": "Runder Tisch",
    "sequence": 3,
}


def test_a_series_with_changes_survives_export_and_import(events):
    changes = (
        change(
            date(2026, 1, 20),
            status="moved",
            first_day=date(2026, 1, 21),
            start_time=time(17),
            end_time=time(19),
            note="Im Saal",
        ),
        change(date(2026, 2, 3), note="Krankheit"),
        change(date(2026, 2, 10), status="postponed"),
        change(date(2026, 2, 17), status="scheduled", note="Bitte Stühle mitbringen"),
        change(date(2026, 5, 3), original_time=time(10), note="Regen"),
    )
    place = PlaceFactory()
    document = document_of(event(events, place=place, changes=changes, **SERIES))
    other = again(events, document, place)

    assert {**other["event"], "uid": ""} == {**document["event"], "uid": ""}
    assert other["dates"] == document["dates"]


ENDLESS = {"first_day": date(2026, 1, 13), "rrule": "FREQ=WEEKLY;BYDAY=TU"}


def cancelled(page: EventPage) -> list[str]:
    """Return the days of the dates that are cancelled."""
    return [str(one.original_day) for one in page.event_changes.order_by("original_day")]


def test_a_change_beyond_the_window_survives_export_and_import(events):
    changes = (change(date(2026, 2, 3)), change(date(2028, 12, 5), note="Adventspause"))
    place = PlaceFactory()
    page = event(events, place=place, changes=changes, **ENDLESS)
    document = document_of(page)
    # Some 18 months are listed.
    assert document["dates"][-1]["starts_at"] < "2028"
    [further] = document["event"]["recurrence"]["further_changes"]
    assert further["recurrence_id"] == "2028-12-05T18:00:00+01:00"
    assert (further["status"], further["note"]) == ("cancelled", "Adventspause")
    other = again(events, document, place)
    assert other["event"]["recurrence"] == document["event"]["recurrence"]


def test_a_line_without_them_leaves_changes_beyond_its_dates_alone(events):
    changes = (change(date(2026, 2, 3)), change(date(2028, 12, 5)))
    page = event(events, changes=changes, **ENDLESS)
    document = document_of(page)
    del document["event"]["recurrence"]["further_changes"]
    for one in document["dates"]:
        # Somebody has taken the cancellation of 3 February back.
        one.update({"status": "scheduled", "recurrence_id": None, "note": ""})
    assert read_event(page, document) == {}
    page.save()
    assert cancelled(page) == ["2028-12-05"]


def test_a_moved_date_of_a_cancelled_event_stays_moved(events):
    moved = change(date(2026, 2, 3), status="moved", first_day=date(2026, 2, 4))
    off = {"status": "cancelled", "status_reason": "Kein Raum"}
    page = event(events, changes=(moved,), **ENDLESS, **off)
    document = document_of(page)
    assert document["dates"][3]["status"] == "cancelled"
    assert read_event(page, document) == {}
    assert [one.status for one in page.event_changes.all()] == ["moved"]


LINE = {"kind": "event", "locale": "en", "title": "Meeting"}


def test_a_line_that_gives_only_its_date_is_an_event_on_that_date():
    page = EventPage()
    dates = [{"starts_at": "2027-03-14T15:00:00+01:00", "ends_at": "2027-03-14T17:00:00+01:00"}]
    assert read_event(page, {**LINE, "dates": dates}) == {}
    assert (page.first_day, page.start_time, page.end_time) == (
        date(2027, 3, 14),
        time(15),
        time(17),
    )
    assert (page.rrule, page.rdates, list(page.event_changes.all())) == ("", "", [])


def test_several_dates_of_a_line_are_additional_ones():
    page = EventPage()
    dates = [
        {"starts_at": "2027-03-14T15:00:00+01:00", "ends_at": "2027-03-14T17:00:00+01:00"},
        {"starts_at": "2027-04-11T15:00:00+02:00", "ends_at": "2027-04-11T17:00:00+02:00"},
        {"starts_at": "2027-05-09T10:00:00+02:00", "ends_at": "2027-05-09T13:00:00+02:00"},
        {
            "starts_at": "2027-06-13T15:00:00+02:00",
            "ends_at": "2027-06-13T17:00:00+02:00",
            "status": "cancelled",
        },
    ]
    assert read_event(page, {**LINE, "dates": dates}) == {}
    assert page.rdates == "20270411,20270509T100000,20270613"
    longer, off = page.event_changes.all()
    assert (longer.original_day, longer.end_time) == (date(2027, 5, 9), time(13))
    assert (off.original_day, off.status, off.is_elsewhere) == (
        date(2027, 6, 13),
        "cancelled",
        False,
    )


def test_all_day_dates_of_a_line_are_days():
    page = EventPage()
    day = {"starts_at": "2027-08-14T00:00:00+02:00", "ends_at": "2027-08-17T00:00:00+02:00"}
    assert read_event(page, {**LINE, "dates": [{**day, "all_day": True}]}) == {}
    assert (page.all_day, page.first_day, page.last_day) == (
        True,
        date(2027, 8, 14),
        date(2027, 8, 16),
    )


@pytest.mark.parametrize(
    "dates", [[], [{}], [{"starts_at": "morgen"}], [5], [{"starts_at": None, "ends_at": 7}]]
)
def test_dates_that_say_nothing_are_refused(dates):
    assert "first_starts_at" in read_event(EventPage(), {**LINE, "dates": dates})


def test_dates_do_not_replace_the_rule_of_an_event(events):
    page = event(events, **ENDLESS)
    dates = [{"starts_at": "2026-01-13T18:00:00+01:00", "ends_at": "2026-01-13T20:00:00+01:00"}]
    assert read_event(page, {**LINE, "dates": dates}) == {}
    assert (page.rrule, page.rdates) == ("FREQ=WEEKLY;BYDAY=TU", "")


def test_an_all_day_event_survives_export_and_import(events):
    place = PlaceFactory()
    page = event(
        events,
        place=place,
        all_day=True,
        start_time=None,
        end_time=None,
        first_day=date(2026, 3, 28),
        last_day=date(2026, 3, 29),
        rrule="FREQ=YEARLY",
        changes=(
            change(
                date(2027, 3, 28),
                status="moved",
                first_day=date(2027, 4, 3),
                last_day=date(2027, 4, 4),
            ),
        ),
    )
    document = document_of(page)
    other = again(events, document, place)
    assert {**other["event"], "uid": ""} == {**document["event"], "uid": ""}
    assert other["dates"] == document["dates"]


@pytest.mark.parametrize(
    ("facts", "path", "words"),
    [
        ({"first_starts_at": None}, "first_starts_at", "is missing"),
        ({"first_starts_at": "morgen"}, "first_starts_at", "not a time with offset"),
        ({"first_starts_at": "2026-01-13T18:00:00"}, "first_starts_at", "not a time with offset"),
        ({"first_starts_at": "2026-02-30T18:00:00Z"}, "first_starts_at", "'2026-02-30T18:00:00Z'"),
        ({"first_starts_at": "0001-01-01T00:00:00+14:00"}, "first_starts_at", "'0001-01-01T00"),
        ({"first_starts_at": "1950-01-13T18:00:00+01:00"}, "first_starts_at", "vor 1970"),
        (
            {
                "first_starts_at": "9999-12-30T12:00:00+01:00",
                "first_ends_at": None,
                "recurrence": {"rrule": "FREQ=YEARLY"},
                "all_day": True,
            },
            "first_starts_at",
            "mehr als zehn Jahre",
        ),
        ({"first_ends_at": "2026-01-13T10:00:00+01:00"}, "first_ends_at", "vor dem Beginn"),
        ({"first_ends_at": "9999-12-31T23:59:59+00:00"}, "first_ends_at", ""),
        ({"type": "party"}, "type", "none of"),
        ({"timezone": "Mars/Phobos"}, "timezone", "time zone"),
        ({"audience": [{"key": "martians"}]}, "audience", "none of"),
        ({"languages": ["tlh"]}, "languages", "none of"),
        ({"accessibility": {"lift": "maybe"}}, "accessibility", "none of"),
        ({"price": {"amount_cents": "5 Euro"}}, "price.amount_cents", "whole number"),
        ({"price": {"currency": "USD"}}, "price.currency", "none of"),
        ({"price": 5}, "price", "not an object"),
        ({"registration": {"deadline_at": "x"}}, "registration.deadline_at", "not a time"),
        ({"recurrence": {"rrule": "FREQ=SECONDLY"}}, "recurrence.rrule", "jede Stunde"),
        ({"recurrence": {"rrule": "FREQ=WEEKLY;BYDAY=MO"}}, "recurrence.rrule", "passt nicht"),
        ({"recurrence": {"rrule": 5}}, "recurrence.rrule", "not text"),
        ({"recurrence": {"exdates": ["x"]}}, "recurrence.exdates", "not a time"),
        ({"recurrence": "weekly"}, "recurrence", "not an object"),
    ],
)
def test_a_bad_value_is_refused_with_its_path(facts, path, words):
    refused = read_event(EventPage(), {**FIRST, **facts})
    assert list(refused) == [path]
    assert words in refused[path]


@pytest.mark.parametrize(
    "one", [5, {"recurrence_id": "x"}, {"recurrence_id": FIRST["first_starts_at"], "status": "odd"}]
)
def test_a_bad_date_is_refused_by_its_number(one):
    refused = read_event(EventPage(), {"event": FIRST, "dates": [{}, one]})
    assert list(refused) == ["dates[1]"]


def test_what_a_line_does_not_say_stays(events):
    page = event(events, organiser_name="Runder Tisch", audience=["youth"])
    assert read_event(page, {"event": {"organiser_name": "Neu"}}) == {}
    assert (page.organiser_name, page.audience) == ("Neu", ["youth"])
