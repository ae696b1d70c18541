"""The editing form of a call: who may apply and for what as check boxes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.content.editing.page_form import HubPageForm
from plugins.funding.choices import APPLICANTS, PURPOSES, Timing


class FundingForm(HubPageForm):
    """The page form; a call with a last day needs one, and no other may have one."""

    applicants = forms.MultipleChoiceField(
        label=gettext_lazy("Who may apply"),
        choices=APPLICANTS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("All that may. Readers look for calls by it."),
    )
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("What the money is for"),
        choices=PURPOSES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("All that fit. Readers look for calls by it."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the last day where there is one, and for amounts in their order."""
        cleaned: dict[str, Any] = super().clean()
        least, most = cleaned.get("amount_from_euros"), cleaned.get("amount_to_euros")
        if least is not None and most is not None and least > most:
            self.add_error(
                "amount_to_euros", _("This is less than the smallest amount. Exchange the two?")
            )
        if not self.is_deferred_validation:
            self._check_deadlines(cleaned.get("timing"))
        return cleaned

    def _check_deadlines(self, timing: str | None) -> None:
        formset = self.formsets.get("deadlines")
        if formset is None or not formset.is_valid():
            return
        days = [one for one in formset.cleaned_data if one.get("day") and not one.get("DELETE")]
        if timing == Timing.DATED and not days:
            self.add_error("timing", _("Add the last day below, or choose another word here."))
        if timing in (Timing.ROLLING, Timing.UNKNOWN) and days:
            self.add_error(
                "timing",
                _("There is a last day below. Remove it, or choose “until a certain day”."),
            )
