"""Working days of the office: neither weekends nor the Land's holidays."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SATURDAY: Final = 5
# How long somebody may wait before Leitung is told.
PATIENCE_DAYS: Final = 3


def days_before(day: date, count: int) -> date:
    """Return the day so many working days before."""
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """Whether somebody is in the office."""
    return day.weekday() < SATURDAY and day not in _holidays(day.year, settings.HUB_STATE)


def late_before() -> date:
    """Return the first day that is early enough: what came before it waits for too long."""
    return days_before(timezone.localdate(), PATIENCE_DAYS)


def is_late(moment: datetime) -> bool:
    """Whether what waits since this moment does so for more than three working days."""
    return timezone.localdate(moment) < late_before()


def age_of(moment: datetime) -> str:
    """Return since when something waits, in words."""
    today, day = timezone.localdate(), timezone.localdate(moment)
    if day >= today:
        return _("since today")
    count = sum(
        is_working_day(day + timedelta(days=one)) for one in range(1, (today - day).days + 1)
    )
    if not count:
        return _("since the last working day")
    return ngettext("for %(count)d working day", "for %(count)d working days", count) % {
        "count": count
    }


@lru_cache(maxsize=20)
def _holidays(year: int, state: str) -> Mapping[date, Any]:
    # A third of a second and 18 MB for all countries: not for a process that never asks.
    from holidays import country_holidays

    found: Mapping[date, Any] = country_holidays("DE", subdiv=state, years=year)
    return found
