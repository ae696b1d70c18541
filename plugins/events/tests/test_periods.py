"""Dates by RFC 5545, 3.3.10, worked out by hand from its table; no library is asked."""

import os
import random
import time
from datetime import date, datetime

import pytest

from plugins.events.recurrence import Refused, Rule, read_rule
from plugins.events.recurrence.expand import begins_with, next_of
from plugins.events.tests.series import days, found, series


def made(start: str, rule: str, count: int) -> list[str]:
    starts = datetime.fromisoformat(start)
    assert begins_with(read_rule(rule, "Europe/Berlin"), starts)
    return days(found(series(starts, rule), today=starts.date()))[:count]


@pytest.mark.parametrize(
    ("start", "rule", "expected"),
    [
        (
            "2026-02-26T10:00",
            "FREQ=DAILY;INTERVAL=3;COUNT=4",
            ["2026-02-26", "2026-03-01", "2026-03-04", "2026-03-07"],
        ),
        (
            "2026-12-22T10:00",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4",
            ["2026-12-22", "2026-12-24", "2027-01-05", "2027-01-07"],
        ),
        (
            "2026-12-08T10:00",
            "FREQ=MONTHLY;BYDAY=2TU;COUNT=3",
            ["2026-12-08", "2027-01-12", "2027-02-09"],
        ),
        (
            "2027-01-31T10:00",
            "FREQ=MONTHLY;BYMONTHDAY=31;INTERVAL=2;COUNT=3",
            ["2027-01-31", "2027-03-31", "2027-05-31"],
        ),
        # BYSETPOS counts in the whole week, also in the one that has begun before the first date.
        (
            "2027-01-06T10:00",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,3;COUNT=4",
            ["2027-01-06", "2027-01-11", "2027-01-13", "2027-01-18"],
        ),
        (
            "2027-01-05T10:00",
            "FREQ=WEEKLY;BYDAY=MO,TU,TH;BYSETPOS=2;COUNT=3",
            ["2027-01-05", "2027-01-12", "2027-01-19"],
        ),
        # With and without a number side by side: each names days of its own.
        (
            "2027-02-01T10:00",
            "FREQ=MONTHLY;BYDAY=MO,-1TU;COUNT=6",
            ["2027-02-01", "2027-02-08", "2027-02-15", "2027-02-22", "2027-02-23", "2027-03-01"],
        ),
        (
            "2027-02-01T10:00",
            "FREQ=MONTHLY;BYDAY=MO,1MO;COUNT=5",
            ["2027-02-01", "2027-02-08", "2027-02-15", "2027-02-22", "2027-03-01"],
        ),
        # A week by its number has the weekday of the first date: once a year.
        (
            "2027-05-18T10:00",
            "FREQ=YEARLY;BYWEEKNO=20;COUNT=2",
            ["2027-05-18", "2028-05-16"],
        ),
        # 29 December 2025 is the Monday of the first week of 2026 (ISO 8601).
        (
            "2025-12-29T10:00",
            "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=2",
            ["2025-12-29", "2027-01-04"],
        ),
        # The last workday of the month.
        (
            "2027-01-29T10:00",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3",
            ["2027-01-29", "2027-02-26", "2027-03-31"],
        ),
        # Friday the 13th.
        (
            "2026-11-13T10:00",
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2",
            ["2026-11-13", "2027-08-13"],
        ),
        (
            "2027-01-31T10:00",
            "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
            ["2027-01-31", "2027-02-28", "2027-03-31"],
        ),
        # Every 20th Monday of the year, and the last one.
        (
            "2027-05-17T10:00",
            "FREQ=YEARLY;BYDAY=20MO,-1MO;COUNT=3",
            ["2027-05-17", "2027-12-27", "2028-05-15"],
        ),
        # The first Sunday of two months; the number counts in the month.
        (
            "2027-03-07T10:00",
            "FREQ=YEARLY;BYMONTH=3,10;BYDAY=1SU;COUNT=3",
            ["2027-03-07", "2027-10-03", "2028-03-05"],
        ),
        (
            "2027-01-01T10:00",
            "FREQ=YEARLY;BYYEARDAY=1,-1;COUNT=3",
            ["2027-01-01", "2027-12-31", "2028-01-01"],
        ),
        # Every other week, counted from the Sunday before: Tuesday and the Sunday that begins it.
        (
            "2027-01-05T10:00",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4",
            ["2027-01-05", "2027-01-17", "2027-01-19", "2027-01-31"],
        ),
    ],
)
def test_dates_are_those_of_the_standard(start: str, rule: str, expected: list[str]) -> None:
    assert made(start, rule, len(expected)) == expected


