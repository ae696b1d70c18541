"""Which rules are refused, with what words, and how fast."""

import time
from datetime import date, datetime

import pytest

from plugins.events.recurrence import Refused, read_rule
from plugins.events.recurrence.rules import refuse_day
from plugins.events.tests.series import found, series

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=SECONDLY", "jede Stunde, Minute oder Sekunde"),
        ("FREQ=MINUTELY;INTERVAL=5", "jede Stunde, Minute oder Sekunde"),
        ("FREQ=HOURLY;COUNT=3", "jede Stunde, Minute oder Sekunde"),
        ("FREQ=DAILY;INTERVAL=0", "Möglich ist 1 bis 1000"),
        ("FREQ=DAILY;INTERVAL=-1", "Möglich ist 1 bis 1000"),
        ("FREQ=DAILY;INTERVAL=1001", "Möglich ist 1 bis 1000"),
        ("FREQ=DAILY;INTERVAL=99999999999999999999", "nicht lesbar"),
        ("FREQ=DAILY;COUNT=0", "Möglich ist 1 bis 1000"),
        ("FREQ=DAILY;COUNT=1001", "höchstens 1.000 Termine"),
        ("FREQ=DAILY;COUNT=999999999", "höchstens 1.000 Termine"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260101", "nicht beides"),
        ("FREQ=WEEKLY;BYEASTER=0", "nicht kennen: BYEASTER"),
        ("FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=OMIT", "nicht kennen: RSCALE"),
        ("FREQ=FORTNIGHTLY", "sagt nicht, wie oft"),
        ("INTERVAL=2", "sagt nicht, wie oft"),
        ("", "nicht lesbar"),
        ("jeden Dienstag", "nicht lesbar"),
        ("FREQ=DAILY;FREQ=DAILY", "nicht lesbar"),
        ("FREQ=DAILY;BYMONTH=13", "Möglich ist 1 bis 12"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "nicht lesbar"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "Möglich ist -31 bis 31"),
        ("FREQ=WEEKLY;BYDAY=XX", "nicht lesbar"),
        ("FREQ=WEEKLY;BYDAY=0TU", "nicht lesbar"),
        ("FREQ=WEEKLY;BYDAY=2TU", "der 2. Dienstag"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=2TU", "der 2. Dienstag"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "passt nicht zu WEEKLY"),
        ("FREQ=MONTHLY;BYWEEKNO=3", "passt nicht zu MONTHLY"),
        ("FREQ=DAILY;BYSETPOS=1", "BYSETPOS braucht"),
        ("FREQ=DAILY;UNTIL=2026-01-01", "nicht lesbar"),
        ("FREQ=DAILY;UNTIL=20261301", "nicht lesbar"),
        ("FREQ=DAILY;WKST=XX", "nicht lesbar"),
        ("FREQ=YEARLY;BYYEARDAY=" + ",".join(map(str, range(1, 22))), "mehr als 20"),
        ("FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5", "mehr als 24 Termine an einem Tag"),
        ("FREQ=DAILY;BYMONTH=" + "1," * 300 + "1", "zu lang"),
        ("FREQ=DAILY\nRRULE:FREQ=DAILY", "zu lang"),
    ],
)
def test_a_bad_rule_is_refused_before_it_is_expanded(rule, words):
    with pytest.raises(Refused) as refused:
        read_rule(rule, BERLIN)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(1969, 12, 31), "vor 1970"),
        (date(1, 1, 1), "vor 1970"),
        (date(2037, 1, 1), "mehr als zehn Jahre"),
        (date(9999, 12, 31), "mehr als zehn Jahre"),
    ],
)
def test_a_first_day_far_away_is_refused(day, words):
    with pytest.raises(Refused, match=words):
        refuse_day(day, date(2026, 11, 23))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300",
        "FREQ=YEARLY;BYDAY=MO,TU;BYSETPOS=366",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
        "FREQ=YEARLY;INTERVAL=1000;BYYEARDAY=366",
        "FREQ=DAILY;BYHOUR=1,2,3,4;BYMINUTE=1,2,3,4,5,6",
    ],
)
def test_a_rule_that_never_comes_true_or_comes_too_often_ends_quickly(rule):
    started = time.process_time()
    expansion = found(series(datetime(1970, 1, 1, 10), rule))
    assert len(expansion.dates) <= 500
    assert time.process_time() - started < 0.2


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("rrule:freq=weekly;byday=tu;interval=1", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=WEEKLY;UNTIL=20260630;BYDAY=TU,TU", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630T215959Z"),
        ("FREQ=WEEKLY;UNTIL=20261231T225959Z", "FREQ=WEEKLY;UNTIL=20261231T225959Z"),
        ("FREQ=MONTHLY;BYDAY=+2TU;WKST=SU;COUNT=3;", "FREQ=MONTHLY;BYDAY=2TU;WKST=SU;COUNT=3"),
    ],
)
def test_a_rule_is_stored_in_one_form(given, stored):
    text = read_rule(given, BERLIN).text(BERLIN, all_day=False)
    assert text == stored
    assert read_rule(text, BERLIN).text(BERLIN, all_day=False) == stored


def test_the_last_day_of_an_all_day_rule_is_a_day():
    text = read_rule("FREQ=DAILY;UNTIL=20260630", BERLIN).text(BERLIN, all_day=True)
    assert text == "FREQ=DAILY;UNTIL=20260630"
