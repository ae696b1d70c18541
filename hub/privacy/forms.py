"""Whose data it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PersonForm(forms.Form):
    """The address of the person who asks."""

    email = forms.EmailField(
        label=_("E-mail address of the person"),
        help_text=_("First make sure that the person who asks is the one with this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "size": 40}),
    )


class ErasingForm(PersonForm):
    """The same address typed a second time: erasing cannot be undone."""

    again = forms.EmailField(
        label=_("The same address again"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def clean(self) -> dict[str, Any]:
        """Refuse another address than the one that was looked up."""
        cleaned: dict[str, Any] = super().clean() or {}
        typed = cleaned.get("again", "").casefold()
        if typed and typed != cleaned.get("email", "").casefold():
            self.add_error("again", _("This is not the address above. Nothing was erased."))
        return cleaned
