"""What is asked of a report: of readers in the portal, of the office in the admin."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from hub.intake.forms.line_form import EVERY_TEXT, EmailField, OpenForm
from hub.kernel.contract.visits import Visit

LONGEST_TEXT: Final = 4000
# What the reader said stays as it was said.
FROM_THE_READER: Final = ("description", "page", "wish", "name", "email", "language", "site")


class BarrierForm(OpenForm):
    """The form in the portal. Only the description must be there."""

    description = forms.CharField(
        label=_("What does not work for you?"),
        help_text=_("For example: “The screen reader does not say what the button does.”"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={
            **EVERY_TEXT,
            "required": _("Write what does not work for you. One sentence is enough."),
        },
    )
    page = forms.CharField(
        label=_("On which page?"),
        help_text=_("The address or the title, if you know it."),
        max_length=500,
        required=False,
        error_messages=EVERY_TEXT,
    )
    wish = forms.CharField(
        label=_("What would help you?"),
        help_text=_("You may leave this empty."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea,
        error_messages=EVERY_TEXT,
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Only if you like."),
        max_length=120,
        required=False,
        error_messages=EVERY_TEXT,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only if you want an answer."),
        required=False,
    )

    @classmethod
    def opened(cls, visit: Visit) -> dict[str, str]:
        """Return the page that the link named: an address of this site, nothing else."""
        named = visit.query.get("page", "").strip()[:500]
        own = named.removeprefix(visit.site["url"])
        is_own = own.startswith("/") and not own.startswith(("//", "/\\"))
        return {"page": f"{visit.site['url']}{own}" if is_own else ""}


class BarrierReportForm(WagtailAdminModelForm):
    """The form in the admin: a new report is written down, a sent one only worked on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in (*FROM_THE_READER, "received_at"):
                if name in self.fields:
                    self.fields[name].disabled = True
        elif "description" in self.fields:
            self.fields["description"].required = True