def test_the_last_day_of_an_all_day_rule_is_the_day_it_names() -> None:
    # In Berlin that moment lies on 6 March.
    rule = read_rule("FREQ=DAILY;UNTIL=20270305T235959Z", "Europe/Berlin", all_day=True)
    assert rule.until == datetime(2027, 3, 5, 23, 59, 59)
    assert rule.text("Europe/Berlin", all_day=True) == "FREQ=DAILY;UNTIL=20270305"


NEVER = [
    "FREQ=DAILY;BYMONTHDAY=-18,-1,16,-12,6;BYSETPOS=-8,-330;COUNT=1",
    "FREQ=DAILY;BYSETPOS=300;BYHOUR=7,19;BYMINUTE=48",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYDAY=53MO",
    "FREQ=MONTHLY;BYDAY=-6SU;INTERVAL=7",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
]


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_never_comes_true_is_known_at_once(rule: str) -> None:
    began = time.process_time()
    assert next_of(read_rule(rule, "Europe/Berlin"), datetime(2027, 1, 5, 10)) is None
    assert time.process_time() - began < 0.2


def some_rule(chance: random.Random) -> str:
    """Return a rule as nobody would write it."""

    def some(low: int, high: int, *, signed: bool = False) -> str:
        values = [chance.randint(low, high) for _ in range(chance.randint(1, 5))]
        return ",".join(str(-one if signed and chance.random() < 0.4 else one) for one in values)

    weekdays = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    numbers = ("", "", "", "1", "-1", "5", "-53", "53")
    parts = {
        "BYMONTH": some(1, 12),
        "BYMONTHDAY": some(1, 31, signed=True),
        "BYYEARDAY": some(1, 366, signed=True),
        "BYWEEKNO": some(1, 53, signed=True),
        "BYDAY": ",".join(
            chance.choice(numbers) + chance.choice(weekdays) for _ in range(chance.randint(1, 4))
        ),
        "BYHOUR": some(0, 23),
        "BYMINUTE": some(0, 59),
        "BYSECOND": some(0, 59),
        "BYSETPOS": some(1, 366, signed=True),
        "INTERVAL": str(chance.randint(1, 1000)),
        "WKST": chance.choice(weekdays),
        "COUNT": str(chance.randint(1, 1000)),
    }
    chosen = [f"{name}={value}" for name, value in parts.items() if chance.random() < 0.3]
    return ";".join([f"FREQ={chance.choice(('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'))}", *chosen])


def seconds(rule: Rule, start: datetime) -> float:
    """Return the time that the processor works on a rule."""
    began = time.process_time()
    next_of(rule, start)
    found(series(start, rule.text("Europe/Berlin", all_day=False)), today=date(2027, 1, 1))
    return time.process_time() - began


# Before a change of the arithmetic: HUB_TEST_RULES=10000 make test ARGS=plugins/events
RULES = int(os.environ.get("HUB_TEST_RULES", "2500"))


def test_no_rule_costs_much_or_fails() -> None:
    chance = random.Random(5545)
    read_count = 0
    for _ in range(RULES):
        text = some_rule(chance)
        start = chance.choice([datetime(1970, 1, 1, 10), datetime(2027, 1, 5, 10)])
        try:
            rule = read_rule(text, "Europe/Berlin")
        except Refused:
            continue
        read_count += 1
        # Python may clear its memory in between: only what is slow each time is slow.
        assert any(seconds(rule, start) < 0.2 for _attempt in range(3)), text
    assert read_count > 0.4 * RULES


@pytest.mark.parametrize("frequency", ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
@pytest.mark.parametrize("start", [datetime(9999, 12, 31, 10), datetime(1, 1, 1, 10)])
def test_the_ends_of_the_calendar_are_no_failure(frequency: str, start: datetime) -> None:
    rule = read_rule(f"FREQ={frequency};INTERVAL=7;WKST=SU", "Europe/Berlin")
    next_of(rule, start)
    begins_with(rule, start)
