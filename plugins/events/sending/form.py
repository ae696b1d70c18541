"""The fields: what, when, where and who lie open; the rest is folded by topic."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Final

from django import forms
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.content.models import Topic, TopicLabel
from hub.intake.forms.fields import (
    SUGGESTED_MAXIMUM,
    choices_field,
    place_of,
    suggest_places,
    text_field,
    web_field,
)
from hub.intake.forms.line_form import Coming, EmailField, LineForm
from hub.kernel.contract.visits import Visit
from hub.words.filter_names import FACT_WORDS
from plugins.events.choices import AUDIENCE, LANGUAGES
from plugins.events.fields import SinglesField
from plugins.events.import_line import read_event
from plugins.events.models import EventPage
from plugins.events.sending import coming_dates, single_dates
from plugins.events.sending import lines as meaning
from plugins.organisations.models import OrganisationPage

PATHS: Final = {
    "de": "termin-melden",
    "en": "report-a-date",
    "uk": "povidomyty-pro-podiiu",
    "ar": "iblagh-an-mawid",
}
DAYS: Final = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
CLOCKS: Final = ["%H:%M", "%H.%M", "%H", "%H:%M:%S"]
LICENCES: Final = (
    ("", _("nobody else may use it")),
    ("CC BY 4.0", _("others may use it and name us (CC BY 4.0)")),
    ("CC0 1.0", _("everybody may use it (CC0)")),
)
# Where the messages of the event's own checks belong in this form.
FIELDS: Final = {
    "first_starts_at": "day",
    "first_ends_at": "ends",
    "recurrence.rrule": "repeats",
    "recurrence.exdates": "not_on",
    "price.amount_cents": "price",
    "price.reduced_cents": "reduced",
    "registration.url": "registration_url",
    "registration.email": "registration_email",
}


class Repeats(models.TextChoices):
    """How often, as people say it; the weekday or the day is that of the first date."""

    NEVER = "never", _("It happens once")
    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week on the same weekday")
    FORTNIGHTLY = "fortnightly", _("every second week")
    MONTHLY_WEEKDAY = "monthly_weekday", _("every month, e.g. every 2nd Tuesday")
    MONTHLY_DAY = "monthly_day", _("every month on the same day, e.g. on the 15th")
    YEARLY = "yearly", _("every year")


def _day(label: Any, *, hint: Any = "", needed: Any = "") -> Any:
    wrong = _("This is no day. Write it like 14.03.2027.")
    return forms.DateField(
        label=label,
        help_text=hint,
        required=bool(needed),
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": wrong, **({"required": needed} if needed else {})},
    )


def _clock(label: Any, hint: Any = "") -> Any:
    return forms.TimeField(
        label=label,
        help_text=hint,
        required=False,
        input_formats=CLOCKS,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("This is no time. Write it like 15:00.")},
    )


def _euros(label: Any) -> Any:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_value=10_000,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": _("Write the price in euros, e.g. 5 or 4,50.")},
    )


class EventForm(LineForm):
    """See the module."""

    title = text_field(
        _("What is it called?"),
        200,
        hint=_("For example “Summer party at Leipziger Tor”"),
        needed=_("Give the event a name."),
    )
    day = _day(_("On which day?"), needed=_("Say on which day it is."))
    starts = _clock(_("From when?"), _("Leave it empty if it lasts all day."))
    ends = _clock(_("Until when?"))
    place = text_field(
        _("Where?"),
        120,
        hint=_("Begin to write, we know many places. Of a new one we need the street, too."),
    )
    street = text_field(_("Street and number"), 120, hint=_("Only if the place is new."))
    organiser = text_field(_("Who organises it?"), 120, needed=_("Say who organises it."))

    summary = text_field(
        _("In one or two sentences"), 300, rows=3, hint=_("What happens, and for whom?")
    )
    description = text_field(_("More about it"), 5000, rows=8)
    topics = choices_field(_("Topics"))
    repeats = forms.ChoiceField(label=_("Does it repeat?"), choices=Repeats.choices, required=False)
    until = _day(_("Until when does it repeat?"), hint=_("Empty: it goes on."))
    not_on = SinglesField(
        label=_("Not on"), help_text=_("Days on which it falls out, one a line, e.g. 24.12.2026")
    )
    last_day = _day(_("Last day"), hint=_("Only if it ends on another day."))
    online_url = web_field(_("Address for taking part online"))
    is_free = forms.ChoiceField(
        label=_("Does it cost something?"),
        choices=(("", _("not stated")), ("1", _("no, it is free")), ("0", _("yes"))),
        required=False,
        widget=forms.RadioSelect,
    )
    price = _euros(_("Price in euros"))
    reduced = _euros(_("Reduced price in euros"))
    registration = forms.BooleanField(label=_("One has to register"), required=False)
    registration_url = web_field(_("Register at this address"))
    registration_email = EmailField(
        label=_("Register by e-mail"), help_text=_("Readers see this address."), required=False
    )
    access = choices_field(
        _("What is there?"), tuple(FACT_WORDS.items()), _("Tick only what somebody has seen.")
    )
    audience = choices_field(_("For whom?"), AUDIENCE)
    languages = choices_field(_("Which languages are spoken there?"), LANGUAGES)
    image = forms.FileField(
        label=_("Picture"), help_text=_("JPEG, PNG or WebP, at most 10 MB."), required=False
    )
    image_alt = text_field(
        _("What does the picture show?"),
        300,
        hint=_("One sentence for people who do not see it. Needed with a picture."),
    )
    image_credit = text_field(_("Who made the picture?"), 200)
    image_licence = forms.ChoiceField(
        label=_("May others use it?"), choices=LICENCES, required=False
    )

    deciding: ClassVar[tuple[str, ...]] = (
        "day",
        "starts",
        "ends",
        "repeats",
        "until",
        "last_day",
        "not_on",
    )
    folds: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = (
        (_("Describe it"), ("summary", "description", "topics")),
        (_("Repeats, or lasts several days"), ("repeats", "until", "not_on", "last_day")),
        (_("Picture"), ("image", "image_alt", "image_credit", "image_licence")),
        (_("Accessibility"), ("access",)),
        (
            _("Costs and registration"),
            (
                "is_free",
                "price",
                "reduced",
                "registration",
                "registration_url",
                "registration_email",
            ),
        ),
        (_("For whom, in which languages"), ("audience", "languages")),
        (_("Online"), ("online_url",)),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["topics"].choices = _topics()
        suggest_places(fields["place"])
        known = OrganisationPage.objects.live().public()
        fields["organiser"].suggestions = list(
            known.values_list("title", flat=True).distinct()[:SUGGESTED_MAXIMUM]
        )

    @classmethod
    def opened(cls, visit: Visit) -> Mapping[str, Any]:
        """Return the day that a link to the form may name, e.g. that of a calendar."""
        try:
            return {"day": date.fromisoformat(visit.query.get("day", ""))}
        except ValueError:
            return {}

    def clean(self) -> dict[str, Any]:
        """Ask what several fields say together, and the event's own checks."""
        words: dict[str, Any] = super().clean() or {}
        if not words.get("place") and not words.get("online_url"):
            self.add_error("place", _("Say where it is. If it is online only, give its address."))
        if words.get("place") and not words.get("street") and not place_of(words["place"]):
            self.add_error("street", _("We do not know this place yet. Give its street, too."))
        if self.has_picture() and not words.get("image_alt"):
            self.add_error("image_alt", _("Say in one sentence what the picture shows."))
        if words.get("until") and words.get("day") and words["until"] < words["day"]:
            self.add_error("until", _("This lies before the first day. Choose a later one."))
        if not self.errors:
            self._ask_the_event(words)
        return words

    def has_picture(self) -> bool:
        """Whether a picture came, now or before."""
        return bool(self.data.get("image_kept") or self.files.get("image"))

    def _ask_the_event(self, words: Mapping[str, Any]) -> None:
        line = meaning.line_of(words, "de")
        for path, message in read_event(EventPage(title=words["title"]), line).items():
            field = FIELDS.get(path, path.rpartition(".")[2])
            self.add_error(field if field in self.fields else None, message)

    def lines(self, locale: str) -> list[dict[str, Any]]:
        """Return the event as one line."""
        return [meaning.line_of(self.cleaned_data, locale)]

    @classmethod
    def said(cls, lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Return what a line says as the fields' values."""
        return meaning.words_of(lines[0])

    def coming(self) -> Coming:
        """Return the dates that the fields mean, or what is wrong with those that decide them."""
        wrong = [str(self.errors[name][0]) for name in self.deciding if name in self.errors]
        if wrong:
            return Coming(notes=tuple(dict.fromkeys(wrong)))
        return coming_dates.coming(self.cleaned_data)

    @classmethod
    def dates(cls, lines: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
        """Return (key, words) of the dates to come."""
        return single_dates.dates(lines)

    @classmethod
    def cancelled(cls, lines: Sequence[Mapping[str, Any]], key: str) -> list[dict[str, Any]]:
        """Return the lines in which one date is cancelled, too."""
        return single_dates.cancelled(lines, key)

    def organisation(self) -> str:
        """Return the organiser in the sender's words."""
        return str(self.cleaned_data.get("organiser") or "")


def _topics() -> list[tuple[str, str]]:
    """Return (key, name in the reader's language) of all topics."""
    named = TopicLabel.objects.filter(locale=get_language() or "")
    names = dict(named.values_list("topic__key", "label"))
    return [(one.key, names.get(one.key, one.label)) for one in Topic.objects.all()]
