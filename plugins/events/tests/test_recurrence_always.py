"""What holds for every series, whatever its rule; the days are counted one by one."""

import calendar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.events.recurrence.rules import WEEKDAYS
from plugins.events.tests.series import days, found, series

STARTS = st.datetimes(datetime(2025, 6, 1), datetime(2027, 6, 1)).map(
    lambda one: one.replace(minute=one.minute // 15 * 15, second=0, microsecond=0)
)
DAYS = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True)


@st.composite
def rules(draw):
    """Return a rule as editors and calendars write them."""
    interval = draw(st.integers(1, 4))
    shape = draw(st.sampled_from(["daily", "weekly", "nth", "day", "yearly"]))
    parts = {
        "daily": lambda: "FREQ=DAILY",
        "weekly": lambda: f"FREQ=WEEKLY;BYDAY={','.join(draw(DAYS))}",
        "nth": lambda: (
            f"FREQ=MONTHLY;BYDAY={draw(st.sampled_from([1, 2, 3, 4, 5, -1]))}"
            f"{draw(st.sampled_from(WEEKDAYS))}"
        ),
        "day": lambda: f"FREQ=MONTHLY;BYMONTHDAY={draw(st.integers(1, 31))}",
        "yearly": lambda: "FREQ=YEARLY",
    }[shape]()
    end = draw(
        st.sampled_from(["", f";COUNT={draw(st.integers(1, 30))}", ";UNTIL=20270301T000000Z"])
    )
    return f"{parts};INTERVAL={interval}{end}"


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.integers(1, 5), st.integers(0, 6))
def test_the_nth_weekday_is_the_one_the_calendar_shows(start, nth, weekday):
    rule = f"FREQ=MONTHLY;BYDAY={nth}{WEEKDAYS[weekday]}"
    made = set(days(found(series(datetime.combine(start, time(10)), rule))))
    expected = {start.isoformat()}
    for year in (2025, 2026, 2027):
        for month in range(1, 13):
            weeks = calendar.monthcalendar(year, month)
            numbers = [week[weekday] for week in weeks if week[weekday]]
            if len(numbers) >= nth:
                day = date(year, month, numbers[nth - 1])
                if start <= day <= date(2026, 1, 1) + timedelta(days=547):
                    expected.add(day.isoformat())
    assert made == expected


@settings(max_examples=60, deadline=None)
@given(STARTS, rules())
def test_every_date_shows_the_same_time_on_the_wall_unless_the_clock_skips_it(starts, rule):
    for one in found(series(starts, rule)).dates:
        wall = one.starts_at.astimezone(ZoneInfo("Europe/Berlin"))
        skipped = wall.month == 3 and wall.hour == 3
        assert skipped or wall.time() == starts.time()


@settings(max_examples=60, deadline=None)
@given(STARTS, rules(), st.integers(1, 40))
def test_dates_are_in_order_end_after_they_start_and_are_never_too_many(starts, rule, maximum):
    expansion = found(series(starts, rule), maximum=maximum)
    starts_at = [one.starts_at for one in expansion.dates]
    assert starts_at == sorted(set(starts_at))
    assert all(one.ends_at >= one.starts_at for one in expansion.dates)
    assert len(expansion.dates) <= maximum
