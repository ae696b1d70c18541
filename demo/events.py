"""Reads the demonstration's lines and puts real days where relative ones stand.

"@day+3" is three days from the given day, "@week+1 tue 18:00" Tuesday of next week at six,
"@month+0 2sat 10:00" the second Saturday of this month, "-1fri" its last Friday. With a time it
becomes RFC 3339 in the city's time zone, without one a date. The same day gives the same lines:
`python -m demo.events 2026-03-14 > demo.jsonl`.
"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

FOLDER: Final = Path(__file__).parent
FILES: Final = ("content.jsonl", "funding.jsonl", "events.jsonl")
ZONE: Final = ZoneInfo("Europe/Berlin")
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Whether a day without a time is a moment (an all-day event) or a date, the field's name tells.
MOMENTS: Final = re.compile(r"_at$")
PATTERN: Final = re.compile(
    r"@(?P<unit>day|week|month)(?P<shift>[+-]\d+)"
    r"(?: (?P<nth>-?\d)?(?P<weekday>mon|tue|wed|thu|fri|sat|sun))?(?: (?P<clock>\d\d:\d\d))?"
)


def lines(today: date) -> Iterator[str]:
    """Yield every line of the demonstration with its days counted from `today`."""
    for name in FILES:
        with (FOLDER / name).open(encoding="utf-8") as stream:
            for line in stream:
                content = _filled("", json.loads(line), today)
                yield json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _filled(key: str, value: Any, today: date) -> Any:
    if isinstance(value, dict):
        return {name: _filled(name, one, today) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(key, one, today) for one in value]
    if isinstance(value, str) and value.startswith("@"):
        return _moment(key, value, today)
    return value


def _moment(key: str, text: str, today: date) -> str:
    match = PATTERN.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no relative day")
    day = _day(match, today)
    if match["clock"] is None and not MOMENTS.search(key):
        return day.isoformat()
    clock = time.fromisoformat(match["clock"] or "00:00")
    if key == "first_ends_at" and match["clock"] is None:
        # The end of an all-day event is the midnight after its last day.
        day += timedelta(days=1)
    return datetime.combine(day, clock, ZONE).isoformat()


def _day(match: re.Match[str], today: date) -> date:
    shift = int(match["shift"])
    if match["unit"] == "day":
        return today + timedelta(days=shift)
    weekday = WEEKDAYS.index(match["weekday"])
    if match["unit"] == "week":
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(weeks=shift, days=weekday)
    return _nth_weekday(today, shift, int(match["nth"] or 1), weekday)


def _nth_weekday(today: date, shift: int, nth: int, weekday: int) -> date:
    months = today.year * 12 + today.month - 1 + shift + (nth < 0)
    first = date(months // 12, months % 12 + 1, 1)
    if nth > 0:
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = first - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


if __name__ == "__main__":
    given = date.fromisoformat(sys.argv[1]) if len(sys.argv) > 1 else date.today()  # noqa: DTZ011
    for filled in lines(given):
        print(filled)  # noqa: T201
