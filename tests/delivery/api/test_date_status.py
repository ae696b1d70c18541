"""The status of single dates as a filter of the list of events."""

import json
from datetime import date

import pytest
import time_machine
from django.test import Client

from hub.publication.sweep import sweep
from tests.factories.events import change, event, event_index
from tests.factories.kinds import small_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask():
    """Return a function that asks for the list of three events and returns their titles."""
    with time_machine.travel("2026-01-05T10:00:00+01:00", tick=False):
        events = event_index(small_site().root_page)
        rule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630"
        event(events, title="Wie geplant", rrule=rule)
        event(
            events,
            title="Mit Ausfall",
            rrule=rule,
            changes=(
                change(date(2026, 2, 3)),
                change(date(2026, 3, 3), status="moved", first_day=date(2026, 3, 5)),
            ),
        )
        event(events, title="Ganz abgesagt", status="cancelled", status_reason="Kein Raum")
        sweep()

        def answer(query: str):
            response = Client().get(f"/api/v1/events?{query}")
            body = json.loads(response.content)
            if response.status_code != 200:
                return response.status_code, body["errors"]
            return [one["title"] for one in body["items"]]

        yield answer


def test_events_with_a_cancelled_date_are_found_in_the_order_of_those_dates(ask):
    assert ask("date_status=cancelled") == ["Ganz abgesagt", "Mit Ausfall"]


def test_the_range_is_about_the_same_date(ask):
    assert ask("date_status=cancelled&from=2026-02-01&to=2026-02-28") == ["Mit Ausfall"]
    assert ask("date_status=cancelled&from=2026-03-01") == []
    assert ask("date_status=moved&from=2026-03-05&to=2026-03-05") == ["Mit Ausfall"]
    assert ask("date_status=moved&from=2026-03-03&to=2026-03-03") == []


def test_several_are_any_of_them_and_the_events_own_status_is_another_word(ask):
    assert ask("date_status=moved&date_status=cancelled&status=scheduled") == ["Mit Ausfall"]
    assert sorted(ask("date_status=scheduled")) == ["Mit Ausfall", "Wie geplant"]


def test_another_word_is_refused_with_what_is_allowed(ask):
    status, errors = ask("date_status=abgesagt")
    assert status == 400
    assert errors == [
        {
            "parameter": "date_status",
            "message": "'abgesagt' is not one of scheduled, moved, cancelled, postponed",
        }
    ]


def test_the_description_of_the_api_names_the_values(ask):
    text = Client().get("/api/v1/openapi.json").content
    paths = json.loads(text)["paths"]
    parameters = next(paths[path] for path in paths if path.endswith("/events"))["get"][
        "parameters"
    ]
    found = next(one for one in parameters if one["name"] == "date_status")
    assert "single date" in found["description"]
    assert "postponed" in json.dumps(found["schema"])
