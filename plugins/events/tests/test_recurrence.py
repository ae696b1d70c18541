"""From a series to its dates: clocks, calendars, exceptions, bounds."""

from datetime import UTC, date, datetime, timedelta

import pytest

from plugins.events.recurrence import Change
from plugins.events.tests.series import BERLIN, days, found, local, series


def test_a_single_date_is_one_date():
    expansion = found(series(datetime(2026, 3, 14, 15)))
    assert local(expansion) == ["2026-03-14 15:00"]
    assert not expansion.has_more


def test_wall_clock_time_stays_over_the_change_to_summer_time():
    expansion = found(series(datetime(2026, 3, 24, 18), "FREQ=WEEKLY;COUNT=2"))
    assert local(expansion) == ["2026-03-24 18:00", "2026-03-31 18:00"]
    assert [one.starts_at.hour for one in expansion.dates] == [17, 16]


def test_wall_clock_time_stays_over_the_change_to_winter_time():
    expansion = found(series(datetime(2026, 10, 20, 18), "FREQ=WEEKLY;COUNT=2"))
    assert local(expansion) == ["2026-10-20 18:00", "2026-10-27 18:00"]
    assert [one.starts_at.hour for one in expansion.dates] == [16, 17]


def test_a_night_over_the_change_ends_at_the_time_on_the_wall():
    expansion = found(series(datetime(2026, 3, 28, 22), "FREQ=WEEKLY;COUNT=2", hours=8))
    first, second = expansion.dates
    assert f"{first.ends_at.astimezone(BERLIN):%d %H:%M}" == "29 06:00"
    assert first.ends_at - first.starts_at == timedelta(hours=7)
    assert second.ends_at - second.starts_at == timedelta(hours=8)


def test_a_time_that_the_clock_skips_is_an_hour_later():
    expansion = found(series(datetime(2026, 3, 28, 2, 30), "FREQ=DAILY;COUNT=3"))
    assert local(expansion) == ["2026-03-28 02:30", "2026-03-29 03:30", "2026-03-30 02:30"]


def test_a_date_in_the_skipped_hour_never_ends_before_it_starts():
    expansion = found(series(datetime(2026, 3, 29, 2, 30), hours=0.5))
    assert expansion.dates[0].ends_at >= expansion.dates[0].starts_at


def test_a_time_that_the_clock_shows_twice_is_the_first():
    expansion = found(series(datetime(2026, 10, 25, 2, 30)))
    assert expansion.dates[0].starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_29th_of_february_comes_in_leap_years_only():
    expansion = found(series(datetime(2024, 2, 29, 10), "FREQ=YEARLY"), days=365 * 10)
    assert days(expansion) == ["2024-02-29", "2028-02-29", "2032-02-29"]
    assert expansion.has_more


def test_a_5th_weekday_comes_only_in_months_that_have_one():
    expansion = found(series(datetime(2026, 1, 30, 10), "FREQ=MONTHLY;BYDAY=5FR"), days=200)
    assert days(expansion) == ["2026-01-30", "2026-05-29"]


def test_the_31st_is_left_out_in_short_months():
    expansion = found(series(datetime(2026, 1, 31, 10), "FREQ=MONTHLY"), days=160)
    assert days(expansion) == ["2026-01-31", "2026-03-31", "2026-05-31"]


def test_the_last_friday_and_the_last_day_of_the_month():
    friday = series(datetime(2026, 1, 30, 10), "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3")
    last = series(datetime(2026, 1, 31, 10), "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3")
    assert days(found(friday)) == ["2026-01-30", "2026-02-27", "2026-03-27"]
    assert days(found(last)) == ["2026-01-31", "2026-02-28", "2026-03-31"]


@pytest.mark.parametrize("until", ["20260127", "20260127T170000Z", "20260127T180000"])
def test_until_includes_the_last_date(until):
    expansion = found(series(datetime(2026, 1, 13, 18), f"FREQ=WEEKLY;UNTIL={until}"))
    assert days(expansion) == ["2026-01-13", "2026-01-20", "2026-01-27"]
    assert not expansion.has_more


