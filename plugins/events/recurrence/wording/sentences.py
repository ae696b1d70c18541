"""The sentence of each shape, out of the catalogue of the language that is active."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Final

from django.utils.translation import npgettext, pgettext

from hub.words import dates
from hub.words.lists import listed
from plugins.events.recurrence.wording.names import (
    EVERY,
    MONDAYS,
    NTH,
    ON,
    day_of_month,
    is_feminine,
    nth,
)
from plugins.events.recurrence.wording.shape import ALL_DAYS, Shape

# More days than this are counted, not listed.
LISTED_MAXIMUM: Final = 4


def say(shape: Shape) -> str:
    """Return the whole sentence: how often, until when, when not, when also."""
    text, end = _often(shape), _end(shape)
    if end:
        words = {"repetition": text, "end": end}
        text = pgettext("repetition", "%(repetition)s %(end)s") % words
    for exception in _exceptions(shape):
        words = {"repetition": text, "exception": exception}
        text = pgettext("repetition", "%(repetition)s, %(exception)s") % words
    return text


def _often(shape: Shape) -> str:
    n = shape.interval
    match shape.kind:
        case "daily":
            return _daily(n)
        case "weekly":
            return _weekly(n, shape.weekdays)
        case "monthly_weekday":
            return _monthly_weekday(n, shape.nths)
        case "monthly_day":
            return _monthly_day(n, shape.month_days)
        case "yearly_day":
            day = dates.day_and_month(shape.month_days[0], shape.month)
            return pgettext("repetition", "%(often)s on %(day)s") % {"often": _years(n), "day": day}
        case "yearly_weekday":
            words = {"nth": _nths(shape.nths), "month": dates.month_name(shape.month)}
            text = pgettext("repetition", "%(often)s on the %(nth)s in %(month)s")
            return text % {"often": _years(n), **words}
        case "dates":
            count = shape.count or 1
            text = npgettext("repetition", "on one date", "on %(count)s dates", count)
            return text % {"count": count}
    return pgettext("repetition", "on several dates")


def _daily(n: int) -> str:
    if n == 1:
        return pgettext("repetition", "daily")
    text = npgettext("repetition", "every %(count)s day", "every %(count)s days", n)
    return text % {"count": n}


def _weekly(n: int, days: tuple[int, ...]) -> str:
    missing = [day for day in ALL_DAYS if day not in days]
    if n > 1:
        weeks = npgettext("repetition", "every %(count)s week", "every %(count)s weeks", n)
        words = {"often": weeks % {"count": n}, "weekdays": listed(ON[day] for day in days)}
        return pgettext("repetition", "%(often)s on %(weekdays)s") % words
    if len(missing) == 1:
        text = pgettext("repetition", "daily except %(weekdays)s")
        return text % {"weekdays": MONDAYS[missing[0]]}
    if len(days) in {4, 5} and days[-1] - days[0] == len(days) - 1:
        words = {"first": MONDAYS[days[0]], "last": MONDAYS[days[-1]]}
        return pgettext("repetition", "%(first)s to %(last)s") % words
    weekdays = listed(EVERY[day] for day in days)
    return pgettext("repetition", "every %(weekdays)s") % {"weekdays": weekdays}


def _monthly_weekday(n: int, nths: tuple[tuple[int, int], ...]) -> str:
    words = {"often": _months(n), "nths": _nths(nths)}
    if n == 1:
        return pgettext("repetition", "on the %(nths)s of every month") % words
    return pgettext("repetition", "%(often)s on the %(nths)s") % words


def _monthly_day(n: int, days: tuple[int, ...]) -> str:
    if min(days) > 0:
        words = {"often": _months(n), "days": listed(day_of_month(day) for day in days)}
        if n == 1:
            return pgettext("repetition", "on the %(days)s of every month") % words
        return pgettext("repetition", "%(often)s on the %(days)s") % words
    words = {"often": _months(n), "days": listed(nth(day) for day in days)}
    if n == 1:
        return pgettext("repetition", "on the %(days)s day of every month") % words
    return pgettext("repetition", "%(often)s on the %(days)s day") % words


def _months(n: int) -> str:
    text = npgettext("repetition", "every %(count)s month", "every %(count)s months", n)
    return text % {"count": n}


def _years(n: int) -> str:
    if n == 1:
        return pgettext("repetition", "every year")
    text = npgettext("repetition", "every %(count)s year", "every %(count)s years", n)
    return text % {"count": n}


def _nths(nths: tuple[tuple[int, int], ...]) -> str:
    """Return "1st and 3rd Saturday"; of several weekdays "1st Saturday and 3rd Sunday"."""
    found = []
    for weekday, group in groupby(nths, key=itemgetter(1)):
        numbers = [nth(number, is_feminine=is_feminine(weekday)) for number, _weekday in group]
        words = {"nth": listed(numbers), "weekday": NTH[weekday]}
        found.append(pgettext("repetition", "%(nth)s %(weekday)s") % words)
    return listed(found)


def _end(shape: Shape) -> str:
    if shape.kind == "dates":
        return ""
    if shape.until:
        return _until(shape.until, shape)
    if not shape.count:
        return ""
    text = npgettext("repetition", "(1 date)", "(%(count)s dates)", shape.count)
    return text % {"count": shape.count}


def _until(last: date, shape: Shape) -> str:
    if not shape.ends_with_month:
        return pgettext("repetition", "until %(day)s") % {"day": _day(last, shape)}
    words = {"month": dates.month_name(last.month), "year": last.year}
    if last.year == shape.year:
        return pgettext("repetition", "until %(month)s") % words
    return pgettext("repetition", "until %(month)s %(year)s") % words


def _exceptions(shape: Shape) -> Iterator[str]:
    if shape.skips_holidays:
        yield pgettext("repetition", "not on public holidays")
    count = len(shape.excluded)
    if count > LISTED_MAXIMUM:
        text = npgettext("repetition", "not on %(count)s day", "not on %(count)s days", count)
        yield text % {"count": count}
    elif count:
        yield pgettext("repetition", "not on %(days)s") % {"days": _days(shape.excluded, shape)}
    count = len(shape.additional)
    if count > LISTED_MAXIMUM:
        text = npgettext(
            "repetition", "and on %(count)s more day", "and on %(count)s more days", count
        )
        yield text % {"count": count}
    elif count:
        yield pgettext("repetition", "also on %(days)s") % {"days": _days(shape.additional, shape)}


def _days(days: tuple[date, ...], shape: Shape) -> str:
    return listed(_day(day, shape) for day in days)


def _day(day: date, shape: Shape) -> str:
    """Return a day, with its year where that is not the one in which the series begins."""
    return dates.day_in_sentence(day, has_year=day.year != shape.year)
