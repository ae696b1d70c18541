"""The editing form of an event: a repetition is chosen, not written."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from hub.content.editing.page_form import HubPageForm
from plugins.events.fields import SinglesField
from plugins.events.models.when import is_zone
from plugins.events.recurrence import Refused
from plugins.events.repeats import NTHS, WEEKDAYS, Choice, Repeats, choice_of
from plugins.events.window import windowed


class EventPageForm(HubPageForm):
    """The page form; the answers on repetition become the rule, drafts need not be complete."""

    repeats = forms.ChoiceField(
        label=_("Repeats"), choices=Repeats.choices, initial=Repeats.NEVER, required=False
    )
    interval = forms.IntegerField(
        label=_("Every … times"),
        min_value=1,
        max_value=99,
        initial=1,
        required=False,
        help_text=_("1 is every day, week, month or year; 2 is every second one."),
    )
    weekdays = forms.MultipleChoiceField(
        label=_("On these weekdays"),
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For “weekly”. Empty: the weekday of the first day."),
    )
    nths = forms.MultipleChoiceField(
        label=_("Which one in the month"),
        choices=NTHS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For “monthly on a weekday”. Empty: as the first day."),
    )
    until_on = forms.DateField(
        label=_("Repeats until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("The last possible day. Empty: it goes on."),
    )
    count = forms.IntegerField(
        label=_("or number of dates"), min_value=1, max_value=1000, required=False
    )
    exdates = SinglesField(
        label=_("Not on"), help_text=_("Days on which it falls out, one a line, e.g. 24.12.2026")
    )
    rdates = SinglesField(
        label=_("Additional dates"),
        help_text=_("One a line. With another time: 24.12.2026 10:00"),
    )

    class Media:
        js: ClassVar[list[str]] = ["events/dates.js"]
        css: ClassVar[dict[str, list[str]]] = {"all": ["events/admin.css"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.rrule and self.instance.first_day:
            self.initial.update(_answers(self.instance))

    def clean_timezone(self) -> str:
        """Refuse an unknown zone before the rule is written in it."""
        name: str = self.cleaned_data["timezone"]
        is_zone(name)
        return name

    def clean(self) -> dict[str, Any]:
        """Turn the answers into the rule."""
        cleaned = super().clean()
        if "repeats" not in self.fields:
            return cleaned
        repeats = cleaned.get("repeats") or Repeats.NEVER
        if repeats != Repeats.CUSTOM:
            cleaned["rrule"] = ""
        if cleaned.get("until_on") and cleaned.get("count"):
            self.add_error("count", _("Give either a last day or a number of dates, not both."))
        elif repeats not in {Repeats.CUSTOM, Repeats.NEVER} and cleaned.get("first_day"):
            cleaned["rrule"] = self._rule_text(cleaned, repeats)
        return cleaned

    def _rule_text(self, cleaned: dict[str, Any], repeats: str) -> str:
        rule = Choice(
            repeats=repeats,
            interval=cleaned.get("interval") or 1,
            weekdays=tuple(int(day) for day in cleaned.get("weekdays") or ()),
            nths=tuple(int(nth) for nth in cleaned.get("nths") or ()),
            until=cleaned.get("until_on"),
            count=cleaned.get("count"),
        ).rule(cleaned["first_day"])
        zone = cleaned.get("timezone") or self.instance.timezone
        return rule.text(zone, all_day=bool(cleaned.get("all_day"))) if rule else ""

    def _post_clean(self) -> None:
        self.instance.is_draft = self.is_deferred_validation
        super()._post_clean()
        if self.cleaned_data.get("exdates") and not self.errors and not self.instance.is_draft:
            self._refuse_without_dates()

    def _refuse_without_dates(self) -> None:
        # Without the changes: they are of dates that are there.
        found = windowed(self.instance.series(with_changes=False), timezone.now())
        if not found.dates and not found.has_more:
            message = _(
                "All dates are left out, none remains. If the event does not take place,"
                " choose “cancelled” as its status."
            )
            self.add_error("exdates", message)

    def add_error(self, field: str | None, error: Any) -> None:
        """Show a problem of the rule where the editor chose it."""
        problems = getattr(error, "error_dict", None)
        chosen = self.cleaned_data.get("repeats") if hasattr(self, "cleaned_data") else None
        is_chosen = "repeats" in self.fields and chosen != Repeats.CUSTOM
        if problems and "rrule" in problems and is_chosen:
            moved = {"repeats" if name == "rrule" else name: one for name, one in problems.items()}
            error = ValidationError(moved)
        super().add_error(field, error)

    def save(self, commit: bool = True) -> Any:
        """Return the page; whether it was a draft is forgotten again."""
        self.instance.is_draft = False
        return super().save(commit=commit)


def _answers(page: Any) -> dict[str, Any]:
    try:
        choice = choice_of(page.rule(), page.first_day, page.starts.time())
    except Refused:
        choice = Choice(repeats=Repeats.CUSTOM)
    return {
        "repeats": choice.repeats,
        "interval": choice.interval,
        "weekdays": [str(day) for day in choice.weekdays],
        "nths": [str(nth) for nth in choice.nths],
        "until_on": choice.until,
        "count": choice.count,
    }
