"""Filters that a kind declares as values: what they find, and how they refuse."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from hub.kernel.contract.filters import DateRange, Facet, Flag, Open, Text
from hub.publication.query import QueryError, parse, run
from tests.factories.rows import a_row, a_site
from tests.publication.test_query import NEWS

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
CALL = replace(
    NEWS,
    name="call",
    plural="calls",
    filters=(
        Facet(name="colour", description="its colour", values=("blue", "red")),
        Facet(name="colour!", facet="colour", excludes=True, description="not of this colour"),
        Flag(name="free", description="free of charge"),
        DateRange(name="deadline", role="deadline", description="its deadline"),
        Open(name="open", role="deadline", description="whether one can apply"),
        Text(name="words", description="words of it"),
    ),
)


@pytest.fixture
def site():
    with time_machine.travel(NOW, tick=False):
        yield a_site()


def titles(site, query: dict[str, list[str]]) -> set[str]:
    return {row.title for row in run(parse(query, (CALL,), site)).rows}


def a_call(site, title, *days, facets=(), now=NOW):
    dates = [(now + day * DAY, now + day * DAY + timedelta(seconds=1)) for day in days]
    return a_row(site, "call", title, dates=dates, role="deadline", facets=facets)


def test_a_facet_takes_any_of_its_values_and_can_leave_them_out(site):
    a_call(site, "blue", facets=["colour=blue"])
    a_call(site, "red", facets=["colour=red", "free=true"])
    a_call(site, "plain")

    assert titles(site, {"colour": ["blue"]}) == {"blue"}
    assert titles(site, {"colour": ["blue", "red"]}) == {"blue", "red"}
    assert titles(site, {"colour!": ["blue"]}) == {"red", "plain"}
    assert titles(site, {"free": ["true"]}) == {"red"}
    assert titles(site, {"free": ["false"]}) == {"blue", "plain"}


def test_a_range_of_dates_is_met_by_one_date_not_by_two_together(site):
    a_call(site, "spring and autumn", 10, 200)
    a_call(site, "summer", 100)
    a_call(site, "never")
    a_row(site, "call", "a visit in summer", dates=[(NOW + 100 * DAY, NOW + 101 * DAY)])

    assert titles(site, {"deadline_from": ["+50d"], "deadline_to": ["+150d"]}) == {"summer"}
    assert titles(site, {"deadline_to": ["+20d"]}) == {"spring and autumn"}
    assert titles(site, {"deadline_from": ["+150d"]}) == {"spring and autumn"}


def test_open_is_what_has_a_date_to_come_or_never_had_one(site):
    # By the database's clock, whatever day the test believes in.
    a_call(site, "over", -3, now=datetime(2020, 1, 1, tzinfo=UTC))
    a_call(site, "next round", -3, 36_000)
    a_call(site, "at any time")

    assert titles(site, {"open": ["true"]}) == {"next round", "at any time"}
    assert titles(site, {"open": ["false"]}) == {"over"}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"colour": ["green"]}, "colour"),
        ({"free": ["yes"]}, "free"),
        ({"free": ["true", "false"]}, "free"),
        ({"deadline_from": ["soon"]}, "deadline_from"),
        ({"deadline_from": ["+5d"], "deadline_to": ["+1d"]}, "deadline_to"),
        ({"deadline": ["+5d"]}, "deadline"),
        ({"open": ["maybe"]}, "open"),
        ({"words": [" "]}, "words"),
    ],
)
def test_what_a_filter_does_not_understand_is_named(site, query, parameter):
    with pytest.raises(QueryError) as caught:
        parse(query, (CALL,), site)
    assert [one.parameter for one in caught.value.problems] == [parameter]
