"""Public holidays in Germany, by state: proposed, and left out where an editor asks for it."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from dateutil.easter import easter
from django.utils.translation import gettext_lazy as _

from hub.kernel.contract import registry
from hub.words.dates import base, language

# Languages in which the library has names; all others read English.
NAMES: Final = {"de": "de", "uk": "uk"}


@lru_cache(maxsize=200)
def holidays(year: int, state: str, spoken: str = "de") -> Mapping[date, Any]:
    """Return {day: name} of a year's holidays in a state (ISO 3166-2 without DE-), 1991 to 2100.

    With Easter and Whit Sunday: holidays by law in Brandenburg alone, but people expect them.
    """
    # A third of a second and 18 MB for all countries: not for a process that asks for no holiday.
    from holidays import country_holidays

    language = NAMES.get(spoken, "en_US")
    sunday = easter(year)
    sundays = {sunday: _("Easter Sunday"), sunday + timedelta(days=49): _("Whit Sunday")}
    return {**country_holidays("DE", subdiv=state, years=year, language=language), **sundays}


@lru_cache(maxsize=200)
def days(first_year: int, last_year: int, state: str) -> frozenset[date]:
    """Return all holidays of a state from one year to another, both included."""
    years = range(first_year, last_year + 1)
    return frozenset(day for year in years for day in holidays(year, state))


def state() -> str:
    """Return the German state whose holidays count here."""
    return str(registry.configuration("events").state)


def holiday(day: date, state: str) -> Any | None:
    """Return the name of the holiday on a day in the active language, or None."""
    return holidays(day.year, state, base(language())).get(day)
