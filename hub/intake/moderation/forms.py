"""What a moderator writes to a sender."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.intake.models import ReplyText, Submission

LONGEST: Final = 4000


class AnswerForm(forms.Form):
    """The words of the mail. `do` is the button that was pressed: some want words."""

    reply = forms.ModelChoiceField(
        ReplyText.objects.none(),
        label=gettext_lazy("Text block"),
        required=False,
        empty_label=gettext_lazy("choose a text block"),
    )
    message = forms.CharField(
        label=gettext_lazy("Your words to the sender"),
        help_text=gettext_lazy(
            "They stand in the mail, in the language of the form. A question and a refusal need "
            "them, all else does without."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, submission: Submission, do: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.do = do
        texts = ReplyText.objects.filter(
            site_id=submission.site_id, locale__language_code=submission.locale
        )
        field: Any = self.fields["reply"]
        field.queryset = texts

    def clean(self) -> dict[str, Any]:
        """Ask for the words that the sender needs."""
        words = super().clean() or {}
        if not words.get("message") and "message" not in self.errors:
            if self.do == "ask":
                self.add_error("message", _("Write what you want to know."))
            elif self.do == "refuse":
                self.add_error("message", _("Write why it is not published."))
        if "message" in self.errors:
            # Without script, too, the cursor stands where something is missing.
            self.fields["message"].widget.attrs["autofocus"] = True
        return words

    def with_block(self) -> str:
        """Return the words with the chosen text block below them."""
        words, reply = self.cleaned_data.get("message", ""), self.cleaned_data.get("reply")
        return "\n\n".join(one for one in (words, reply.text if reply else "") if one)
