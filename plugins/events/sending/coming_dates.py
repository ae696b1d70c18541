"""Which dates the form means as it stands: shown to senders before they send."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hub.intake.forms.line_form import Coming
from plugins.events.holidays import holiday, state
from plugins.events.import_line import read_event
from plugins.events.models import EventPage
from plugins.events.recurrence import Expansion, Occurrence, Series
from plugins.events.recurrence.series import day_of
from plugins.events.recurrence.wording import in_words
from plugins.events.sending.lines import when
from plugins.events.spans import day_in_words, span_in_words
from plugins.events.window import windowed

SHOWN: Final = 12


def coming(words: Mapping[str, Any]) -> Coming:
    """Return the dates of fields of which each is right; what does not fit together is said."""
    page = EventPage(title="–")
    problems = read_event(page, {"kind": "event", "event": when(words)})
    if problems:
        return Coming(notes=tuple(dict.fromkeys(problems.values())))
    now, series = timezone.now(), page.series()
    found = windowed(series, now)
    dates = [one for one in found.dates if one.ends_at > now]
    return Coming(
        words=_repetition(series),
        dates=tuple(
            (span_in_words(one, page.timezone, all_day=page.all_day), _special(series, one))
            for one in dates[:SHOWN]
        ),
        more=_more(len(dates) - SHOWN, found),
        notes=(*_over(dates), *_in_vain(series, found)),
    )


def _repetition(series: Series) -> str:
    text = in_words(series, get_language() or "de") if series.rule else ""
    return text[:1].upper() + text[1:]


def _special(series: Series, one: Occurrence) -> str:
    name = holiday(series.wall(one.starts_at).date(), state())
    return _("public holiday: %(name)s") % {"name": name} if name else ""


def _more(count: int, found: Expansion) -> str:
    if found.has_more:
        return _("And so on, until you give a last day.")
    if count < 1:
        return ""
    return ngettext("and %(count)d more", "and %(count)d more", count) % {"count": count}


def _over(dates: Sequence[Occurrence]) -> list[str]:
    return [] if dates else [_("No date lies ahead. Check day and year.")]


def _in_vain(series: Series, found: Expansion) -> list[str]:
    """Return, in words, the days on which it falls out though it would not take place anyway."""
    every = windowed(replace(series, excluded=()), timezone.now())
    days = [series.wall(one.starts_at).date() for one in every.dates]
    last = date.max if not found.has_more else max(days)
    return [
        _("On %(day)s there is no date anyway. Check “Not on”.") % {"day": day_in_words(day)}
        for day in sorted({day_of(one) for one in series.excluded})
        if day not in days and day <= last
    ]
