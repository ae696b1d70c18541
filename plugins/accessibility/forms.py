"""What is asked of a report: of readers in the portal, of the office in the admin."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

LONGEST_TEXT: Final = 4000
# What the reader said stays as it was said.
FROM_THE_READER: Final = ("description", "page", "wish", "name", "email", "language", "site")


EVERY_TEXT: Final[dict[str, Any]] = {
    "max_length": _(
        "This has %(show_value)d characters. At most %(limit_value)d fit. Make it shorter."
    ),
    "null_characters_not_allowed": _("This has signs that are no text. Write it anew."),
}


class BarrierForm(forms.Form):
    """The form in the portal. Only the description must be there."""

    description = forms.CharField(
        max_length=LONGEST_TEXT,
        error_messages={
            **EVERY_TEXT,
            "required": _("Write what does not work for you. One sentence is enough."),
        },
    )
    page = forms.CharField(max_length=500, required=False, error_messages=EVERY_TEXT)
    wish = forms.CharField(max_length=LONGEST_TEXT, required=False, error_messages=EVERY_TEXT)
    name = forms.CharField(max_length=120, required=False, error_messages=EVERY_TEXT)
    email = forms.EmailField(
        required=False,
        max_length=254,
        error_messages={
            **EVERY_TEXT,
            "invalid": _("This is no complete e-mail address. It looks like name@example.org."),
        },
    )


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
