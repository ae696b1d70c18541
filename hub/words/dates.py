"""Dates and times in words, as people of each language say them.

The forms are those of the hub's voice: "Sa., 14. März, 15–17 Uhr", "Sat 14 March, 3–5 pm"; the
names of days and months are CLDR's. All times are local to the date's own time zone. Languages
without a form of their own get a plain one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import Locale
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

EASY: Final = "de-x-ls"
RIGHT_TO_LEFT: Final = {"ar", "fa", "he", "ur"}
NOON: Final = 12
# Who leaves a party at two has been there the evening before: such a date has one day.
NIGHT_ENDS_AT: Final = 6
# What lasts longer is an exhibition or a campaign: its days count, nobody stays from end to end.
WEEK_DAYS: Final = 7


@dataclass(frozen=True)
class Span:
    """A date's two ends, local and aware. The last day is inclusive."""

    starts_at: datetime
    ends_at: datetime
    all_day: bool

    @property
    def first(self) -> date:
        """Return its first day."""
        return self.starts_at.date()

    @property
    def last(self) -> date:
        """Return its last day; the early hours still belong to the evening before."""
        if self.all_day:
            return max(self.first, self.ends_at.date() - timedelta(days=1))
        day = self.ends_at.date()
        if day > self.first and self.ends_at.hour < NIGHT_ENDS_AT:
            return max(self.first, day - timedelta(days=1))
        return day

    @property
    def is_long(self) -> bool:
        """Whether it lasts longer than a week."""
        return (self.last - self.first).days >= WEEK_DAYS


def span(one: Mapping[str, Any]) -> Span:
    """Return the span of a document's date: {starts_at, ends_at, timezone, all_day}."""
    zone = one.get("timezone") or settings.TIME_ZONE
    return Span(
        local(one["starts_at"], zone), local(one["ends_at"], zone), bool(one.get("all_day"))
    )


def local(text: str | datetime, zone: str | None = None) -> datetime:
    """Return an RFC 3339 time as it is where it happens."""
    return _local(text, zone or settings.TIME_ZONE)


# A page of a list asks for the same 60 moments three times each.
@lru_cache(maxsize=4096)
def _local(text: str | datetime, zone: str) -> datetime:
    moment = datetime.fromisoformat(text) if isinstance(text, str) else text
    return moment.astimezone(ZoneInfo(zone))


def language() -> str:
    """Return the reader's language."""
    return translation.get_language() or settings.LANGUAGE_CODE


def base(locale: str) -> str:
    """Return the language without what follows the hyphen."""
    return locale.split("-", maxsplit=1)[0]


def isolate(text: str, locale: str | None = None) -> str:
    """Return figures set apart from right-to-left text (U+2066 … U+2069), else the text itself.

    A span of them stands in one line (U+2060): of "09:30–" at its end nobody knows what follows.
    """
    if base(locale or language()) in RIGHT_TO_LEFT:
        return f"\u2066{text}\u2069".replace("–", "–\u2060")
    return text


@lru_cache(maxsize=512)
def _name(code: str, what: str, form: str, width: str, number: int) -> str:
    """Return CLDR's name of one of the `days` (Monday 0) or `months` (January 1)."""
    name = str(getattr(Locale.parse(code), what)[form][width][number])
    # CLDR's apostrophe (п'ятниця) is a letter, U+02BC; all other words of the hub have U+2019.
    return name.replace("\u02bc", "\u2019")


def weekday_name(number: int, *, is_short: bool = False) -> str:
    """Return the weekday's name, Monday 0, in the form that stands inside a date."""
    width = "abbreviated" if is_short and language() != EASY else "wide"
    name = _name(base(language()), "days", "format", width, number)
    # In French and Polish a comma follows, and the stop before it would only be noise.
    return name if base(language()) == "de" else name.removesuffix(".")


def weekday_of_column(number: int) -> str:
    """Return the weekday, Monday 0, as short as it heads a column: "Mo", "Mon", "Пн", "ن"."""
    code = base(language())
    width = "narrow" if code == "ar" else "abbreviated"
    return _capital(_name(code, "days", "stand-alone", width, number).removesuffix("."))


def month_name(number: int) -> str:
    """Return the month's name as it stands in a date (Ukrainian: genitive)."""
    return _name(base(language()), "months", "format", "wide", number)


def month_in_words(day: date, *, year: bool = True) -> str:
    """Return the month of a day by itself, as a heading: "März 2026", "Березень 2026"."""
    name = _capital(_name(base(language()), "months", "stand-alone", "wide", day.month))
    return f"{name} {day.year}" if year else name


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def day_and_month(number: int, month: int) -> str:
    """Return "14. März"."""
    stop = "." if base(language()) == "de" else ""
    return f"{number}{stop} {month_name(month)}"


def day_in_words(
    day: date, *, is_full: bool = False, weekday: bool = True, year: bool | None = None
) -> str:
    """Return "Sa., 14. März" or, in full, "Samstag, 14. März 2026".

    The year stands in full dates and in those of other years, unless `year` says otherwise.
    """
    code = base(language())
    name = weekday_name(day.weekday(), is_short=not is_full) if weekday else ""
    text = day_and_month(day.day, day.month)
    text += _year(day.year, is_wanted=is_full if year is None else year)
    if not name:
        return text
    return f"{name} {text}" if code in {"en", *RIGHT_TO_LEFT} else f"{name}, {text}"


def _year(number: int, *, is_wanted: bool) -> str:
    if not is_wanted and number == timezone.localdate().year:
        return ""
    return f" {number} р." if base(language()) == "uk" else f" {number}"


