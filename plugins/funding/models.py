"""The page of one funding call and the page that lists them."""

from datetime import datetime, time
from typing import Any, ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
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

from hub.content.models import HubPage, IndexPage
from plugins.funding.choices import APPLICANTS, PURPOSES, Region, Timing
from plugins.funding.forms import FundingForm

# A deadline without a time lasts until the last minute of its day.
END_OF_DAY: Final = time(23, 59)
MOST_EUROS: Final = 1_000_000_000


class FundingIndexPage(IndexPage):
    """The list of funding calls."""

    lists: ClassVar[str] = "funding"

    is_creatable = True
    subpage_types: ClassVar[list[str]] = ["funding.FundingPage"]

    class Meta:
        verbose_name = _("list of funding calls")
        verbose_name_plural = _("lists of funding calls")


class FundingPage(HubPage):
    """One call: who gives the money, to whom, for what, how much, until when."""

    funder = models.CharField(
        _("funder"), max_length=200, help_text=_("Who gives the money, e.g. “Land Sachsen-Anhalt”.")
    )
    funder_url = models.URLField(_("website of the funder"), blank=True)
    applicants = ArrayField(
        models.CharField(max_length=20, choices=APPLICANTS),
        verbose_name=_("who may apply"),
        default=list,
        blank=True,
    )
    purposes = ArrayField(
        models.CharField(max_length=20, choices=PURPOSES),
        verbose_name=_("what the money is for"),
        default=list,
        blank=True,
    )
    region = models.CharField(
        _("where"),
        max_length=10,
        choices=Region.choices,
        default=Region.CITY,
        help_text=_("Where what is funded has to take place."),
    )
    amount_from_euros = models.PositiveIntegerField(
        _("from"), null=True, blank=True, validators=[MaxValueValidator(MOST_EUROS)]
    )
    amount_to_euros = models.PositiveIntegerField(
        _("up to"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_EUROS)],
        help_text=_("In whole euros. Leave it empty where the call names no amount."),
    )
    own_share_percent = models.PositiveSmallIntegerField(
        _("own share in per cent"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("0: none is needed. Empty: not stated."),
    )
    own_share_note = models.CharField(
        _("note on the own share"),
        max_length=200,
        blank=True,
        help_text=_("e.g. “own work counts with 15 euros an hour”"),
    )
    timing = models.CharField(
        _("time to apply"), max_length=10, choices=Timing.choices, default=Timing.DATED
    )
    opens_on = models.DateField(
        _("opens on"),
        null=True,
        blank=True,
        help_text=_("Where it is announced and the day is known."),
    )
    timing_note = models.CharField(
        _("note on the time to apply"),
        max_length=200,
        blank=True,
        help_text=_("e.g. “the jury meets every three months”"),
    )
    application_url = models.URLField(
        _("where to apply"), blank=True, help_text=_("The form or the page of the call.")
    )
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("When somebody last compared this with the funder's own page."),
    )

    base_form_class = FundingForm
    is_creatable = True
    parent_page_types: ClassVar[list[str]] = ["funding.FundingIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    prefetch_paths = ("deadlines", "attachments")
    content_panels = [
        TitleFieldPanel("title", help_text=_("The name of the call or of the fund.")),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("funder"), FieldPanel("funder_url")]),
                FieldPanel("applicants"),
                FieldPanel("purposes"),
                FieldPanel("region"),
            ],
            heading=_("For whom and for what"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("amount_from_euros"), FieldPanel("amount_to_euros")]),
                FieldRowPanel([FieldPanel("own_share_percent"), FieldPanel("own_share_note")]),
            ],
            heading=_("How much"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("timing"),
                InlinePanel("deadlines", heading=_("Last days"), label=_("Last day")),
                FieldPanel("opens_on"),
                FieldPanel("timing_note"),
            ],
            heading=_("Until when"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("application_url"),
                InlinePanel("attachments", heading=_("Forms and rules"), label=_("Form or rules")),
                FieldPanel("checked_on"),
            ],
            heading=_("How to apply"),
        ),
        FieldPanel("image"),
        FieldPanel("body"),
        *HubPage.placing_panels,
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("funder"),
        SynchronizedField("applicants"),
        SynchronizedField("purposes"),
        SynchronizedField("deadlines"),
        SynchronizedField("attachments"),
        TranslatableField("own_share_note"),
        TranslatableField("timing_note"),
    ]

    class Meta:
        verbose_name = _("funding call")
        verbose_name_plural = _("Funding calls")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["checked_on"], name="funding_checked_on")
        ]

    @property
    def deadline_moments(self) -> list[datetime]:
        """Return the moments until which one can apply, the first one first; aware."""
        return sorted(one.moment for one in self.deadlines.all())

    def clean(self) -> None:
        """Refuse a check that lies ahead."""
        super().clean()
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError(
                {
                    "checked_on": gettext(
                        "This day is still to come. Choose today or an earlier day."
                    )
                }
            )


class FundingDeadline(models.Model):
    """A moment until which applications are taken."""

    page = ParentalKey(FundingPage, on_delete=models.CASCADE, related_name="deadlines")
    day = models.DateField(_("day"))
    at = models.TimeField(
        _("time"), null=True, blank=True, help_text=_("Empty: until the end of the day.")
    )

    panels: ClassVar[list[Any]] = [FieldRowPanel([FieldPanel("day"), FieldPanel("at")])]

    class Meta:
        verbose_name = _("last day")
        verbose_name_plural = _("last days")
        ordering: ClassVar[list[str]] = ["day", "at"]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"

    @property
    def moment(self) -> datetime:
        """Return the moment; aware, where the hub stands."""
        return timezone.make_aware(datetime.combine(self.day, self.at or END_OF_DAY))


class FundingAttachment(Orderable):
    """A form or the rules of the call, where the funder keeps them."""

    page = ParentalKey(FundingPage, on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(
        _("title"), max_length=200, help_text=_("e.g. “Antragsformular (PDF)”")
    )
    url = models.URLField(_("address"))

    panels: ClassVar[list[Any]] = [FieldRowPanel([FieldPanel("title"), FieldPanel("url")])]

    def __str__(self) -> str:
        return self.title
