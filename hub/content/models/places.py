"""Places with their accessibility facts."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from hub.content.models.accessibility import Access
from hub.kernel.documents.document import ACCESSIBILITY_FACTS
from hub.kernel.documents.identity import new_id


class Place(index.Indexed, Access):
    """Where something is: an address, a point on the map, and how one gets in."""

    hub_id = models.UUIDField(default=new_id, unique=True, editable=False)
    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("As people know it, e.g. “Bürgerhaus Alten, großer Saal”."),
    )
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    district = models.ForeignKey(
        "content.District",
        verbose_name=_("district"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    lat = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("For example 51.8364. Openstreetmap shows it after a right click."),
    )
    lon = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("For example 12.2469"),
    )
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("street"),
    ]
    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                FieldPanel("district", widget=forms.Select),
                FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")]),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [FieldPanel(fact) for fact in ACCESSIBILITY_FACTS],
            heading=_("Accessibility"),
            help_text=_("Say only what somebody has seen. “Not stated” is better than a guess."),
        ),
    ]

    class Meta:
        verbose_name = _("place")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__isnull=False, lon__isnull=False),
                name="place_has_both_coordinates_or_none",
                violation_error_message=_("Give latitude and longitude, or neither."),
            )
        ]
        verbose_name_plural = _("places")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.street) if part)
