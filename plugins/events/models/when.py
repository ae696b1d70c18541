"""When an event is: wall-clock times and RFC 5545 texts, stored as they were meant."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.words.dates import clock_in_words
from plugins.events.choices import Status, Type
from plugins.events.holidays import days, state
from plugins.events.recurrence import Change, Expansion, Refused, Rule, Series, read_rule
from plugins.events.recurrence.expand import Occurrence, begins_with, next_of
from plugins.events.recurrence.rules import YEARS_AHEAD_MAXIMUM, refuse_day
from plugins.events.recurrence.series import read_singles
from plugins.events.spans import day_in_words
from plugins.events.window import nearest, windowed

LONGEST_EVENT_DAYS: Final = 31


def city_zone() -> str:
    """Return the city's time zone: what a new event starts with."""
    return settings.TIME_ZONE


def is_plausible(day: date) -> None:
    """Raise ValidationError for a day before 1970 or more than ten years ahead."""
    try:
        refuse_day(day, timezone.localdate())
    except Refused as refused:
        raise ValidationError(refused.reason) from None


def is_zone(name: str) -> None:
    """Raise ValidationError unless `name` is an IANA time zone."""
    if name not in _zones():
        raise ValidationError(_("“%(name)s” is no time zone, e.g. Europe/Berlin.") % {"name": name})


@cache
def _zones() -> frozenset[str]:
    # Each look walks the files of the time zone database, some 20 ms.
    return frozenset(available_timezones())