def test_until_before_the_start_of_a_day_leaves_that_day_out():
    expansion = found(series(datetime(2026, 1, 13, 18), "FREQ=WEEKLY;UNTIL=20260127T165959Z"))
    assert days(expansion) == ["2026-01-13", "2026-01-20"]


def test_an_excluded_day_falls_out_whatever_the_time():
    one = series(datetime(2026, 1, 13, 18), "FREQ=WEEKLY;COUNT=3", excluded=(date(2026, 1, 20),))
    assert days(found(one)) == ["2026-01-13", "2026-01-27"]


def test_an_excluded_day_of_an_all_day_event_falls_out():
    one = series(
        datetime(2026, 3, 28),
        "FREQ=DAILY;COUNT=3",
        all_day=True,
        excluded=(datetime(2026, 3, 29),),
    )
    expansion = found(one)
    assert days(expansion) == ["2026-03-28", "2026-03-30"]
    assert local(expansion)[1] == "2026-03-30 00:00"


def test_count_counts_what_is_excluded_later():
    one = series(datetime(2026, 1, 13, 18), "FREQ=WEEKLY;COUNT=2", excluded=(date(2026, 1, 13),))
    assert days(found(one)) == ["2026-01-20"]


def test_the_first_day_counts_even_where_the_rule_does_not_meet_it():
    one = series(datetime(2026, 1, 14, 18), "FREQ=WEEKLY;BYDAY=TU;COUNT=3")
    assert days(found(one)) == ["2026-01-14", "2026-01-20", "2026-01-27"]


def test_additional_dates_come_in_their_order_at_the_usual_time_or_their_own():
    one = series(
        datetime(2026, 1, 13, 18), additional=(datetime(2026, 1, 3, 10), date(2026, 1, 20))
    )
    assert local(found(one)) == ["2026-01-03 10:00", "2026-01-13 18:00", "2026-01-20 18:00"]


def test_a_moved_date_stands_in_its_new_place_and_names_the_old_one():
    one = series(
        datetime(2026, 1, 13, 18),
        "FREQ=WEEKLY;COUNT=3",
        changes=(
            Change(
                original=date(2026, 1, 13),
                status="moved",
                starts=datetime(2026, 1, 21, 17),
                ends=datetime(2026, 1, 21, 18),
                note="Im Saal",
            ),
        ),
    )
    expansion = found(one)
    assert local(expansion) == ["2026-01-20 18:00", "2026-01-21 17:00", "2026-01-27 18:00"]
    moved = expansion.dates[1]
    assert (moved.status, moved.note) == ("moved", "Im Saal")
    assert moved.recurrence_id == datetime(2026, 1, 13, 17, tzinfo=UTC)


def test_a_cancelled_date_stays_visible():
    one = series(
        datetime(2026, 1, 13, 18),
        "FREQ=WEEKLY;COUNT=2",
        changes=(Change(original=date(2026, 1, 20), status="cancelled"),),
    )
    assert [one.status for one in found(one).dates] == ["scheduled", "cancelled"]


def test_a_change_to_a_date_that_is_not_there_is_reported_and_changes_nothing():
    lost = Change(original=date(2026, 1, 21), status="cancelled")
    expansion = found(series(datetime(2026, 1, 13, 18), "FREQ=WEEKLY;COUNT=2", changes=(lost,)))
    assert expansion.lost == (lost,)
    assert [one.status for one in expansion.dates] == ["scheduled", "scheduled"]


def test_a_change_beyond_the_window_waits_and_is_not_lost():
    later = Change(original=date(2027, 1, 12), status="cancelled")
    never = Change(original=date(2027, 1, 13), status="cancelled")
    one = series(datetime(2026, 1, 13, 18), "FREQ=WEEKLY", changes=(later, never))
    expansion = found(one, days=100)
    assert [one.recurrence_id for one in expansion.unlisted] == [
        datetime(2027, 1, 12, 17, tzinfo=UTC)
    ]
    assert expansion.lost == (never,)


