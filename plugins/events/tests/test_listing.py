"""The editors' list of events: as many queries for many as for few, and its filter by days."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.publication.settle import settle
from tests.factories.events import change, event

pytestmark = pytest.mark.django_db
LIST = reverse("events:index")
LOCALIZE = 2


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-01-05T10:00:00+01:00", tick=False):
        yield


def titles(response) -> list[str]:
    return [page.title for page in response.context["pages"]]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "ordering=-next_at",
        "takes_place_from=14.01.2026&takes_place_to=21.01.2026",
        "takes_place_from=14.01.2029",
        "status=live&event_status=scheduled",
    ],
)
def test_only_the_translate_button_costs_queries_by_row(admin_client, events, query):
    def add(count):
        pages = [
            event(
                events,
                title=f"Nummer {number}",
                rrule="FREQ=WEEKLY",
                changes=(change(date(2026, 1, 20)),),
            )
            for number in range(count)
        ]
        settle({page.translation_key for page in pages})

    def measure():
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(f"{LIST}?{query}")
        return len(queries)

    add(1)
    admin_client.get(LIST)
    one = measure()
    add(8)
    assert measure() == one + 8 * LOCALIZE


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # Tuesdays, from 6 January 2026 on; that of the 20th is on the 22nd.
        (("14.01.2026", "19.01.2026"), []),
        (("14.01.2026", "20.01.2026"), ["Wie immer"]),
        (("21.01.2026", "23.01.2026"), ["Verlegt"]),
        (("07.01.2031", "07.01.2031"), ["Verlegt", "Wie immer"]),
        (("08.01.2031", "08.01.2031"), []),
        (("01.01.2025", "05.01.2026"), []),
    ],
)
def test_the_filter_by_days_knows_moved_dates_and_those_beyond_the_window(
    admin_client, events, days, expected
):
    moved = change(date(2026, 1, 20), status="moved", first_day=date(2026, 1, 22))
    series = {"first_day": date(2026, 1, 6), "rrule": "FREQ=WEEKLY"}
    pages = [
        event(events, title="Wie immer", **series),
        event(events, title="Verlegt", **series, changes=(moved,)),
    ]
    settle({page.translation_key for page in pages})
    first, last = days
    found = admin_client.get(f"{LIST}?takes_place_from={first}&takes_place_to={last}")
    assert sorted(titles(found)) == expected
