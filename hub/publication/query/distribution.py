"""How a selection spreads: over the days of a month, over the first letters of its titles."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.db import connection

from hub.publication.query.compiled import Sql
from hub.publication.query.memory import while_unchanged
from hub.publication.query.moments import NIGHT, parse_moment
from hub.publication.query.ranges import DATES, join, of_place, own, ranges, roles_of_dates, source
from hub.publication.query.selection import Selection

# A date that runs for months must not become a row a day without end.
DAYS_MAXIMUM: Final = 62
# What lasts longer than a week is an exhibition: it stands on its first and its last day.
LONG_DAYS: Final = 7


class DayEntry(NamedTuple):
    """One date on one day. `of_day` is how many dates the day has.

    `begins` says that it is the date's first day.
    """

    of_day: int
    title: str
    url: str
    locale: str
    starts_at: datetime
    all_day: bool
    status: str
    begins: bool


def day_counts(selection: Selection, first: date, last: date) -> Mapping[date, int]:
    """Return {day: how many dates of the selection it has}, from `first` to `last`; one statement.

    All dates of an item count, not only its next one; the selection's own range does not matter.
    A date of several days counts on each of them, but not on a morning that it ends in; one of
    more than a week counts on its first and its last day. At most 62 days. Kept.
    """
    return while_unchanged(
        "days", selection, lambda: _day_counts(selection, first, last), first, last
    )


def _day_counts(selection: Selection, first: date, last: date) -> dict[date, int]:
    source_and_where, values = _days(selection, first, last)
    sql = f"SELECT day.day, count(DISTINCT (d.document_id, d.starts_at)) {source_and_where}"
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
        "SELECT day, of_day, title, url, locale, starts_at, all_day, status, begins FROM ("
        "SELECT day.day, count(*) OVER (PARTITION BY day.day) AS of_day,"
        " row_number() OVER (PARTITION BY day.day ORDER BY"
        " span.last > span.first, d.starts_at, d.id) AS place,"
        " p.title, p.url, p.locale, d.starts_at, d.all_day, d.status,"
        f" day.day = span.first AS begins {source_and_where}"
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
    near: Sql = (
        "tstzrange(d.starts_at, d.ends_at) @> %s OR (d.starts_at >= %s AND d.starts_at < %s)",
        [lower, lower, parse_moment(last.isoformat(), is_end=True)],
    )
    of_role: Sql = ("d.role = ANY(%s)", [list(roles_of_dates(selection))])
    clauses = [near, of_role, *of_place(selection, "d"), *own(selection), *dates]
    where, values = join(clauses)
    # Days of the calendar, never 24 hours: the clock changes twice a year.
    sql = (
        f"FROM ({DATES}) CROSS JOIN LATERAL ("
        "SELECT (d.starts_at AT TIME ZONE %s)::date AS first,"
        " greatest((d.starts_at AT TIME ZONE %s)::date,"
        " ((d.ends_at AT TIME ZONE %s) - %s::interval)::date) AS last) span"
        " JOIN (SELECT %s::date + number AS day FROM generate_series(0, %s) AS number) day"
        " ON day.day BETWEEN span.first AND span.last"
        " AND (span.last - span.first < %s OR day.day IN (span.first, span.last))"
        f" WHERE {where}"
    )
    zone = settings.TIME_ZONE
    count = (last - first).days
    return sql, [zone, zone, zone, NIGHT, first, count, LONG_DAYS, *values]


def first_letters(selection: Selection) -> Sequence[str]:
    """Return the first characters of the sort titles of a selection, in their order. Kept."""
    return while_unchanged("letters", selection, lambda: _first_letters(selection))


def _first_letters(selection: Selection) -> list[str]:
    letters: set[str] = set()
    with connection.cursor() as cursor:
        for where, values in ranges(selection):
            text = f"SELECT DISTINCT left(p.sort_title, 1) FROM {source(selection)} WHERE {where}"
            cursor.execute(text, values)
            letters |= {str(one[0]) for one in cursor.fetchall()}
    return sorted(letters)