def test_a_change_before_the_listed_dates_waits_too():
    before = Change(original=date(2025, 12, 22), status="cancelled")
    one = series(datetime(2025, 12, 22, 18), "FREQ=DAILY;UNTIL=20260105", changes=(before,))
    expansion = found(one, maximum=3)
    assert days(expansion) == ["2026-01-01", "2026-01-02", "2026-01-03"]
    assert [one.status for one in expansion.unlisted] == ["cancelled"]
    assert expansion.lost == ()


def test_of_dates_since_1970_the_coming_ones_are_listed():
    expansion = found(series(datetime(1970, 1, 1, 8), "FREQ=DAILY;BYHOUR=8,20"), maximum=3)
    assert local(expansion) == ["2026-01-01 08:00", "2026-01-01 20:00", "2026-01-02 08:00"]
    assert expansion.has_more


def test_of_dates_since_1970_that_are_over_the_latest_are_listed():
    rule = "FREQ=DAILY;BYHOUR=8,20;UNTIL=20251231"
    expansion = found(series(datetime(1970, 1, 1, 8), rule), maximum=3)
    assert local(expansion) == ["2025-12-30 20:00", "2025-12-31 08:00", "2025-12-31 20:00"]
    assert expansion.has_more


def test_a_date_in_the_hour_that_the_clock_skips_is_known_by_its_instant():
    # On 28 March 2027 the clock in Berlin goes from 2 to 3: this date begins at 03:30+02:00.
    skipped = datetime(2027, 3, 28, 3, 30)
    more = {"rule": "FREQ=WEEKLY;COUNT=3"}
    start = datetime(2027, 3, 21, 2, 30)
    assert local(found(series(start, **more, excluded=(skipped,)))) == [
        "2027-03-21 02:30",
        "2027-04-04 02:30",
    ]
    change = Change(original=skipped, status="cancelled")
    expansion = found(series(start, **more, changes=(change,)))
    assert [one.status for one in expansion.dates] == ["scheduled", "cancelled", "scheduled"]
    assert len(found(series(start, **more, additional=(skipped,))).dates) == 3


def test_the_window_ends_what_goes_on_and_says_so():
    expansion = found(series(datetime(2026, 1, 13, 18), "FREQ=WEEKLY"), days=28)
    assert days(expansion) == ["2026-01-13", "2026-01-20", "2026-01-27"]
    assert expansion.has_more


def test_past_dates_stay():
    expansion = found(series(datetime(2025, 12, 2, 18), "FREQ=WEEKLY;UNTIL=20260106"))
    assert days(expansion)[0] == "2025-12-02"
    assert len(expansion.dates) == 6


def test_of_too_many_dates_the_coming_ones_stay_and_then_the_latest_past_ones():
    one = series(datetime(2025, 12, 22, 18), "FREQ=DAILY;UNTIL=20260105")
    expansion = found(one, maximum=8)
    assert days(expansion)[0] == "2025-12-29"
    assert days(expansion)[-1] == "2026-01-05"
    assert expansion.has_more
    few = found(one, maximum=3)
    assert days(few) == ["2026-01-01", "2026-01-02", "2026-01-03"]


def test_a_date_that_runs_now_is_a_coming_one():
    expansion = found(series(datetime(2025, 12, 31, 22), "FREQ=DAILY", hours=4), maximum=1)
    assert days(expansion) == ["2025-12-31"]


def test_two_rules_that_make_the_same_date_make_it_once():
    one = series(datetime(2026, 1, 13, 18), "FREQ=WEEKLY;COUNT=2", additional=(date(2026, 1, 20),))
    assert len(found(one).dates) == 2


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;BYMONTH=6;BYMONTHDAY=1,2;COUNT=3", ["2026-06-01", "2026-06-02", "2027-06-01"]),
        ("FREQ=DAILY;BYMONTH=6;BYDAY=MO;COUNT=2", ["2026-06-01", "2026-06-08"]),
        ("FREQ=DAILY;BYMONTH=6;COUNT=3", ["2026-06-01", "2026-06-02", "2026-06-03"]),
    ],
)
def test_a_daily_rule_with_conditions_keeps_its_days(rule, expected):
    assert days(found(series(datetime(2026, 6, 1, 10), rule))) == expected
