"""The public form by which an organisation joins the network, or corrects what stands of it."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.intake.forms.fields import (
    choices_field,
    html_of,
    keys_of,
    place_line,
    place_of,
    place_words,
    suggest_places,
    text_field,
    text_of,
    web_field,
)
from hub.intake.forms.line_form import EmailField, LineForm
from plugins.organisations.activities import FIELDS_OF_ACTIVITY, TYPES

PATHS: Final = {
    "de": "organisation-eintragen",
    "en": "add-an-organisation",
    "uk": "dodaty-orhanizatsiiu",
    "ar": "idafat-munazzama",
}


class JoinForm(LineForm):
    """Name, what it does and where lie open; the rest is folded."""

    title = text_field(
        _("What is the organisation called?"),
        200,
        hint=_("The full name, e.g. “Förderverein Stadtpark e. V.”"),
        needed=_("Give the name of the organisation."),
    )
    summary = text_field(
        _("What does it do, in one or two sentences?"),
        300,
        rows=3,
        needed=_("Say in one sentence what it does."),
    )
    activities = choices_field(_("In which fields?"), FIELDS_OF_ACTIVITY)
    place = text_field(_("Where can one find it?"), 120)
    street = text_field(_("Street and number"), 120, hint=_("Only if the place is new."))
    website = web_field(_("Website"))
    email = EmailField(
        label=_("E-mail of the organisation"),
        help_text=_("Readers see this address."),
        required=False,
    )
    phone = text_field(_("Phone"), 40, hint=_("Readers see this number."))
    description = text_field(_("More about it"), 5000, rows=8)
    type = forms.ChoiceField(label=_("What is it?"), choices=TYPES, required=False)

    folds: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = (
        (_("How to reach it"), ("website", "email", "phone")),
        (_("More than that"), ("description", "type")),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        suggest_places(self.fields["place"])

    def clean(self) -> dict[str, Any]:
        """Ask for the street of a place that nobody knows."""
        words: dict[str, Any] = super().clean() or {}
        if words.get("place") and not words.get("street") and not place_of(words["place"]):
            self.add_error("street", _("We do not know this place yet. Give its street, too."))
        return words

    def lines(self, locale: str) -> list[dict[str, Any]]:
        """Return the organisation as one line."""
        words = self.cleaned_data
        return [
            {
                "kind": "organisation",
                "locale": locale,
                "title": words["title"],
                "summary": words["summary"],
                "body_html": html_of(words["description"]),
                "place": place_line(words["place"], words["street"]),
                "profile": {
                    "type": words["type"] or TYPES[0][0],
                    "fields": list(words["activities"]),
                    **{name: words[name] for name in ("website", "email", "phone")},
                },
            }
        ]

    @classmethod
    def said(cls, lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Return what a line says as the fields' values."""
        line = lines[0]
        given = line.get("profile")
        profile = given if isinstance(given, Mapping) else {}
        found = {
            "title": line.get("title"),
            "summary": line.get("summary"),
            "description": text_of(line.get("body_html")),
            "activities": keys_of(profile.get("fields")),
            "type": profile.get("type"),
            **{name: profile.get(name) for name in ("website", "email", "phone")},
            **place_words(line.get("place")),
        }
        return {name: value for name, value in found.items() if value not in (None, "", [])}

    def organisation(self) -> str:
        """Return its name."""
        return str(self.cleaned_data.get("title") or "")


def note() -> str:
    """Return what becomes of what a sender says of themselves."""
    return gettext(
        "We use your name and your e-mail address to ask you and to answer you. They are not"
        " published. A year and a month after the last change we erase them."
    )
