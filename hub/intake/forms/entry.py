"""The form by which anybody corrects what has no form of its own: its title, its summary, and in
their own words whatever else is wrong. A moderator reads the words and mends the page."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.intake.forms.fields import text_field
from hub.intake.forms.line_form import LineForm
from hub.kernel.contract.parts import ANY_KIND, IntakeForm

PATHS: Final = {
    "de": "eintrag-korrigieren",
    "en": "correct-an-entry",
    "uk": "vypravyty-zapys",
    "ar": "tashih-madkhal",
}
REMARK_MAXIMUM: Final = 4000


class EntryForm(LineForm):
    """Of which kind it is, says what is corrected (`correcting.Target`)."""

    remark = text_field(
        _("What is wrong, and how is it right?"),
        REMARK_MAXIMUM,
        rows=6,
        hint=_("Pictures, dates, addresses, text: write it as you would tell us on the phone."),
    )
    title = text_field(_("Title"), 200, needed=_("Leave the title as it was, or correct it."))
    summary = text_field(_("Short text below the title"), 1000, rows=3)

    def lines(self, locale: str) -> list[dict[str, Any]]:
        """Return title and summary as one line."""
        words = self.cleaned_data
        return [
            {
                "kind": "",
                "locale": locale,
                "title": words["title"],
                "summary": words["summary"],
            }
        ]

    @classmethod
    def said(cls, lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Return what a line says as the fields' values."""
        return {name: lines[0][name] for name in ("title", "summary") if lines[0].get(name)}

    def message(self) -> str:
        """Return what is to be read by moderators alone."""
        return str(self.cleaned_data["remark"])


def part() -> IntakeForm:
    """Return the form as the portal has it."""
    return IntakeForm(
        name="entry",
        kind=ANY_KIND,
        form=EntryForm,
        paths=PATHS,
        title=_("Correct an entry"),
        lead=_("Is something wrong or out of date? Tell us, without an account."),
        button=_("Send and confirm by e-mail"),
        steps=(
            _("You write what is wrong. That takes about a minute."),
            _("You get an e-mail and confirm your address."),
            _("We look at it within three working days and write you."),
        ),
        note=_note,
        takes_token=True,
    )


def _note() -> str:
    return gettext(
        "We use your name and your e-mail address to ask you and to answer you. They are not"
        " published. A year and a month after the last change we erase them."
    )
