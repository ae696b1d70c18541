"""How a selection spreads: over the days of a month, over the first letters of its titles."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.db import connection

from hub.publication.query.moments import parse_moment
from hub.publication.query.run import join, of_place, own, ranges, source
from hub.publication.query.selection import Selection

# A date that runs for months must not become a row a day without end.
DAYS_MAXIMUM: Final = 62


class DayEntry(NamedTuple):
    """One date on one day. `of_day` is how many dates the day has."""

    of_day: int
    title: str
    url: str
    locale: str
    starts_at: datetime
    all_day: bool
    status: str


def day_counts(selection: Selection, first: date, last: date) -> dict[date, int]:
    """Return {day: how many dates of the selection it has}, from `first` to `last`; one statement.

    All dates of an item count, not only its next one; the selection's own range does not matter.
    A date of several days counts on each of them. At most 62 days.
    """
    source_and_where, values = _days(selection, first, last)
    sql = f"SELECT day.day::date, count(DISTINCT (d.document_id, d.starts_at)) {source_and_where}"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} GROUP BY 1", values)
        return dict(cursor.fetchall())


def day_entries(
    selection: Selection, first: date, last: date, shown: int
) -> dict[date, list[DayEntry]]:
    """Return {day: its first `shown` dates}, as `day_counts` counts them; one statement.

    What begins and ends on one day comes before what runs longer.
    """
    source_and_where, values = _days(selection, first, last)
    sql = (
        "SELECT day, of_day, title, url, locale, starts_at, all_day, status FROM ("
        "SELECT day.day::date AS day, count(*) OVER (PARTITION BY day.day) AS of_day,"
        " row_number() OVER (PARTITION BY day.day ORDER BY"
        " d.ends_at - d.starts_at > interval '1 day', d.starts_at, d.id) AS place,"
        f" p.title, p.url, p.locale, d.starts_at, d.all_day, d.status {source_and_where}"
        ") found WHERE place <= %s ORDER BY day, place"
    )
    days: dict[date, list[DayEntry]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, shown])
        for day, *entry in cursor.fetchall():
            days[day].append(DayEntry._make(entry))
    return dict(days)


def _days(selection: Selection, first: date, last: date) -> tuple[str, list[Any]]:
    """Return FROM and WHERE of a row a date of the selection and each of its days."""
    if (last - first).days >= DAYS_MAXIMUM:
        raise ValueError(f"at most {DAYS_MAXIMUM} days")
    dates = [(sql, list(values)) for sql, values in selection.date_conditions]
    # As in lists: what already runs at the first moment, and what begins later; both are indexed.
    lower = parse_moment(first.isoformat())
    near = (
        "tstzrange(d.starts_at, d.ends_at) @> %s OR (d.starts_at >= %s AND d.starts_at < %s)",
        [lower, lower, parse_moment(last.isoformat(), is_end=True)],
    )
    where, values = join([near, *of_place(selection), *own(selection), *dates])
    local = "(day.day::timestamp AT TIME ZONE %s)"
    sql = (
        "FROM generate_series(%s::date, %s::date, interval '1 day') AS day(day)"
        f" JOIN ({source(selection)})"
        f" ON d.starts_at < {local} + interval '1 day'"
        f" AND (d.ends_at > {local} OR d.starts_at = {local})"
        f" WHERE {where}"
    )
    zone = settings.TIME_ZONE
    return sql, [first, last, zone, zone, zone, *values]


def first_letters(selection: Selection) -> list[str]:
    """Return the first characters of the sort titles of a selection, in their order."""
    letters: set[str] = set()
    with connection.cursor() as cursor:
        for where, values in ranges(selection, with_cursor=False):
            text = f"SELECT DISTINCT left(p.sort_title, 1) FROM {source(selection)} WHERE {where}"
            cursor.execute(text, values)
            letters |= {str(one[0]) for one in cursor.fetchall()}
    return sorted(letters)
