"""Public holidays in Germany, by state: proposed, and left out where an editor asks for it."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from dateutil.easter import easter
from django.utils.translation import gettext_lazy as _

from hub.kernel import registry

# The states' own holidays (laws on Sundays and holidays, as of 2026). Keys: ISO 3166-2 without DE-.
EPIPHANY: Final = frozenset({"BW", "BY", "ST"})
CORPUS_CHRISTI: Final = frozenset({"BW", "BY", "HE", "NW", "RP", "SL"})
ASSUMPTION: Final = frozenset({"SL"})
CHILDREN: Final = frozenset({"TH"})
REFORMATION: Final = frozenset({"BB", "HB", "HH", "MV", "NI", "SH", "SN", "ST", "TH"})
ALL_SAINTS: Final = frozenset({"BW", "BY", "NW", "RP", "SL"})
REPENTANCE: Final = frozenset({"SN"})
WOMEN: Final = frozenset({"BE", "MV"})


@lru_cache(maxsize=200)
def holidays(year: int, state: str) -> Mapping[date, Any]:
    """Return {day: name} of a year's holidays in a state, Easter and Whit Sunday included."""
    sunday = easter(year)
    found: dict[date, Any] = {
        date(year, 1, 1): _("New Year’s Day"),
        sunday - timedelta(days=2): _("Good Friday"),
        sunday: _("Easter Sunday"),
        sunday + timedelta(days=1): _("Easter Monday"),
        date(year, 5, 1): _("Labour Day"),
        sunday + timedelta(days=39): _("Ascension Day"),
        sunday + timedelta(days=49): _("Whit Sunday"),
        sunday + timedelta(days=50): _("Whit Monday"),
        date(year, 10, 3): _("German Unity Day"),
        date(year, 12, 25): _("Christmas Day"),
        date(year, 12, 26): _("Second Day of Christmas"),
    }
    eve = date(year, 11, 22)
    regional = (
        (EPIPHANY, date(year, 1, 6), _("Epiphany")),
        (WOMEN, date(year, 3, 8), _("International Women’s Day")),
        (CORPUS_CHRISTI, sunday + timedelta(days=60), _("Corpus Christi")),
        (ASSUMPTION, date(year, 8, 15), _("Assumption Day")),
        (CHILDREN, date(year, 9, 20), _("World Children’s Day")),
        (REFORMATION, date(year, 10, 31), _("Reformation Day")),
        (ALL_SAINTS, date(year, 11, 1), _("All Saints’ Day")),
        # The Wednesday before 23 November.
        (REPENTANCE, eve - timedelta(days=(eve.weekday() - 2) % 7), _("Day of Repentance")),
    )
    found.update({day: name for states, day, name in regional if state in states})
    return found


@lru_cache(maxsize=200)
def days(first_year: int, last_year: int, state: str) -> frozenset[date]:
    """Return all holidays of a state from one year to another, both included."""
    years = range(first_year, last_year + 1)
    return frozenset(day for year in years for day in holidays(year, state))


def state() -> str:
    """Return the German state whose holidays count here."""
    return str(registry.configuration("events").state)


def holiday(day: date, state: str) -> Any | None:
    """Return the name of the holiday on a day, or None."""
    return holidays(day.year, state).get(day)
