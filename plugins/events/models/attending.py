"""What one needs to know to come: registration, price, for whom, in which languages."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from plugins.events.choices import AUDIENCE, LANGUAGES
from plugins.events.models.columns import CentsField, SeveralOf


class Attending(models.Model):
    """Registration, price, audience, languages."""

    registration_is_required = models.BooleanField(_("registration needed"), default=False)
    registration_url = models.URLField(
        _("page to register"), max_length=500, blank=True, help_text=_("Starts with https://")
    )
    registration_email = models.EmailField(
        _("e-mail to register"),
        blank=True,
        help_text=_("Readers see it. Use the address of an office or association."),
    )
    registration_deadline_at = models.DateTimeField(
        _("registration until"), null=True, blank=True, help_text=_("For example 31.03.2027 12:00")
    )
    registration_capacity = models.PositiveIntegerField(
        _("number of places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
    )
    registration_is_full = models.BooleanField(
        _("fully booked"), default=False, help_text=_("Readers then see “fully booked”.")
    )
    registration_note = models.CharField(
        _("note on registration"),
        max_length=300,
        blank=True,
        help_text=_("For example: “Please say if you need an interpreter.”"),
    )
    is_free = models.BooleanField(_("free of charge"), null=True, blank=True)
    price_cents = CentsField(_("price in euros"), help_text=_("For example 5 or 7,50"))
    reduced_cents = CentsField(
        _("reduced price in euros"), help_text=_("For pupils, people with a city pass …")
    )
    price_note = models.CharField(
        _("note on the price"),
        max_length=200,
        blank=True,
        help_text=_("For example: “Donations are welcome.”"),
    )
    audience = SeveralOf(AUDIENCE, verbose_name=_("for whom"))
    languages = SeveralOf(
        LANGUAGES, verbose_name=_("languages spoken"), help_text=_("Also those interpreted into.")
    )

    timezone: str
    rrule: str

    class Meta:
        abstract = True

    def attending_problems(self, last_day: date | None) -> dict[str, Any]:
        """Return {field: message} where price or registration contradict themselves.

        `last_day` is that of the first date.
        """
        errors: dict[str, Any] = {}
        self._check_price(errors)
        deadline = self.registration_deadline_at
        if deadline and last_day and not self.rrule:
            zone = ZoneInfo(self.timezone)
            if deadline.astimezone(zone).date() > last_day:
                errors["registration_deadline_at"] = _(
                    "Registration would end after the event. Check the day."
                )
        return errors

    def _check_price(self, errors: dict[str, Any]) -> None:
        if self.is_free and (self.price_cents or self.reduced_cents):
            errors["price_cents"] = _(
                "The event is marked as free of charge. Remove the price, or choose “no” there."
            )
        elif self.reduced_cents is not None and self.price_cents is None:
            errors["price_cents"] = _("There is a reduced price. Give the full price as well.")
        elif (self.reduced_cents or 0) > (self.price_cents or 0):
            errors["reduced_cents"] = _("The reduced price is higher than the full price.")
