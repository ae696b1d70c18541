"""How a selection spreads: over the days of a month, over the first letters of its titles."""

from datetime import date
from typing import Final

from django.conf import settings
from django.db import connection

from hub.publication.query.moments import parse_moment
from hub.publication.query.run import join, of_place, own, ranges, source
from hub.publication.query.selection import Selection

# A date that runs for months must not become a row a day without end.
DAYS_MAXIMUM: Final = 62


def day_counts(selection: Selection, first: date, last: date) -> dict[date, int]:
    """Return {day: how many dates of the selection it has}, from `first` to `last`; one statement.

    All dates of an item count, not only its next one; the selection's own range does not matter.
    A date of several days counts on each of them. At most 62 days.
    """
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
        "SELECT day.day::date, count(DISTINCT (d.document_id, d.starts_at))"
        " FROM generate_series(%s::date, %s::date, interval '1 day') AS day(day)"
        f" JOIN ({source(selection)})"
        f" ON d.starts_at < {local} + interval '1 day'"
        f" AND (d.ends_at > {local} OR d.starts_at = {local})"
        f" WHERE {where} GROUP BY 1"
    )
    zone = settings.TIME_ZONE
    with connection.cursor() as cursor:
        cursor.execute(sql, [first, last, zone, zone, zone, *values])
        return dict(cursor.fetchall())


def first_letters(selection: Selection) -> list[str]:
    """Return the first characters of the sort titles of a selection, in their order."""
    letters: set[str] = set()
    with connection.cursor() as cursor:
        for where, values in ranges(selection, with_cursor=False):
            text = f"SELECT DISTINCT left(p.sort_title, 1) FROM {source(selection)} WHERE {where}"
            cursor.execute(text, values)
            letters |= {str(one[0]) for one in cursor.fetchall()}
    return sorted(letters)
