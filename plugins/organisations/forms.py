"""The editing form of an organisation: fields of activity as check boxes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.content.editing.page_form import HubPageForm
from plugins.organisations.activities import FIELDS_OF_ACTIVITY


class OrganisationForm(HubPageForm):
    """The page form with a list of boxes instead of keys separated by commas."""

    activities = forms.MultipleChoiceField(
        label=_("Fields of activity"),
        choices=FIELDS_OF_ACTIVITY,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("All that fit. Readers filter the directory by them."),
    )
