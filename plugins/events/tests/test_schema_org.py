"""schema.org Event from a document."""

from datetime import date

import pytest
import time_machine

from plugins.events.schema_org import schema_org
from plugins.events.tests.conftest import document_of
from tests.factories.content import PlaceFactory
from tests.factories.events import change, event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-01-05T10:00:00+01:00", tick=False):
        yield


def test_an_event_in_a_place_with_a_price(events):
    page = event(
        events,
        place=PlaceFactory(name="Bürgerhaus"),
        is_free=False,
        price_cents=750,
        languages=["de"],
        organiser_name="Runder Tisch",
        registration_is_full=True,
    )
    found = schema_org(document_of(page))
    assert found["@type"] == "Event"
    assert found["startDate"] == "2026-01-13T18:00:00+01:00"
    assert found["eventStatus"].endswith("EventScheduled")
    assert found["eventAttendanceMode"].endswith("OfflineEventAttendanceMode")
    assert found["location"]["name"] == "Bürgerhaus"
    assert found["location"]["address"]["addressLocality"] == "Dessau-Roßlau"
    assert found["organizer"] == {"@type": "Organization", "name": "Runder Tisch"}
    assert found["offers"][0]["price"] == "7.50"
    assert found["offers"][0]["availability"].endswith("SoldOut")
    assert found["isAccessibleForFree"] is False
    assert found["inLanguage"] == ["de"]
    assert "subEvent" not in found


def test_a_hybrid_event_has_two_locations_and_a_free_one_costs_nothing(events):
    page = event(events, format="hybrid", online_url="https://example.org/raum", is_free=True)
    found = schema_org(document_of(page))
    assert [one["@type"] for one in found["location"]] == ["Place", "VirtualLocation"]
    assert found["offers"][0]["price"] == "0.00"


def test_a_series_has_its_dates_as_sub_events(events):
    changes = (
        change(date(2026, 1, 20)),
        change(date(2026, 1, 27), status="moved", first_day=date(2026, 1, 28), note="Im Saal"),
    )
    found = schema_org(document_of(event(events, rrule="FREQ=WEEKLY;COUNT=3", changes=changes)))
    assert [one["eventStatus"].rsplit("/", 1)[1] for one in found["subEvent"]] == [
        "EventScheduled",
        "EventCancelled",
        "EventRescheduled",
    ]
    assert found["subEvent"][2]["previousStartDate"] == "2026-01-27T18:00:00+01:00"


def test_an_all_day_event_has_days_and_what_is_unknown_is_left_out(events):
    page = event(
        events,
        first_day=date(2026, 3, 28),
        last_day=date(2026, 3, 29),
        all_day=True,
        start_time=None,
        end_time=None,
    )
    found = schema_org(document_of(page))
    assert (found["startDate"], found["endDate"]) == ("2026-03-28", "2026-03-29")
    assert not {"isAccessibleForFree", "offers", "organizer", "image"} & set(found)