class When(models.Model):
    """Dates and status. `last_day` empty: the same day. `ends` values are wall-clock, exclusive."""

    type = models.CharField(
        _("kind of event"),
        max_length=12,
        choices=Type.choices,
        default=Type.EVENT,
        help_text=_(
            "Exhibitions, campaigns and other things over many weeks are long-running."
            " They are listed apart."
        ),
    )
    first_day = models.DateField(_("first day"), help_text=_("For example 14.03.2027"))
    start_time = models.TimeField(_("begins at"), null=True, blank=True)
    last_day = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        validators=[is_plausible],
        help_text=_("Only if it ends on another day."),
    )
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("Without times, e.g. a day of action.")
    )
    timezone = models.CharField(
        _("time zone"), max_length=60, default=city_zone, validators=[is_zone]
    )
    rrule = models.CharField(
        _("rule (RRULE)"),
        max_length=500,
        blank=True,
        help_text=_("RFC 5545, e.g. FREQ=MONTHLY;BYDAY=2TU. Only with “Another rule”."),
    )
    rdates = models.TextField(_("additional dates"), blank=True)
    exdates = models.TextField(_("not on"), blank=True)
    skips_holidays = models.BooleanField(
        _("not on public holidays"),
        default=False,
        help_text=_(
            "Holds for all years to come. If it takes place on a holiday all the same, write that"
            " day into “Additional dates”."
        ),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.SCHEDULED
    )
    status_reason = models.CharField(
        _("reason"),
        max_length=200,
        blank=True,
        help_text=_("Readers see it, e.g. “The speaker is ill.”"),
    )
    # The first and the last moment of all dates; the last is empty while the rule goes on.
    span_starts_at = models.DateTimeField(null=True, editable=False)
    span_ends_at = models.DateTimeField(null=True, editable=False)
    goes_on = models.BooleanField(default=False, editable=False)

    event_changes: Any

    class Meta:
        abstract = True

    @property
    def starts(self) -> datetime:
        """Return the wall-clock start of the first date."""
        clock = None if self.all_day else self.start_time
        return datetime.combine(self.first_day, clock or time())

    @property
    def ends(self) -> datetime:
        """Return the wall-clock end of the first date, exclusive."""
        if self.all_day:
            return datetime.combine(self.last + timedelta(days=1), time())
        return datetime.combine(self.last, self.end_time or self.start_time or time())

    @property
    def last(self) -> date:
        """Return the last day of the first date."""
        return self.last_day or self.first_day

    def rule(self) -> Rule | None:
        """Return the rule that was read, or None. Raises Refused."""
        if not self.rrule:
            return None
        return read_rule(self.rrule, self.timezone, all_day=self.all_day)

    def series(self, *, with_changes: bool = True) -> Series:
        """Return everything that decides the dates. Raises Refused or ValueError for bad texts."""
        return Series(
            starts=self.starts,
            ends=self.ends,
            zone=self.timezone,
            all_day=self.all_day,
            rule=self.rule(),
            additional=read_singles(self.rdates),
            excluded=read_singles(self.exdates),
            changes=tuple(self._changes()) if with_changes else (),
            holidays=self._holidays(),
        )

    def _holidays(self) -> frozenset[date]:
        if not self.skips_holidays:
            return frozenset()
        # No date lies further ahead, and no window.
        last = timezone.localdate().year + YEARS_AHEAD_MAXIMUM
        return days(self.first_day.year, last, state())

    def _changes(self) -> list[Change]:
        return [
            one.as_change(self.starts, self.ends, all_day=self.all_day)
            for one in self.event_changes.all()
        ]

    def expansion(self, now: datetime | None = None) -> Expansion:
        """Return the dates in the hub's window around now."""
        return windowed(self.series(), now or timezone.now())

    def nearest(self, now: datetime) -> Occurrence | None:
        """Return the date that is on or comes next, else the last one; None where there is none."""
        return nearest(self.series(), now)

    def remember_span(self) -> None:
        """Note from when to when the event has dates, for the admin's lists."""
        try:
            found = self.expansion()
        except (Refused, ValueError, TypeError, OverflowError):
            self.span_starts_at = self.span_ends_at = None
            return
        starts = [one.starts_at for one in found.dates]
        ends = [one.ends_at for one in found.dates]
        self.goes_on = found.has_more
        first = self.starts.replace(tzinfo=ZoneInfo(self.timezone)).astimezone(UTC)
        self.span_starts_at = min([first, *starts])
        self.span_ends_at = None if found.has_more else max(ends, default=first)

    def when_problems(self) -> dict[str, Any]:
        """Return {field: message} for what is wrong with times, rule and status."""
        errors: dict[str, Any] = {}
        if self.first_day:
            self._check_times(errors)
            self._check_length(errors)
        self._check_recurrence(errors)
        if self.status != Status.SCHEDULED and not self.status_reason and not self.is_draft:
            errors["status_reason"] = _("Tell readers why, in one sentence.")
        return errors

    # What only counts once readers see it is not asked of a draft; the form sets this.
    is_draft: bool = False

    def _check_times(self, errors: dict[str, Any]) -> None:
        for name in ("first_day", "last_day"):
            try:
                if getattr(self, name):
                    is_plausible(getattr(self, name))
            except ValidationError as error:
                errors[name] = error.message
        if errors:
            return
        if self.last_day and self.last_day < self.first_day:
            errors["last_day"] = _(
                "The last day lies before the first. First day is %(first)s, last day %(last)s."
            ) % {"first": day_in_words(self.first_day), "last": day_in_words(self.last_day)}
            return
        if self.all_day:
            return
        if self.start_time is None and not self.is_draft:
            errors["start_time"] = _("Say when it begins, or tick “all day”.")
        if self.end_time is None and not self.is_draft:
            errors["end_time"] = _("Say when it ends. A rough time is better than none.")
        if self.start_time and self.end_time and self.ends <= self.starts:
            errors["end_time"] = _(
                "The end lies before the beginning. It begins at %(start)s and ends at %(end)s."
                " Does it end on the next day? Then give the last day."
            ) % {
                "start": clock_in_words(self.start_time),
                "end": clock_in_words(self.end_time),
            }

    def _check_length(self, errors: dict[str, Any]) -> None:
        days = (self.last - self.first_day).days + 1
        if errors or days <= LONGEST_EVENT_DAYS or self.type == Type.LONG_RUNNING:
            return
        errors["type"] = _(
            "It lasts %(days)s days. Events over more than %(most)s days are long-running:"
            " choose “Long-running”. For single dates over this time use “Repeats”."
        ) % {"days": days, "most": LONGEST_EVENT_DAYS}

    def _check_recurrence(self, errors: dict[str, Any]) -> None:
        try:
            rule = self.rule()
            if rule and self.first_day and rule.until and rule.until < self.starts:
                raise Refused(_("The last repetition lies before the first day."))
            # Where the day itself was refused, it says nothing about the rule.
            is_known = rule and self.first_day and "first_day" not in errors
            if rule and is_known and not begins_with(rule, self.starts):
                raise Refused(_not_met(rule, self.starts))
            if rule:
                self.rrule = rule.text(self.timezone, all_day=self.all_day)
        except Refused as refused:
            errors["rrule"] = refused.reason
        self._check_singles(errors)

    def _check_singles(self, errors: dict[str, Any]) -> None:
        for name in ("rdates", "exdates"):
            try:
                singles = read_singles(getattr(self, name))
                for one in singles:
                    is_plausible(one)
                if len(singles) > settings.HUB_DATES_MAXIMUM:
                    errors[name] = _("These are more than %(most)s dates.") % {
                        "most": settings.HUB_DATES_MAXIMUM
                    }
            except ValidationError as error:
                errors[name] = error.message
            except ValueError as error:
                errors[name] = _("“%(value)s” is no date.") % {"value": str(error)[:40]}


def _not_met(rule: Rule, start: datetime) -> Any:
    first = next_of(rule, start)
    if first is None:
        return _("No day fits this repetition. Check it, e.g. “30 February”.")
    return _(
        "The first day does not fit the repetition: %(day)s is not one of its days."
        " The next one that fits is %(next)s. Change the day or the repetition."
    ) % {"day": day_in_words(start.date()), "next": day_in_words(first.date())}
