"""The way back: an exported document makes the same event again; bad lines are refused."""

from datetime import date, time

import pytest
import time_machine

from plugins.events.models import EventPage
from plugins.events.reading import read_event
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
