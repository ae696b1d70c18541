"""The accessibility statement as structured fields, after the model of the EU."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from hub.content.models import HubPage


class Conformity(models.TextChoices):
    """Implementing Decision (EU) 2018/1523, annex, section 1: one of three."""

    FULL = "full", _("fully compliant")
    PARTIAL = "partial", _("partly compliant")
    NONE = "none", _("not compliant")


class Reason(models.TextChoices):
    """Why something is not accessible: the three that the model statement knows."""

    NON_COMPLIANT = "non_compliant", _("does not meet the standard yet")
    BURDEN = "burden", _("would be a disproportionate burden")
    OUT_OF_SCOPE = "out_of_scope", _("is outside the scope of the law")


class Method(models.TextChoices):
    """How the assessment was made (same source, section 2)."""

    SELF = "self", _("self-assessment by the public body")
    EXTERNAL = "external", _("assessment by a third party")


class GapBlock(blocks.StructBlock):
    """One thing that is not accessible."""

    what = blocks.CharBlock(
        label=_("What is not accessible?"),
        max_length=200,
        help_text=_("For example “PDF files of funding guidelines from before 2025”"),
    )
    reason = blocks.ChoiceBlock(
        label=_("Reason"), choices=Reason.choices, default=Reason.NON_COMPLIANT
    )
    explanation = blocks.TextBlock(
        label=_("What does it mean for readers?"),
        required=False,
        max_length=1000,
        help_text=_("For a disproportionate burden say why: the law asks for it."),
    )
    alternative = blocks.TextBlock(
        label=_("What is the other way?"),
        required=False,
        max_length=600,
        help_text=_("For example “We send the text by e-mail or read it to you on the phone.”"),
    )
    fixed_by = blocks.DateBlock(
        label=_("To be mended by"), required=False, help_text=_("Empty: no day is fixed.")
    )

    class Meta:
        label = _("not accessible")
        icon = "warning"


class StatementPage(HubPage):
    """The accessibility statement. Its contact is whom readers may ask; its text stands at the end.

    Sources: Directive (EU) 2016/2102 art. 7, Implementing Decision (EU) 2018/1523, for
    municipalities of Saxony-Anhalt §§ 16–16f BGG LSA and § 11 BGGVO LSA (as of 2021).
    """

    public_body = models.CharField(
        _("public body"),
        max_length=160,
        help_text=_("Who is responsible for this website, e.g. “Stadt Dessau-Roßlau”"),
    )
    legal_basis = models.CharField(
        _("legal basis"),
        max_length=200,
        default="§§ 16 bis 16f BGG LSA, § 11 BGGVO LSA",
        help_text=_("The law that binds the public body. Of other states: theirs."),
    )
    standard = models.CharField(
        _("assessed against"),
        max_length=120,
        default="EN 301 549 V3.2.1",
        help_text=_("Against which the website was assessed, with its version."),
    )
    conformity = models.CharField(
        _("How accessible is the website?"),
        max_length=10,
        choices=Conformity.choices,
        default=Conformity.PARTIAL,
        help_text=_("Fully only if the whole website was assessed and nothing was found."),
    )
    gaps = StreamField(
        [("gap", GapBlock())],
        verbose_name=_("What is not accessible"),
        blank=True,
        help_text=_("Everything you know of. Readers see it by its reason."),
    )
    method = models.CharField(
        _("assessed how"), max_length=10, choices=Method.choices, default=Method.SELF
    )
    method_details = models.TextField(
        _("more about the assessment"),
        blank=True,
        max_length=1000,
        help_text=_("Who assessed what, with which procedure; a link to the report."),
    )
    assessed_on = models.DateField(_("assessed on"), default=timezone.localdate)
    created_on = models.DateField(_("statement made on"), default=timezone.localdate)
    reviewed_on = models.DateField(
        _("last reviewed on"),
        default=timezone.localdate,
        help_text=_("Review it once a year. After twelve months the desk reminds you."),
    )
    enforcement_name = models.CharField(
        _("enforcement body"),
        max_length=200,
        blank=True,
        help_text=_(
            "Where readers turn when your answer does not help. In Saxony-Anhalt: “Ombudsstelle "
            "bei der Landesfachstelle für Barrierefreiheit” (§ 16d BGG LSA)."
        ),
    )
    enforcement_details = models.TextField(
        _("how to reach it"),
        blank=True,
        max_length=600,
        help_text=_("Address, phone and e-mail, one a line. Copy them from its own website."),
    )
    enforcement_url = models.URLField(
        _("its website"), blank=True, help_text=_("With https://, e.g. https://www.example.org")
    )

    is_creatable = True
    page_description = _("What the law asks every public website to say, as fields.")
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("public_body"), FieldPanel("legal_basis"), FieldPanel("standard")],
            heading=_("Whose website, under which law"),
        ),
        MultiFieldPanel([FieldPanel("conformity"), FieldPanel("gaps")], heading=_("The result")),
        MultiFieldPanel(
            [FieldPanel("method"), FieldPanel("assessed_on"), FieldPanel("method_details")],
            heading=_("The assessment"),
        ),
        FieldRowPanel(
            [FieldPanel("created_on"), FieldPanel("reviewed_on")], heading=_("The statement")
        ),
        FieldPanel(
            "contact",
            help_text=_("Whom readers ask about barriers. The form is there in any case."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("enforcement_name"),
                FieldPanel("enforcement_details"),
                FieldPanel("enforcement_url"),
            ],
            heading=_("Who decides when you do not agree"),
        ),
        FieldPanel("body", heading=_("more text")),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("public_body"),
        SynchronizedField("legal_basis"),
        SynchronizedField("standard"),
        SynchronizedField("conformity"),
        SynchronizedField("method"),
        SynchronizedField("enforcement_url"),
        TranslatableField("gaps"),
        TranslatableField("method_details"),
        TranslatableField("enforcement_name"),
        TranslatableField("enforcement_details"),
    ]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def clean(self) -> None:
        """Ask for a result and a list that say the same, and for days that can be true."""
        super().clean()
        wrong = {**self._wrong_gaps(), **self._wrong_days()}
        if wrong:
            raise ValidationError(wrong)

    def _wrong_gaps(self) -> dict[str, Any]:
        # What the law does not cover may be named by a website that complies fully.
        reasons = {one.value.get("reason") for one in self.gaps} - {Reason.OUT_OF_SCOPE}
        if self.conformity == Conformity.FULL and reasons:
            return {
                "conformity": _("You name barriers below. Then the website is partly compliant.")
            }
        if self.conformity != Conformity.FULL and not reasons:
            return {"gaps": _("Name at least one barrier, or choose “fully compliant”.")}
        return {}

    def _wrong_days(self) -> dict[str, Any]:
        today, wrong = timezone.localdate(), {}
        for name in ("assessed_on", "created_on", "reviewed_on"):
            day = getattr(self, name)
            if day and day > today:
                wrong[name] = _("This day is still to come. Choose today or an earlier day.")
        if self.created_on and self.reviewed_on and self.reviewed_on < self.created_on:
            wrong["reviewed_on"] = _("This lies before the day the statement was made.")
        return wrong
