"""What an editor sees under the dates: rule in words, next dates, holidays, lost changes."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plugins.events.choices import OFF, DateStatus
from plugins.events.holidays import holiday, state
from plugins.events.recurrence import Change, Expansion, Refused, Series
from plugins.events.recurrence.expand import left_out
from plugins.events.recurrence.series import day_of
from plugins.events.recurrence.wording import in_words
from plugins.events.spans import day_in_words, span_in_words
from plugins.events.window import windowed

SHOWN: Final = 8
HOLIDAYS_SHOWN: Final = 12


@dataclass(frozen=True)
class Line:
    """One date in words. `status` is empty for a date as planned; `is_off`: nobody need come."""

    text: str
    status: str = ""
    is_off: bool = False
    note: str = ""


@dataclass(frozen=True)
class Preview:
    """All texts of the preview, in the editor's language."""

    words: str = ""
    lines: tuple[Line, ...] = ()
    count_text: str = ""
    excluded: tuple[str, ...] = ()
    holidays: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    problem: str = ""
    is_empty: bool = field(default=False)


class Dated(Protocol):
    """A page with a series of dates, as its form reads them."""

    first_day: date | None
    timezone: str
    all_day: bool

    def series(self, *, with_changes: bool = True) -> Series:
        """Return its series. Raises Refused."""


def preview_of(page: Dated, changes: tuple[Change, ...] | None = None) -> Preview:
    """Return the preview of a page as it stands in the form. Never raises for bad input."""
    if not page.first_day:
        return Preview(is_empty=True)
    try:
        series = page.series() if changes is None else replace(_bare(page), changes=changes)
        found = windowed(series, timezone.now())
    except (Refused, ValueError, OverflowError) as error:
        return Preview(problem=str(error) if isinstance(error, Refused) else _("Check the dates."))
    return Preview(
        words=_words(series),
        lines=_lines(page, found),
        count_text=_count(found),
        excluded=_excluded(series, found),
        holidays=_on_holidays(series, found),
        lost=tuple(day_in_words(day_of(one.original)) for one in found.lost),
    )


def _bare(page: Dated) -> Series:
    return page.series(with_changes=False)


def _words(series: Series) -> str:
    if not (series.rule or series.additional):
        return ""
    text = in_words(series, get_language() or "de")
    return text[:1].upper() + text[1:]


def _lines(page: Dated, found: Expansion) -> tuple[Line, ...]:
    coming = [one for one in found.dates if one.ends_at > timezone.now()]
    return tuple(
        Line(
            text=span_in_words(one, page.timezone, all_day=page.all_day),
            status="" if one.status == "scheduled" else str(DateStatus(one.status).label),
            is_off=one.status in OFF,
            note=one.note,
        )
        for one in (coming or list(found.dates[-SHOWN:]))[:SHOWN]
    )


def _count(found: Expansion) -> str:
    if found.has_more:
        return _("%(count)s dates are worked out so far. Later ones follow by themselves.") % {
            "count": len(found.dates)
        }
    if len(found.dates) == 1:
        return _("One date in all.")
    return _("%(count)s dates in all.") % {"count": len(found.dates)}


def _with_holiday(day: date) -> str:
    name = holiday(day, state())
    return f"{day_in_words(day)} ({name})" if name else day_in_words(day)


def _excluded(series: Series, found: Expansion) -> tuple[str, ...]:
    last = max((series.wall(one.starts_at) for one in found.dates), default=series.starts)
    today = timezone.localdate()
    holidays = [one.date() for one in left_out(series, last) if one.date() >= today]
    days = {*(day_of(one) for one in series.excluded), *holidays[:HOLIDAYS_SHOWN]}
    return tuple(_with_holiday(day) for day in sorted(days))


def _on_holidays(series: Series, found: Expansion) -> tuple[str, ...]:
    zone, now = ZoneInfo(series.zone), datetime.now(ZoneInfo(series.zone))
    days = (
        one.starts_at.astimezone(zone).date()
        for one in found.dates
        if one.ends_at > now and one.status != "cancelled"
    )
    return tuple(_with_holiday(day) for day in days if holiday(day, state()))[:HOLIDAYS_SHOWN]
