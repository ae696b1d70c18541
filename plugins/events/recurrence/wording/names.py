"""The weekdays and ordinals of a repetition, an entry of the catalogue for each form.

A language that bends its weekdays has another word after "every", "on" and "2nd": Ukrainian
"щовівторка", "у вівторок", "2-й вівторок". The catalogue says it, not the code.
"""

from typing import Any, Final

from babel import Locale
from django.utils.translation import pgettext, pgettext_lazy

# Every Monday.
EVERY: Final[tuple[Any, ...]] = (
    pgettext_lazy("repetition: every", "Monday"),
    pgettext_lazy("repetition: every", "Tuesday"),
    pgettext_lazy("repetition: every", "Wednesday"),
    pgettext_lazy("repetition: every", "Thursday"),
    pgettext_lazy("repetition: every", "Friday"),
    pgettext_lazy("repetition: every", "Saturday"),
    pgettext_lazy("repetition: every", "Sunday"),
)
# Every 2 weeks on Monday.
ON: Final[tuple[Any, ...]] = (
    pgettext_lazy("repetition: on", "Monday"),
    pgettext_lazy("repetition: on", "Tuesday"),
    pgettext_lazy("repetition: on", "Wednesday"),
    pgettext_lazy("repetition: on", "Thursday"),
    pgettext_lazy("repetition: on", "Friday"),
    pgettext_lazy("repetition: on", "Saturday"),
    pgettext_lazy("repetition: on", "Sunday"),
)
# Mondays to Fridays, daily except Sundays.
MONDAYS: Final[tuple[Any, ...]] = (
    pgettext_lazy("repetition", "Mondays"),
    pgettext_lazy("repetition", "Tuesdays"),
    pgettext_lazy("repetition", "Wednesdays"),
    pgettext_lazy("repetition", "Thursdays"),
    pgettext_lazy("repetition", "Fridays"),
    pgettext_lazy("repetition", "Saturdays"),
    pgettext_lazy("repetition", "Sundays"),
)
# The 2nd Monday; each with its own form of the ordinal.
NTH: Final[tuple[Any, ...]] = (
    pgettext_lazy("repetition: 2nd", "Monday"),
    pgettext_lazy("repetition: 2nd", "Tuesday"),
    pgettext_lazy("repetition: 2nd", "Wednesday"),
    pgettext_lazy("repetition: 2nd", "Thursday"),
    pgettext_lazy("repetition: 2nd", "Friday"),
    pgettext_lazy("repetition: 2nd", "Saturday"),
    pgettext_lazy("repetition: 2nd", "Sunday"),
)
ORDINALS: Final[dict[int, Any]] = {
    1: pgettext_lazy("repetition", "1st"),
    2: pgettext_lazy("repetition", "2nd"),
    3: pgettext_lazy("repetition", "3rd"),
    4: pgettext_lazy("repetition", "4th"),
    5: pgettext_lazy("repetition", "5th"),
    -1: pgettext_lazy("repetition", "last"),
    -2: pgettext_lazy("repetition", "2nd last"),
}
FEMININE_ORDINALS: Final[dict[int, Any]] = {
    1: pgettext_lazy("repetition: feminine weekday", "1st"),
    2: pgettext_lazy("repetition: feminine weekday", "2nd"),
    3: pgettext_lazy("repetition: feminine weekday", "3rd"),
    4: pgettext_lazy("repetition: feminine weekday", "4th"),
    5: pgettext_lazy("repetition: feminine weekday", "5th"),
    -1: pgettext_lazy("repetition: feminine weekday", "last"),
    -2: pgettext_lazy("repetition: feminine weekday", "2nd last"),
}
# An ending for each of the ordinals of English: the 6th last, the 15th and last day …
ORDINALS_BEYOND: Final[dict[str, Any]] = {
    "one": pgettext_lazy("repetition: 2nd", "%(number)sst"),
    "two": pgettext_lazy("repetition: 2nd", "%(number)snd"),
    "few": pgettext_lazy("repetition: 2nd", "%(number)srd"),
    "other": pgettext_lazy("repetition: 2nd", "%(number)sth"),
}
# … and the 15th of the month.
OF_MONTH: Final[dict[str, Any]] = {
    "one": pgettext_lazy("repetition", "%(number)sst"),
    "two": pgettext_lazy("repetition", "%(number)snd"),
    "few": pgettext_lazy("repetition", "%(number)srd"),
    "other": pgettext_lazy("repetition", "%(number)sth"),
}


def day_of_month(number: int) -> str:
    """Return "15th"."""
    return _with_ending(OF_MONTH, number)


def _with_ending(endings: dict[str, Any], number: int) -> str:
    return str(endings[Locale("en").ordinal_form(number)]) % {"number": number}


def nth(number: int, *, is_feminine: bool = False) -> str:
    """Return "2nd", "last" or "3rd last" (-3), as it stands before a weekday or "day"."""
    found = (FEMININE_ORDINALS if is_feminine else ORDINALS).get(number)
    if found:
        return str(found)
    if number > 0:
        return _with_ending(ORDINALS_BEYOND, number)
    last = nth(-number, is_feminine=is_feminine)
    return pgettext("repetition", "%(nth)s last") % {"nth": last}


def is_feminine(weekday: int) -> bool:
    """Whether ordinals before this weekday have forms of their own."""
    weekdays = pgettext("repetition: feminine weekdays, as after 2nd", "none")
    return str(NTH[weekday]) in weekdays.split()
