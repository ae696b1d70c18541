"""Where an event is, who organises it, and how one gets in."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from plugins.events.choices import Format


class Where(models.Model):
    """Place, format, organiser."""

    format = models.CharField(
        _("takes place"), max_length=8, choices=Format.choices, default=Format.ONSITE
    )
    place = models.ForeignKey(
        "content.Place",
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Its address, district and accessibility come with it."),
    )
    online_url = models.URLField(
        _("address of the online meeting"),
        max_length=500,
        blank=True,
        help_text=_("Readers see it. Leave out passwords: send those after registration."),
    )
    organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("organiser"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("An organisation of the directory."),
    )
    organiser_name = models.CharField(
        _("organiser, as text"),
        max_length=120,
        blank=True,
        help_text=_("Only if the organiser is not in the directory."),
    )

    is_draft: bool

    class Meta:
        abstract = True

    def where_problems(self) -> dict[str, Any]:
        """Return {field: message} where the format's place or address is missing."""
        errors: dict[str, Any] = {}
        if self.organisation_id and self.organiser_name:  # type: ignore[attr-defined]
            errors["organiser_name"] = _(
                "Give the organiser once: from the directory or as text, not both."
            )
        if not self.is_draft:
            self._check_format(errors)
        return errors

    def _check_format(self, errors: dict[str, Any]) -> None:
        # Another system need not know the place; what it brings is shown all the same.
        is_ours = not self.source_name  # type: ignore[attr-defined]
        if self.format != Format.ONLINE and not self.place_id and is_ours:  # type: ignore[attr-defined]
            errors["place"] = _(
                "Choose the place. If the event is online only, choose “online” above."
            )
        if self.format != Format.ONSITE and not self.online_url:
            errors["online_url"] = _(
                "Give the address of the online meeting, or a page where people find it."
            )
