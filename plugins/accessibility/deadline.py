"""By when a report must be answered, and the reference it is talked about by."""

import calendar
import secrets
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Read out on the phone: no letter or figure that sounds or looks like another.
ALPHABET: Final = "ACDEFHKLMNPRTWXY3479"
LENGTH: Final = 5
SOON_DAYS: Final = 7


def a_month_after(day: date) -> date:
    """Return the same day of the next month, or its last (§ 188 (2), (3) BGB; § 16b (4) BGG LSA).

    A weekend does not move it on: the office may be earlier than it must.
    """
    year, month = divmod(day.year * 12 + day.month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def new_reference() -> str:
    """Return e.g. `B26-K7F3M`: the year, then letters at random, which tell nothing of how many."""
    letters = "".join(secrets.choice(ALPHABET) for _number in range(LENGTH))
    return f"B{timezone.localdate():%y}-{letters}"


def left_in_words(due_on: date) -> str:
    """Return "3 days overdue", "today" or "5 days left"."""
    days = (due_on - timezone.localdate()).days
    if days < 0:
        return ngettext("%(count)d day overdue", "%(count)d days overdue", -days) % {"count": -days}
    if days == 0:
        return _("today")
    return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
