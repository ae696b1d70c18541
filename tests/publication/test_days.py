"""Days of the calendar: over both changes of the clock, at night, and of what lasts for months."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from hub.publication.query import SiteFacts, day_counts, day_entries, parse, run
from tests.factories.rows import a_row, a_site
from tests.publication.test_query import EVENT

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Berlin")
Add = Callable[..., None]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.fixture
def site() -> SiteFacts:
    with time_machine.travel("2026-10-01T10:00:00+02:00", tick=False):
        yield a_site()


@pytest.fixture
def add(site: SiteFacts) -> Add:
    def add(title: str, *dates: tuple[str, str]) -> None:
        a_row(site, "event", title, dates=[(at(start), at(end)) for start, end in dates])

    return add


def days_of(site: SiteFacts, title: str, month: str) -> list[int]:
    """Return the days of a month on which the item stands."""
    first = date.fromisoformat(f"{month}-01")
    last = date.fromisoformat(f"{month}-28" if month.endswith("02") else f"{month}-30")
    found = day_entries(parse({}, [EVENT], site), first, last, shown=9)
    return [day.day for day, entries in found.items() if title in {one.title for one in entries}]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        # In Berlin 25 October 2026 has 25 hours, 28 March 2027 has 23.
        ("2026-10-25T23:15", "2026-10-25T23:45", [25]),
        ("2026-10-25T00:00", "2026-10-26T00:00", [25]),
        ("2026-10-26T00:15", "2026-10-26T01:00", [26]),
        ("2027-03-28T23:15", "2027-03-28T23:45", [28]),
        ("2027-03-29T00:15", "2027-03-29T01:00", [29]),
        ("2027-03-29T00:00", "2027-03-30T00:00", [29]),
        ("2027-03-28T00:00", "2027-03-29T00:00", [28]),
        # A night belongs to its evening, a morning to its day.
        ("2026-11-07T21:00", "2026-11-08T05:00", [7]),
        ("2026-11-07T21:00", "2026-11-08T06:00", [7, 8]),
        ("2026-11-08T01:00", "2026-11-08T03:00", [8]),
        ("2026-11-08T04:30", "2026-11-08T05:30", [8]),
        ("2026-11-06T18:00", "2026-11-08T02:00", [6, 7]),
        ("2026-11-06T18:00", "2026-11-08T14:00", [6, 7, 8]),
        # An exhibition fills no month.
        ("2026-11-03T10:00", "2026-11-24T17:00", [3, 24]),
        ("2026-11-03T00:00", "2026-11-10T00:00", [3, 4, 5, 6, 7, 8, 9]),
        ("2026-09-03T10:00", "2027-02-14T17:00", []),
    ],
)
def test_a_date_stands_on_its_days(site, add, start: str, end: str, days: list[int]) -> None:
    add("Fest", (start, end))
    month = "2026-11" if not days else start[:7]
    assert days_of(site, "Fest", month) == days
    first, last = date.fromisoformat(f"{month}-01"), date.fromisoformat(f"{month}-30")
    counts = day_counts(parse({}, [EVENT], site), first, last)
    assert sorted(day.day for day in counts) == days


def test_what_ends_on_its_day_comes_first_also_on_a_day_of_25_hours(site, add) -> None:
    add("Zwei Tage", ("2026-10-24T09:00", "2026-10-25T18:00"))
    add("Nacht", ("2026-10-25T21:00", "2026-10-26T05:00"))
    add("Ganzer Tag", ("2026-10-25T00:00", "2026-10-26T00:00"))
    day = date(2026, 10, 25)
    [entries] = day_entries(parse({}, [EVENT], site), day, day, shown=9).values()
    assert [(one.title, one.begins) for one in entries] == [
        ("Ganzer Tag", True),
        ("Nacht", True),
        ("Zwei Tage", False),
    ]


def titles(site: SiteFacts, **query: str) -> list[str]:
    result = run(parse({name: [value] for name, value in query.items()}, [EVENT], site))
    return [row.title for row in result.rows]


def test_a_list_of_a_day_leaves_out_what_ended_in_the_night_before(site, add) -> None:
    add("Nacht", ("2026-11-07T21:00", "2026-11-08T05:00"))
    add("Bis morgens", ("2026-11-07T21:00", "2026-11-08T07:00"))
    add("Früh", ("2026-11-08T04:30", "2026-11-08T05:30"))
    assert titles(site, **{"from": "2026-11-07", "to": "2026-11-07"}) == ["Nacht", "Bis morgens"]
    assert titles(site, **{"from": "2026-11-08"}) == ["Bis morgens", "Früh"]
    assert titles(site, **{"from": "2026-11-08T00:00:00+01:00"}) == [
        "Nacht",
        "Bis morgens",
        "Früh",
    ]
    with time_machine.travel("2026-11-08T10:00:00+01:00", tick=False):
        assert titles(site) == ["Bis morgens", "Früh"]


def test_a_series_of_nights_stands_in_the_list_once_under_its_next_date(site, add) -> None:
    add("Nächte", *((f"2026-11-{day:02}T21:00", f"2026-11-{day + 1:02}T05:00") for day in (6, 7)))
    add("Wache", ("2026-11-07T00:15", "2026-11-07T02:00"), ("2026-11-07T15:00", "2026-11-07T16:00"))
    result = run(parse({"from": ["2026-11-07"]}, [EVENT], site))
    assert [(row.title, row.starts_at) for row in result.rows] == [
        ("Wache", at("2026-11-07T00:15")),
        ("Nächte", at("2026-11-07T21:00")),
    ]
