"""A schedule by the clock on the wall; Celery's own crontab counts in UTC here.

A time of day that a spring night leaves out comes an hour later by the wall; one that an autumn
night has twice counts once, at first.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from celery.schedules import BaseSchedule, schedstate
from django.utils import timezone


class LocalTime(BaseSchedule):
    """Due each day at `at`, local time; one that beat has missed is caught up with for `expires`
    long."""

    def __init__(self, at: time, expires: timedelta) -> None:
        super().__init__()
        self.at, self.expires = at, expires

    def is_due(self, last_run_at: datetime) -> tuple[bool, float]:
        """Return whether it is due now, and in how many seconds to ask again."""
        now = self.now()
        today = timezone.localtime(now).date()
        moments = [self._on(today + timedelta(days=days)) for days in (-1, 0, 1)]
        due = max(moment for moment in moments if moment <= now)
        following = min(moment for moment in moments if moment > now)
        is_due = last_run_at < due and now - due < self.expires
        state: tuple[bool, float] = schedstate(is_due, (following - now).total_seconds())
        return state

    def _on(self, day: date) -> datetime:
        zone = timezone.get_default_timezone()
        return datetime.combine(day, self.at, tzinfo=zone).astimezone(UTC)

    # Beat keeps its schedule in a file.
    def __reduce__(self) -> tuple[Any, ...]:
        return LocalTime, (self.at, self.expires)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LocalTime) and other.__reduce__() == self.__reduce__()

    def __hash__(self) -> int:
        return hash(self.__reduce__())
