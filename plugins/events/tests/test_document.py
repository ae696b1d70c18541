"""What the outside reads of an event: rows, dates, facets, the document."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import jsonschema
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.kernel.contract import registry
from hub.kernel.documents.schema import document_schema
from hub.publication.models import Failure, Publication
from hub.publication.settle import settle
from plugins.events.models import EventPage
from plugins.events.tests.conftest import document_of, row_of
from plugins.organisations.models import OrganisationIndexPage, OrganisationPage
from tests.factories.content import DistrictFactory, PlaceFactory, add_page
from tests.factories.events import change, event

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-01-05T10:00:00+01:00", tick=False):
        yield


def weekly(events, **fields):
    """Return a Tuesday evening until June without the Tuesday after Easter, one moved, one off."""
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
    )
    return event(
        events,
        rrule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630",
        exdates="20260407",
        changes=changes,
        **fields,
    )


def test_weekly_event_until_june_except_easter_with_one_moved_and_one_cancelled_date(events):
    row = row_of(weekly(events))
    dates = list(row.dates.order_by("starts_at"))
    starts = [one.starts_at.astimezone(BERLIN) for one in dates]

    assert len(dates) == 24
    assert date(2026, 4, 7) not in {one.date() for one in starts}
    assert starts[1] == datetime(2026, 1, 21, 17, tzinfo=BERLIN)
    assert {one.hour for one in starts[2:]} == {18}
    assert starts[-1].date() == date(2026, 6, 30)
    assert [one.status for one in dates[:4]] == ["scheduled", "moved", "scheduled", "cancelled"]
    assert {one.role for one in dates} == {"event"}


def test_the_document_of_a_weekly_event(events):
    document = document_of(weekly(events))
    moved, cancelled = document["dates"][1], document["dates"][3]

    jsonschema.validate(document, document_schema(registry.kind("event")))
    assert document["event"]["recurrence"] == {
        "rrule": "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630T215959Z",
        "rdates": [],
        "exdates": ["2026-04-07T18:00:00+02:00"],
        "skips_holidays": False,
        "text": "jeden Dienstag bis Juni, am 7. April nicht",
        "further_changes": [],
    }
    assert moved == {
        "starts_at": "2026-01-21T17:00:00+01:00",
        "ends_at": "2026-01-21T19:00:00+01:00",
        "timezone": "Europe/Berlin",
        "all_day": False,
        "status": "moved",
        "recurrence_id": "2026-01-20T18:00:00+01:00",
        "note": "Im Saal",
    }
    assert (cancelled["status"], cancelled["note"]) == ("cancelled", "Krankheit")
    assert document["dates"][0]["recurrence_id"] is None
    assert document["dates"][-1]["starts_at"] == "2026-06-30T18:00:00+02:00"
    assert document["event"]["has_more_dates"] is False


def test_a_cancelled_event_stays_with_every_date_cancelled(events):
    page = weekly(events, status="cancelled", status_reason="Kein Raum")
    document = document_of(page)
    assert {one["status"] for one in document["dates"]} == {"cancelled"}
    assert document["event"]["status_reason"] == "Kein Raum"
    assert set(row_of(page).dates.values_list("status", flat=True)) == {"cancelled"}


def test_an_all_day_event_of_two_days_ends_on_the_third(events):
    document = document_of(
        event(
            events,
            first_day=date(2026, 3, 28),
            last_day=date(2026, 3, 29),
            all_day=True,
            start_time=None,
            end_time=None,
        )
    )
    assert document["event"]["first_starts_at"] == "2026-03-28T00:00:00+01:00"
    assert document["dates"][0]["ends_at"] == "2026-03-30T00:00:00+02:00"
    assert document["event"]["recurrence"] is None


def test_a_long_running_event_is_listed_apart(events):
    page = event(
        events,
        type="long_running",
        first_day=date(2026, 1, 10),
        last_day=date(2026, 4, 30),
        all_day=True,
        start_time=None,
        end_time=None,
    )
    assert set(row_of(page).dates.values_list("role", flat=True)) == {"running"}


def test_a_series_without_end_says_that_there_are_more(events):
    document = document_of(event(events, rrule="FREQ=DAILY"))
    assert len(document["dates"]) == 500
    assert document["event"]["has_more_dates"] is True


def test_facets_are_those_of_the_event_its_place_and_its_organiser(events):
    district = DistrictFactory(key="mitte")
    place = PlaceFactory(district=district, step_free="yes", lift="no")
    home = events.get_parent()
    index = add_page(home, OrganisationIndexPage, title="Organisationen")
    organisation = add_page(index, OrganisationPage, title="Stadtpark e. V.")
    page = event(
        events,
        place=place,
        organisation=organisation,
        is_free=True,
        format="hybrid",
        online_url="https://example.org/raum",
        audience=["families", "youth"],
        languages=["uk", "sgn-DE"],
        sign_language="yes",
    )
    settle({organisation.translation_key})
    row = row_of(page)

    assert set(row.facets) == {
        "type=event",
        "format=hybrid",
        "status=scheduled",
        "free=true",
        "audience=families",
        "audience=youth",
        "language=uk",
        "language=sgn-DE",
        "accessible=step_free",
        "accessible=sign_language",
        f"place={place.hub_id}",
        "district=mitte",
        f"organisation={organisation.translation_key}",
    }
    document = document_of(page)
    assert document["organisation"]["title"] == "Stadtpark e. V."
    assert document["online_url"] == "https://example.org/raum"
    assert document["event"]["accessibility"]["sign_language"] is True
    assert document["event"]["accessibility"]["lift"] is None
    assert document["place"]["accessibility"]["lift"] is False


def test_an_event_that_is_not_free_or_does_not_say_so_is_not_found_as_free(events):
    for value in (False, None):
        assert "free=true" not in row_of(event(events, title=str(value), is_free=value)).facets


def test_an_organiser_that_is_not_public_is_not_named(events):
    index = add_page(events.get_parent(), OrganisationIndexPage, title="Organisationen")
    organisation = add_page(index, OrganisationPage, title="Geheim e. V.", live=False)
    assert document_of(event(events, organisation=organisation))["organisation"] is None


def test_reading_more_events_takes_no_more_queries(events):
    pages = [
        weekly(events, title=f"Nummer {number}", organiser_name="Runder Tisch")
        for number in range(4)
    ]
    keys = [page.translation_key for page in pages]

    def count(number):
        Publication.objects.filter(document_id__in=keys).update(digest="")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            settle(set(keys[:number]))
        return len(queries)

    settle(set(keys))
    assert count(4) == count(1)


def test_a_rule_that_became_bad_is_a_failure_and_keeps_the_old_row(events):
    page = weekly(events)
    settle({page.translation_key})
    EventPage.objects.filter(pk=page.pk).update(rrule="FREQ=SECONDLY")
    settle({page.translation_key})
    assert Failure.objects.get(document_id=page.translation_key).error.startswith("Refused")
    assert not Publication.objects.get(document_id=page.translation_key).is_deleted
