"""Open, closing soon, announced, closed: by the clock, without anybody saving."""

import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from hub.publication.models import Publication
from hub.publication.settle import settle
from plugins.funding.models import FundingDeadline
from plugins.funding.states import is_check_due, next_deadline, outdated, state_of, times_to_apply
from plugins.funding.tasks import turn_states
from plugins.funding.tests.samples import make

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 1, 12, tzinfo=BERLIN)


def at(day: int, hour: int = 12, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("timing", "moments", "state", "times"),
    [
        ("dated", [at(1, 13)], "closing_soon", ["now"]),
        ("dated", [at(15)], "closing_soon", ["now"]),
        ("dated", [at(15, 13)], "open", ["now"]),
        ("dated", [at(1, 11)], "closed", []),
        ("dated", [NOW], "closed", []),
        ("dated", [at(1, 11), at(20)], "open", ["now"]),
        ("dated", [at(5), at(1, month=9)], "closing_soon", ["now", "in_a_month"]),
        ("dated", [], "open", ["now", "in_a_month"]),
        ("rolling", [], "open", ["now", "in_a_month"]),
        ("unknown", [], "open", ["now", "in_a_month"]),
        ("announced", [], "announced", ["announced"]),
        ("announced", [at(5)], "announced", ["announced"]),
    ],
)
def test_a_call_is_what_the_clock_says(timing, moments, state, times):
    assert state_of(timing, moments, NOW) == state
    assert times_to_apply(timing, moments, NOW) == times


def test_the_next_deadline_counts_else_the_last():
    assert next_deadline([at(1, 11), at(5), at(9)], NOW) == at(5)
    assert next_deadline([at(1, 9), at(1, 11)], NOW) == at(1, 11)
    assert next_deadline([], NOW) is None


def test_after_ninety_days_somebody_has_to_look_again():
    assert is_check_due(None, date(2026, 3, 1))
    assert not is_check_due(date(2025, 12, 1), date(2026, 3, 1))
    assert is_check_due(date(2025, 11, 30), date(2026, 3, 1))


@pytest.mark.django_db
def test_a_call_closes_by_itself(site):
    with time_machine.travel(NOW, tick=False):
        page = make(site)["funding"]
        page.deadlines = [FundingDeadline(day=date(2026, 3, 20), at=time(18))]
        page.checked_on = date(2026, 2, 1)
        page.save()
        settle([page.translation_key])
        assert outdated() == []
    row = Publication.objects.get(document_id=page.translation_key)
    assert json.loads(row.document)["funding"]["state"] == "open"
    assert json.loads(row.document)["funding"]["deadline_at"] == "2026-03-20T18:00:00+01:00"

    seen = []
    for moment in (at(6, 17), at(6, 19), at(20, 17), at(20, 19), at(3, month=5)):
        with time_machine.travel(moment, tick=False):
            count = turn_states()
            assert turn_states() == 0
        row.refresh_from_db()
        call = json.loads(row.document)["funding"]
        seen.append((count, call["state"], call["is_check_due"]))
    assert seen == [
        (0, "open", False),
        (1, "closing_soon", False),
        (0, "closing_soon", False),
        (1, "closed", False),
        (1, "closed", True),
    ]


@pytest.mark.django_db
def test_a_deadline_without_a_time_lasts_the_whole_day(site):
    page = make(site)["funding"]
    page.deadlines = [FundingDeadline(day=date(2026, 3, 20))]
    (moment,) = page.deadline_moments
    assert moment == datetime(2026, 3, 20, 23, 59, tzinfo=BERLIN)
    assert moment - at(20, 0) < timedelta(days=1)
