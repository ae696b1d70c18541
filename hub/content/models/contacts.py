"""Contacts: whom readers may write to or call. A role or a team, a person only where agreed."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

is_phone = RegexValidator(
    r"^\+?[0-9 ()/.-]{3,40}$",
    _("Use figures, spaces, hyphens and a leading +, e.g. 0340 204-1401."),
)


class Contact(index.Indexed, models.Model):
    """A public contact. All of it is published wherever an editor chooses it."""

    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_(
            "A team or a role, e.g. “Coordination office”. "
            "A person's name only where that person has agreed."
        ),
    )
    role = models.CharField(
        _("responsible for"),
        max_length=120,
        blank=True,
        help_text=_("For example “Volunteer card and recognition”"),
    )
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Better the team's than a person's.")
    )
    phone = models.CharField(
        _("phone"),
        max_length=40,
        blank=True,
        validators=[is_phone],
        help_text=_("With area code, e.g. 0340 204-1401"),
    )
    url = models.URLField(
        _("website"), blank=True, help_text=_("With https://, e.g. https://www.example.org")
    )

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("role"),
    ]
    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("role"),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("phone"), FieldPanel("url")],
            heading=_("How to get in touch"),
            help_text=_("At least one. Everything here is shown to readers."),
        ),
    ]

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})" if self.role else self.name

    def clean(self) -> None:
        """Ask for at least one way to get in touch."""
        super().clean()
        if not (self.email or self.phone or self.url):
            raise ValidationError(_("Give an e-mail address, a phone number or a website."))
