"""Which of its dates a document stands under."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone


def listed_date(
    document: Mapping[str, Any], starts_at: datetime | None = None
) -> dict[str, Any] | None:
    """Return the date that a list found, which begins at `starts_at`; else the next, else the last.

    Only the list knows it: the first date is long over, and the next one need not be on the weekday
    that was asked for.
    """
    dates: list[dict[str, Any]] = document["dates"]
    for one in dates:
        if starts_at is not None and datetime.fromisoformat(one["starts_at"]) == starts_at:
            return one
    now = timezone.now()
    coming = (one for one in dates if datetime.fromisoformat(one["ends_at"]) > now)
    return next(coming, dates[-1] if dates else None)
