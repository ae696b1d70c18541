"""The form of a site's settings: choices where the model has plain texts."""

from importlib.metadata import entry_points
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from hub.kernel import registry


def _themes() -> list[tuple[str, str]]:
    folder = settings.PROJECT / "themes"
    names = {one.parent.name for one in folder.glob("*/theme.toml")} | {"stadt"}
    names |= {point.name for point in entry_points(group="hub.themes")}
    return [(name, name) for name in sorted(names)]


def _capabilities() -> list[tuple[str, Any]]:
    return [(one.key, f"{one.title}: {one.summary}") for one in registry.capabilities()]


class SiteSettingsForm(WagtailAdminModelForm):
    """Languages and capabilities as checkboxes, the theme as a list."""

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
