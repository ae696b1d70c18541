"""iCalendar: changes of dates that the document does not list."""

from datetime import date

from tests.delivery.feeds.test_ics import instants, weekly
from tests.factories.documents import a_date, publish_event


def test_a_date_that_is_cancelled_beyond_the_listed_ones_is_cancelled_in_the_calendar(
    site, calendar
):
    further = a_date(
        "2027-12-07T18:00",
        "2027-12-07T19:00",
        recurrence_id="2027-12-07T18:00",
        status="cancelled",
    )
    publish_event(
        site,
        "Chor",
        starts="2026-12-01T18:00",
        ends="2026-12-01T19:00",
        event=weekly("", "", "FREQ=WEEKLY;UNTIL=20271214T225959Z", further_changes=[further]),
    )
    starts = {start.date() for start, _end in instants(calendar())}
    assert date(2027, 12, 7) not in starts
    assert {date(2027, 11, 30), date(2027, 12, 14)} <= starts
