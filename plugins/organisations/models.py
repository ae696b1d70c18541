"""A network partner's page, its contacts and opening hours, and the directory page."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField, TranslatableField

from hub.content.editing.topic_boxes import TopicBoxes
from hub.content.models import HubPage, IndexPage
from plugins.organisations.activities import FIELDS_OF_ACTIVITY, TYPES, labels
from plugins.organisations.due import next_confirmation
from plugins.organisations.forms import OrganisationForm


class OrganisationIndexPage(IndexPage):
    """The directory of organisations."""

    lists: ClassVar[str] = "organisation"

    is_creatable = True
    subpage_types: ClassVar[list[str]] = ["organisations.OrganisationPage"]

    class Meta:
        verbose_name = _("directory of organisations")
        verbose_name_plural = _("directories of organisations")


class OrganisationPage(HubPage):
    """A network partner. Its logo is the shared image, its first contact the shared contact."""

    organisation_type = models.CharField(
        _("type"),
        max_length=20,
        choices=TYPES,
        default=TYPES[0][0],
    )
    activities = ArrayField(
        models.CharField(max_length=20, choices=FIELDS_OF_ACTIVITY),
        verbose_name=_("fields of activity"),
        default=list,
        blank=True,
    )
    is_in_steering_group = models.BooleanField(
        _("in the steering group"),
        default=False,
        help_text=_("The organisation sends somebody to the network's steering group."),
    )
    place = models.ForeignKey(
        "content.Place",
        verbose_name=_("address"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where visitors find it, with the facts on accessibility."),
    )
    website = models.URLField(_("website"), blank=True, help_text=_("e.g. https://www.verein.de"))
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("The organisation's own address. It is published.")
    )
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("With area code, e.g. 0340 204-1401")
    )
    opening_hours_note = models.CharField(
        _("note on the opening hours"),
        max_length=200,
        blank=True,
        help_text=_("e.g. “closed in the school holidays” or “by appointment”"),
    )
    is_temporarily_closed = models.BooleanField(
        _("closed for now"),
        default=False,
        help_text=_("Say in the note why and until when."),
    )
    founded_year = models.PositiveSmallIntegerField(
        _("founded in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(800), MaxValueValidator(2200)],
        help_text=_("The year, e.g. 1992"),
    )
    confirmed_on = models.DateField(
        _("confirmed on"),
        null=True,
        blank=True,
        help_text=_("When the organisation last said that all of this is right."),
    )
    confirm_by_on = models.DateField(
        _("ask again by"),
        null=True,
        blank=True,
        help_text=_("Empty: one year after it was confirmed. Then the entry shows up on the desk."),
    )

    base_form_class = OrganisationForm
    is_creatable = True
    parent_page_types: ClassVar[list[str]] = ["organisations.OrganisationIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    prefetch_paths = ("contacts__contact", "opening_hours")
    content_panels = [
        TitleFieldPanel("title", help_text=_("The full name, e.g. “Förderverein Stadtpark e. V.”")),
        FieldPanel("summary"),
        FieldPanel(
            "image",
            heading=_("Logo or picture"),
            help_text=_("The logo, or a picture of what the organisation does."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("organisation_type"),
                FieldPanel("activities"),
                FieldPanel("is_in_steering_group"),
                FieldPanel("founded_year"),
            ],
            heading=_("What it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("website"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                InlinePanel(
                    "contacts",
                    heading=_("Contacts"),
                    label=_("Contact"),
                    help_text=_("The first one stands beside everything the organisation does."),
                ),
            ],
            heading=_("How to reach it"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("place"),
                FieldPanel("district"),
                InlinePanel("opening_hours", heading=_("Opening hours"), label=_("Opening hours")),
                FieldPanel("opening_hours_note"),
                FieldPanel("is_temporarily_closed"),
            ],
            heading=_("Address and opening hours"),
        ),
        FieldPanel("body"),
        FieldPanel("topics", widget=TopicBoxes),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("confirmed_on"), FieldPanel("confirm_by_on")])],
            heading=_("Up to date?"),
        ),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("title"),
        SynchronizedField("phone"),
        SynchronizedField("activities"),
        SynchronizedField("confirmed_on"),
        SynchronizedField("confirm_by_on"),
        SynchronizedField("contacts"),
        SynchronizedField("opening_hours"),
        TranslatableField("opening_hours_note"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("Organisations")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["confirm_by_on"], name="organisation_confirm_by")
        ]

    @property
    def activity_labels(self) -> list[str]:
        """Return the names of its fields of activity."""
        return [one["label"] for one in labels(self.activities)]

    @property
    def contact_lines(self) -> list[str]:
        """Return each contact with e-mail and phone, for lists."""
        contacts = [one.contact for one in self.contacts.all()]
        return [" ".join(filter(None, (str(one), one.email, one.phone))) for one in contacts]

    @property
    def steering_group_mark(self) -> str:
        """Return “yes” or nothing, for lists."""
        return gettext("yes") if self.is_in_steering_group else ""

    def clean(self) -> None:
        """Set the date to ask again, a year after the confirmation, where none was chosen."""
        super().clean()
        today = timezone.localdate()
        if self.confirmed_on and self.confirmed_on > today:
            raise ValidationError(
                {"confirmed_on": _("This day is still to come. Choose today or an earlier day.")}
            )
        is_stale = self.confirm_by_on is None or self.confirm_by_on <= (self.confirmed_on or today)
        if self.confirmed_on and is_stale:
            self.confirm_by_on = next_confirmation(self.confirmed_on)


class OrganisationContact(Orderable):
    """One contact of an organisation."""

    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="contacts")
    contact = models.ForeignKey(
        "content.Contact", verbose_name=_("contact"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar[list[Any]] = [FieldPanel("contact")]

    def __str__(self) -> str:
        return str(self.contact)


class Weekday(models.IntegerChoices):
    """The days of the week as Python counts them: Monday is 0."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class OpeningHours(models.Model):
    """A span of one weekday. A day with a break at noon has two."""

    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"), help_text=_("e.g. 9:00"))
    closes = models.TimeField(_("closes"), help_text=_("e.g. 17:00"))

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])
    ]

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering: ClassVar[list[str]] = ["weekday", "opens"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="opening_hours_close_after_opening",
                violation_error_message=_("The closing time lies before the opening time."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"
