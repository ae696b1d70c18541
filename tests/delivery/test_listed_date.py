"""A list shows each item under the date that was asked for, in every format."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.test import Client
from lxml import etree

from hub.publication.sweep import sweep
from tests.factories.events import change, event, event_index
from tests.factories.kinds import small_site
from tests.factories.portal import fresh

pytestmark = pytest.mark.django_db
DAILY, WEEKLY, DAYS = "Zwölf Tage", "Jeden Montag", "Drei Tage"


@pytest.fixture
def read() -> Iterator[Callable[[str], str]]:
    """Return a function that reads an address of a site with three events."""
    with time_machine.travel("2026-11-28T10:00:00+01:00", tick=False):
        events = event_index(small_site().root_page)
        clock = {"start_time": time(18), "end_time": time(20)}
        # From a Monday on; the first Sunday is 10 October.
        event(
            events,
            title=DAILY,
            first_day=date(2027, 10, 4),
            rrule="FREQ=DAILY;COUNT=12",
            changes=(change(date(2027, 10, 8)),),
            **clock,
        )
        event(events, title=WEEKLY, first_day=date(2026, 10, 12), rrule="FREQ=WEEKLY", **clock)
        event(
            events,
            title=DAYS,
            first_day=date(2027, 8, 14),
            last_day=date(2027, 8, 16),
            all_day=True,
            start_time=None,
            end_time=None,
        )
        sweep()
        fresh()

        def answer(path: str) -> str:
            response = Client().get(path)
            assert response.status_code == 200, path
            return response.content.decode()

        yield answer


def entries(text: str) -> dict[str, dict[str, Any]]:
    """Return {title: `_hub`} of a JSON Feed."""
    return {one["title"]: one["_hub"] for one in json.loads(text)["items"]}


@pytest.mark.parametrize(
    ("query", "starts_at"),
    [
        ("", "2026-11-30T18:00:00+01:00"),
        ("from=2027-04-06", "2027-04-12T18:00:00+02:00"),
        ("from=2026-10-01", "2026-10-12T18:00:00+02:00"),
    ],
)
def test_feeds_name_the_next_date_from_then_on(read, query: str, starts_at: str) -> None:
    hub = entries(read(f"/api/v1/events.json-feed?{query}"))[WEEKLY]
    assert (hub["starts_at"], hub["all_day"]) == (starts_at, False)
    items = etree.fromstring(read(f"/api/v1/events.rss?{query}").encode()).findall("channel/item")
    found = {one.findtext("title"): one.findtext("{*}startdate") for one in items}
    assert found[WEEKLY] == starts_at
    rows = csv.DictReader(io.StringIO(read(f"/api/v1/events.csv?{query}").lstrip("\ufeff")))
    assert {one["title"]: one["starts_at"] for one in rows}[WEEKLY] == starts_at


def test_a_feed_of_all_kinds_names_the_next_date(read) -> None:
    assert entries(read("/api/v1/documents.json-feed"))[WEEKLY]["starts_at"] == (
        "2026-11-30T18:00:00+01:00"
    )


def test_all_day_dates_are_days_in_feeds(read) -> None:
    hub = entries(read("/api/v1/events.json-feed?from=2027-08-01"))[DAYS]
    assert (hub["starts_at"], hub["ends_at"], hub["all_day"]) == ("2027-08-14", "2027-08-16", True)
    rss = read("/api/v1/events.rss?from=2027-08-01")
    assert "<ev:startdate>2027-08-14</ev:startdate>" in rss
    assert "<ev:enddate>2027-08-16</ev:enddate>" in rss


@pytest.mark.parametrize(
    ("query", "day", "words"),
    [
        ("weekday=su&from=2027-10-01", "2027-10-10", "So., 10. Oktober 2027"),
        ("date_status=cancelled&from=2027-10-01", "2027-10-08", "Fr., 8. Oktober 2027"),
    ],
)
def test_the_date_shown_is_one_that_the_filter_asked_for(read, query, day, words) -> None:
    body = json.loads(read(f"/api/v1/events?{query}"))
    titles = [one["title"] for one in body["items"]]
    assert body["starts_at"][titles.index(DAILY)] == f"{day}T18:00:00+02:00"
    portal = read(f"/de/veranstaltungen/?{query}")
    headings = re.findall(r'id="day-([0-9-]+)"', portal)
    assert day in headings
    assert "2027-10-04" not in headings
    embed = " ".join(read(f"/embed/v1/events.html?{query}").split())
    assert f"{words}, 18–20 Uhr" in embed
    assert "4. Oktober" not in embed


def test_lists_without_dates_have_none(read) -> None:
    assert "starts_at" not in json.loads(read("/api/v1/news"))
