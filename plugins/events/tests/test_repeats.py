"""What editors choose becomes a rule, and a rule becomes what they chose; holidays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from plugins.events.fields import SinglesField
from plugins.events.holidays import holiday, holidays
from plugins.events.recurrence import read_rule
from plugins.events.repeats import Choice, Repeats, choice_of

BERLIN = "Europe/Berlin"
TUESDAY = date(2026, 1, 13)
CASES = [
    (Choice(repeats="daily", interval=3), "FREQ=DAILY;INTERVAL=3"),
    (Choice(repeats="weekly", weekdays=(1, 3)), "FREQ=WEEKLY;BYDAY=TU,TH"),
    (
        Choice(repeats="weekly", weekdays=(1,), interval=2, count=6),
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=6",
    ),
    (
        Choice(repeats="monthly_weekday", nths=(2,), until=date(2026, 6, 30)),
        "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20260630T215959Z",
    ),
    (Choice(repeats="monthly_weekday", nths=(2, -1)), "FREQ=MONTHLY;BYDAY=2TU,-1TU"),
    (Choice(repeats="monthly_day"), "FREQ=MONTHLY;BYMONTHDAY=13"),
    (Choice(repeats="monthly_last"), "FREQ=MONTHLY;BYMONTHDAY=-1"),
    (Choice(repeats="yearly"), "FREQ=YEARLY"),
]


@pytest.mark.parametrize(("choice", "text"), CASES)
def test_a_choice_and_its_rule_are_each_other(choice, text):
    rule = choice.rule(TUESDAY)
    assert rule.text(BERLIN, all_day=False) == text
    assert choice_of(read_rule(text, BERLIN), TUESDAY) == choice


def test_what_the_first_day_says_need_not_be_chosen():
    assert Choice(repeats="weekly").rule(TUESDAY).weekdays == ((0, 1),)
    assert Choice(repeats="monthly_weekday").rule(TUESDAY).weekdays == ((2, 1),)
    assert Choice().rule(TUESDAY) is None


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("FREQ=WEEKLY", "weekly"),
        ("FREQ=MONTHLY", "monthly_day"),
        ("FREQ=YEARLY;BYWEEKNO=20", "custom"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "custom"),
        ("FREQ=WEEKLY;BYDAY=TU;WKST=SU", "custom"),
        ("FREQ=MONTHLY;BYMONTHDAY=14", "custom"),
        ("FREQ=DAILY;BYDAY=MO", "custom"),
        ("FREQ=WEEKLY;UNTIL=20260630T120000Z", "custom"),
    ],
)
def test_a_rule_that_no_choice_makes_stays_as_it_is(text, repeats):
    assert choice_of(read_rule(text, BERLIN), TUESDAY).repeats == repeats


def test_every_choice_but_the_expert_one_is_covered():
    covered = {choice.repeats for choice, _text in CASES}
    assert covered | {"never", "custom"} == set(Repeats.values)


@pytest.mark.parametrize(
    "typed",
    [
        "24.12.2026\n31.12.2026 10:30",
        "Do., 24.12.2026 (Heiligabend)\r\n31.12.2026, 10.30 Uhr\n",
        "2026-12-24;31.12.2026 10:30",
    ],
)
def test_dates_are_read_as_people_write_them(typed):
    stored = SinglesField().clean(typed)
    assert stored == "20261224,20261231T103000"
    assert SinglesField().prepare_value(stored) == "24.12.2026\n31.12.2026 10:30"


@pytest.mark.parametrize("typed", ["Weihnachten", "32.12.2026", "24.12.2026 25:00", "24.12."])
def test_a_line_that_is_no_date_is_named(typed):
    with translation.override("de"), pytest.raises(ValidationError, match="ist kein Datum"):
        SinglesField().clean(f"24.12.2026\n{typed}")


def test_holidays_of_saxony_anhalt_in_2027():
    found = holidays(2027, "ST")
    assert str(found[date(2027, 3, 28)]) == "Ostersonntag"
    assert str(found[date(2027, 5, 6)]) == "Christi Himmelfahrt"
    assert date(2027, 1, 6) in found
    assert date(2027, 10, 31) in found
    assert date(2027, 5, 27) not in found
    assert holiday(date(2027, 5, 27), "BY") is not None
    assert holiday(date(2027, 11, 17), "SN") is not None
    assert len(found) == 13


def test_a_state_may_have_a_holiday_in_one_year_only():
    assert [year for year in (2027, 2028, 2029) if holiday(date(year, 6, 17), "BE")] == [2028]


@pytest.mark.parametrize(
    ("locale", "sunday", "monday"),
    [
        ("de", "Ostersonntag", "Ostermontag"),
        ("en", "Easter Sunday", "Easter Monday"),
    ],
)
def test_easter_sunday_counts_everywhere_and_has_a_name(locale, sunday, monday):
    with translation.override(locale):
        assert holiday(date(2026, 4, 5), "ST") == sunday
        assert holiday(date(2026, 4, 6), "ST") == monday


@pytest.mark.parametrize("year", [1970, 2199])
def test_a_year_beyond_the_laws_has_easter_and_whitsun(year):
    assert [str(name) for name in holidays(year, "ST").values()] == [
        "Ostersonntag",
        "Pfingstsonntag",
    ]
