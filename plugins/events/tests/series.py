"""Short ways to write a series and its window in tests."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from plugins.events.recurrence import Expansion, Series, Window, expand, read_rule

BERLIN = ZoneInfo("Europe/Berlin")


def series(starts: datetime, rule: str = "", *, hours: float = 2, **more) -> Series:
    """Return a series of Berlin; an all-day one lasts whole days."""
    length = timedelta(days=1) if more.get("all_day") else timedelta(hours=hours)
    return Series(
        starts=starts,
        ends=more.pop("ends", starts + length),
        rule=read_rule(rule, "Europe/Berlin") if rule else None,
        **more,
    )


def window(today: date = date(2026, 1, 1), days: int = 548, maximum: int = 500) -> Window:
    """Return a window that begins on `today`."""
    midnight = datetime.combine(today, time())
    return Window(today=midnight, until=midnight + timedelta(days=days), maximum=maximum)


def found(one: Series, **more) -> Expansion:
    """Expand in a window from 2026 on."""
    return expand(one, window(**more))


def local(expansion: Expansion) -> list[str]:
    """Return the starts as the clock in Berlin shows them."""
    return [f"{one.starts_at.astimezone(BERLIN):%Y-%m-%d %H:%M}" for one in expansion.dates]


def days(expansion: Expansion) -> list[str]:
    """Return the local days of the starts."""
    return [one[:10] for one in local(expansion)]
