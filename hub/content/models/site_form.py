"""The form of a site's settings: choices where the model has plain texts."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from hub.content.editing.colours import explain, normal
from hub.kernel.contract import registry
from hub.looks import schemes, themes


def _themes() -> list[tuple[str, str]]:
    return [(one.key, one.title) for one in themes.installed().values()]


def _capabilities() -> list[tuple[str, Any]]:
    return [(one.key, f"{one.title}: {one.summary}") for one in registry.capabilities()]


class SiteSettingsForm(WagtailAdminModelForm):
    """Languages and capabilities as checkboxes, the theme as a list, legible colours."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=lambda: list(settings.LANGUAGES),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In which languages readers find this website."),
    )
    theme = forms.ChoiceField(
        label=_("Theme"), choices=_themes, help_text=_("How the website, forms and mails look.")
    )
    disabled_capabilities = forms.MultipleChoiceField(
        label=_("Switched off"),
        choices=_capabilities,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "What is ticked disappears from the website and the API at once. "
            "Nothing is deleted; remove the tick and it is back."
        ),
    )

    def clean_languages(self) -> list[str]:
        """Keep the office's language: others fall back to it."""
        chosen: list[str] = self.cleaned_data["languages"]
        if settings.LANGUAGE_CODE not in chosen:
            name = dict(settings.LANGUAGES)[settings.LANGUAGE_CODE]
            raise forms.ValidationError(
                _("%(language)s has to stay: other languages fall back to it."),
                params={"language": name},
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        """Refuse colours that not everybody could read, each at its field."""
        cleaned: dict[str, Any] = super().clean()
        own = {}
        for name in schemes.OWN:
            field = f"{name}_colour"
            given = str(cleaned.get(field) or "")
            colour = normal(given)
            if given and not colour:
                self.add_error(field, _("Write the colour like this: #c5301d."))
            cleaned[field] = colour
            if colour:
                own[name] = colour
        theme = themes.chosen(str(cleaned.get("theme") or themes.STANDARD))
        for name, problems in explain(theme, own).items():
            self.add_error(f"{name}_colour", problems)
        return cleaned
