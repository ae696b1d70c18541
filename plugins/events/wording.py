"""A published event said again in another language: its repetition follows from the rule."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from plugins.events.holidays import days, state
from plugins.events.recurrence import Series
from plugins.events.recurrence.rules import YEARS_AHEAD_MAXIMUM, read_rule
from plugins.events.recurrence.wording import in_words


def reword(event: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """Return a document's `event` with its repetition in the words of another language."""
    recurrence = event["recurrence"]
    if not recurrence:
        return dict(event)
    text = in_words(_series(event), locale)
    return {**event, "recurrence": {**recurrence, "text": text}}


def _series(event: Mapping[str, Any]) -> Series:
    recurrence, zone, all_day = event["recurrence"], event["timezone"], event["all_day"]
    starts = _wall(event["first_starts_at"])
    excluded = [_wall(one) for one in recurrence["exdates"]]
    holidays: frozenset[date] = frozenset()
    if recurrence["skips_holidays"]:
        holidays = days(starts.year, starts.year + YEARS_AHEAD_MAXIMUM, state())
        # Those are one half of the sentence, and not named one by one.
        excluded = [one for one in excluded if one.date() not in holidays]
    return Series(
        starts=starts,
        ends=_wall(event["first_ends_at"]),
        zone=zone,
        all_day=all_day,
        rule=read_rule(recurrence["rrule"], zone, all_day=all_day) if recurrence["rrule"] else None,
        additional=tuple(_wall(one) for one in recurrence["rdates"]),
        excluded=tuple(excluded),
        holidays=holidays,
    )


def _wall(moment: str) -> datetime:
    """Return the time on the wall; documents write moments with the offset of their zone."""
    return datetime.fromisoformat(moment).replace(tzinfo=None)