def clock_in_words(starts_at: datetime | time, ends_at: datetime | time | None = None) -> str:
    """Return "15–17 Uhr", "3–5 pm", "15:00–17:00"; without an end (or the same) one time."""
    ends_at = None if ends_at == starts_at else ends_at
    locale = language()
    if locale == EASY:
        first = f"{_dotted(starts_at)} Uhr"
        return f"Von {first} bis {_dotted(ends_at)} Uhr." if ends_at else f"Um {first}."
    if base(locale) == "de":
        text = _dotted(starts_at) + (f"–{_dotted(ends_at)}" if ends_at else "")
        return f"{text} Uhr"
    if base(locale) == "en":
        return _english(starts_at, ends_at)
    text = f"{starts_at:%H:%M}" + (f"–{ends_at:%H:%M}" if ends_at else "")
    return isolate(text, locale)


def _dotted(moment: datetime | time) -> str:
    return f"{moment.hour}.{moment:%M}" if moment.minute else str(moment.hour)


def _english(starts_at: datetime | time, ends_at: datetime | time | None) -> str:
    def half(moment: datetime | time) -> str:
        return "am" if moment.hour < NOON else "pm"

    def hour(moment: datetime | time) -> str:
        number = moment.hour % NOON or NOON
        return f"{number}.{moment:%M}" if moment.minute else str(number)

    if ends_at is None:
        is_noon = (starts_at.hour, starts_at.minute) == (NOON, 0)
        return "noon" if is_noon else f"{hour(starts_at)} {half(starts_at)}"
    first = "" if half(starts_at) == half(ends_at) else f" {half(starts_at)}"
    return f"{hour(starts_at)}{first}–{hour(ends_at)} {half(ends_at)}"


def comma(locale: str = "") -> str:
    """Return the comma between day and time, or two words of a list, with its space."""
    return "، " if base(locale or language()) in {"ar", "fa", "ur"} else ", "


def when_in_words(
    one: Mapping[str, Any], *, is_full: bool = False, year: bool | None = None
) -> str:
    """Return a document's date in words: "Sa., 14. März, 15–17 Uhr"; in full with the year.

    Of what lasts longer than a week the days: "1. Dezember – 31. Januar 2027". In full, the hours
    of the first and the last day stand apart.
    """
    found = span(one)
    if found.first != found.last:
        return _several_days(found, is_full, year)
    day = day_in_words(found.first, is_full=is_full, year=year)
    if language() == EASY:
        time = "" if found.all_day else f" {clock_in_words(found.starts_at, found.ends_at)}"
        return f"Am {day}.{time}"
    if found.all_day:
        return day
    return f"{day}{comma()}{clock_in_words(found.starts_at, found.ends_at)}"


def _several_days(found: Span, is_full: bool, year: bool | None) -> str:
    first, last = found.first, found.last
    if found.is_long:
        days = _days_alone(first, last, is_full, year)
        return days + (_hours_apart(found) if is_full and not found.all_day else "")
    if not found.all_day:
        both = [
            f"{day_in_words(day, is_full=is_full, year=year)}{comma()}{clock_in_words(moment)}"
            for day, moment in ((first, found.starts_at), (last, found.ends_at))
        ]
        return " – ".join(both)
    return _days_alone(first, last, is_full, year)


def _hours_apart(found: Span) -> str:
    hours = pgettext("of a long date", "begins %(first)s, ends %(last)s") % {
        "first": clock_in_words(found.starts_at).removesuffix("."),
        "last": clock_in_words(found.ends_at).removesuffix("."),
    }
    return f" {hours}" if language() == EASY else f" ({hours})"


def _days_alone(first: date, last: date, is_full: bool, year: bool | None) -> str:
    end = day_in_words(last, weekday=False, is_full=is_full, year=year)
    start = day_in_words(first, weekday=False, year=first.year != last.year)
    if language() == EASY:
        return f"Vom {start} bis {end}."
    if (first.year, first.month) == (last.year, last.month):
        if base(language()) == "de":
            return f"{first.day}.–{end}"
        figures = isolate(f"{first.day}–{last.day}")
        return end.replace(str(last.day), figures, 1)
    return f"{start} – {end}"


def day_in_sentence(day: date, *, has_year: bool = True) -> str:
    """Return "14. März 2026" as it stands in a sentence, or without the year, whichever it is.

    There Ukrainian writes the word for the year: its abbreviation and the sentence's end would be
    two stops.
    """
    text = day_and_month(day.day, day.month)
    return text + _year(day.year, is_wanted=True).replace(" р.", " року") if has_year else text


def near_in_words(day: date) -> str:
    """Return "heute", "morgen" or "" for any other day."""
    days = (day - timezone.localdate()).days
    return {0: _("today"), 1: _("tomorrow")}.get(days, "")


def deadline_in_words(text: str | datetime) -> str:
    """Return "bis 31. März, 12 Uhr (noch 5 Tage)". The last minute of a day is the day itself."""
    moment = local(text)
    words = day_in_words(moment.date(), weekday=False)
    if (moment.hour, moment.minute) not in {(23, 59), (0, 0)}:
        words += (". " if language() == EASY else comma()) + clock_in_words(moment)
    words = pgettext("deadline", "until %(moment)s") % {"moment": words}
    days = (moment.date() - timezone.localdate()).days
    if days < 0 or moment < timezone.now():
        return words
    if days == 0:
        return f"{words} ({_('today')})"
    left = ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}
    return f"{words} ({left})"
