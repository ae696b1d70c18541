"""The public form by which anybody sends a note: what its fields mean as a line, and back."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.intake.forms.line_form import EVERY_TEXT, LineForm

PATHS: Final = {
    "en": "send-a-note",
    "de": "zettel-schicken",
    "uk": "nadislaty-zapysku",
    "ar": "irsal-mulahaza",
}
COLOURS: Final = (("yellow", _("yellow")), ("blue", _("blue")), ("green", _("green")))


class NoteForm(LineForm):
    """Two fields are open, what few need is folded."""

    title = forms.CharField(
        label=_("What do you want to say?"),
        max_length=120,
        error_messages={**EVERY_TEXT, "required": _("Write at least one word.")},
    )
    summary = forms.CharField(
        label=_("More about it"),
        max_length=400,
        required=False,
        widget=forms.Textarea,
        error_messages=EVERY_TEXT,
    )
    colour = forms.ChoiceField(label=_("Colour"), choices=COLOURS, required=False)
    reward = forms.IntegerField(
        label=_("Reward in euros"),
        min_value=0,
        max_value=10_000,
        required=False,
        error_messages={"invalid": _("Write a whole number, e.g. 20.")},
    )
    image = forms.FileField(label=_("Picture"), required=False)
    image_alt = forms.CharField(
        label=_("What does the picture show?"),
        max_length=300,
        required=False,
        error_messages=EVERY_TEXT,
    )

    folds: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = (
        (_("Paper and reward"), ("colour", "reward")),
        (_("Picture"), ("image", "image_alt")),
    )

    def lines(self, locale: str) -> list[dict[str, Any]]:
        """Return the note as one line."""
        words = self.cleaned_data
        facts = {"colour": words["colour"] or "yellow", "reward_euros": words["reward"]}
        return [
            {
                "kind": "note",
                "locale": locale,
                "title": words["title"],
                "summary": words["summary"],
                "note": facts,
            }
        ]

    @classmethod
    def said(cls, lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Return what a line says as the fields' values."""
        line = lines[0]
        note = line.get("note") or {}
        return {
            "title": line.get("title"),
            "summary": line.get("summary"),
            "colour": note.get("colour"),
            "reward": note.get("reward_euros"),
        }
