"""The Django forms that a capability brings: `drawing` draws them, their words kept when wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from email_validator import EmailNotValidError, validate_email

from hub.kernel.contract.visits import Visit
from hub.mail.addresses import MailError, ascii_address

EVERY_TEXT: Final[dict[str, Any]] = {
    "max_length": _(
        "This has %(show_value)d characters. At most %(limit_value)d fit. Make it shorter."
    ),
    "null_characters_not_allowed": _("This has signs that are no text. Write it anew."),
}
EMAIL_MAXIMUM: Final = 254


class EmailField(forms.CharField):
    """An address as mail servers want it: its domain in small ASCII letters, so that `müller.de`
    and `xn--mller-kva.de` are one sender."""

    widget = forms.EmailInput(attrs={"autocomplete": "email"})

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", EMAIL_MAXIMUM)
        super().__init__(**options)
        self.error_messages = {**self.error_messages, **EVERY_TEXT}

    def clean(self, value: Any) -> str:
        """Return the address, or refuse what is none."""
        text: str = super().clean(value)
        return email_of(text) if text else ""


def email_of(text: str) -> str:
    """Return an address as it is stored; raises ValidationError."""
    try:
        found = validate_email(text, check_deliverability=False, allow_quoted_local=True)
    except EmailNotValidError:
        raise ValidationError(
            _("This is no complete e-mail address. It looks like name@example.org.")
        ) from None
    if found.ascii_email is None:
        raise ValidationError(
            _("Our mail server takes no letters but a to z before the @. Give another address.")
        )
    try:
        return ascii_address(found.ascii_email)
    except MailError:
        # What the outbox cannot send to is no address for us.
        raise ValidationError(
            _("This is no complete e-mail address. It looks like name@example.org.")
        ) from None


class OpenForm(forms.Form):
    """A public form. `folds` are the topics that lie closed at first: (title, fields); all other
    fields are open, in their order."""

    folds: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()

    @classmethod
    def opened(cls, visit: Visit) -> Mapping[str, Any]:
        """Return what a form that somebody opens is filled with already."""
        return {}


@dataclass(frozen=True, kw_only=True)
class Coming:
    """The dates that a form means as it stands: the repetition in words, the first dates as
    (words, what is special about it), how it goes on, and what is to be looked at."""

    words: str = ""
    dates: tuple[tuple[str, str], ...] = ()
    more: str = ""
    notes: tuple[str, ...] = ()


class LineForm(OpenForm):
    """A form that makes lines, the original's first. `is_known`: by its link, whose sender is known
    already.

    A subclass says what its fields mean by `lines`, and how lines are shown in its fields again by
    `said`; `cancelled` and `dates` where single dates can be cancelled. `deciding` are the fields
    that decide on which days it is: the topic with the last of them shows what `coming` says.
    """

    deciding: ClassVar[tuple[str, ...]] = ()

    sender_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={**EVERY_TEXT, "required": _("Say whom we may answer.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    sender_email = EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you a link to confirm. It is not published."),
        error_messages={"required": _("We need an address to send you the link.")},
    )

    def __init__(self, *args: Any, is_known: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        own = ("sender_name", "sender_email")
        self.order_fields([name for name in self.fields if name not in own])
        if is_known:
            for name in own:
                del self.fields[name]

    def lines(self, locale: str) -> list[dict[str, Any]]:
        """Return what was written as lines, the first in this language."""
        raise NotImplementedError

    @classmethod
    def said(cls, lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Return what these lines say as the fields' values."""
        raise NotImplementedError

    def coming(self) -> Coming:
        """Return the dates that the fields mean which were sent; never raises for bad input."""
        raise NotImplementedError

    def message(self) -> str:
        """Return what a sender tells the moderators beside the lines; it is never published."""
        return ""

    def organisation(self) -> str:
        """Return for whom it was sent, in the sender's words."""
        return ""
