"""The pages an editorial team writes: home, section, standard page, news and alert."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from hub.content.models import HubPage, IndexPage


class HomePage(HubPage):
    """The first page of a website. Its summary is the text beside the title."""

    layout: ClassVar[str] = "home"

    claim = models.CharField(
        _("claim"),
        max_length=160,
        blank=True,
        help_text=_("One short line above the title, e.g. “Together for our city”."),
    )

    is_creatable = True
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels = [
        FieldPanel("claim"),
        *Page.content_panels,
        FieldPanel(
            "summary", help_text=_("The text of the opening: who you are, in two sentences.")
        ),
        FieldPanel("image", help_text=_("A wide picture, at least 1280 pixels.")),
        FieldPanel("body"),
        *HubPage.placing_panels,
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class SectionPage(HubPage):
    """A page that gathers the pages below it, e.g. “The network”."""

    layout: ClassVar[str] = "section"

    is_creatable = True
    page_description = _("Gathers the pages below it and shows them as tiles.")

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")


class StandardPage(HubPage):
    """A page of text, e.g. “Volunteer card” or the imprint."""

    is_creatable = True
    page_description = _("Text, pictures, files: for everything that has no form of its own.")

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class NewsIndexPage(IndexPage):
    """Lists the news, newest first."""

    lists: ClassVar[str] = "news"

    is_creatable = True
    subpage_types: ClassVar[list[str]] = ["editorial.NewsPage"]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")


class NewsPage(HubPage):
    """A news item with its date."""

    published_on = models.DateField(
        pgettext_lazy("of a news item", "date"),
        default=timezone.localdate,
        help_text=_("The day that stands above the text."),
    )
    author_role = models.CharField(
        _("written by"),
        max_length=120,
        blank=True,
        help_text=_("A team or a role rather than a name, e.g. Coordination office."),
    )

    is_creatable = True
    parent_page_types: ClassVar[list[str]] = ["editorial.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("published_on"), FieldPanel("author_role")]),
        *HubPage.shared_panels,
        *HubPage.placing_panels,
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")


class Severity(models.TextChoices):
    """How much an alert asks for attention."""

    ANNOUNCEMENT = "announcement", _("announcement")
    MINOR = "minor", _("disturbance")
    MAJOR = "major", _("urgent")


class AlertPage(HubPage):
    """A banner above every page for a time: it goes live and expires at its two times."""

    severity = models.CharField(
        _("severity"),
        max_length=12,
        choices=Severity.choices,
        default=Severity.ANNOUNCEMENT,
        help_text=_("Urgent stands out most. Keep it for what people must know today."),
    )
    starts_at = models.DateTimeField(
        _("visible from"), null=True, blank=True, help_text=_("Empty: as soon as it is published.")
    )
    ends_at = models.DateTimeField(
        _("visible until"),
        null=True,
        blank=True,
        help_text=_("Empty: until somebody takes it down. Better set an end."),
    )
    link = models.URLField(
        _("link"), blank=True, help_text=_("Where readers find out more, e.g. https://…")
    )

    is_creatable = True
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A banner above every page, for a time.")
    content_panels = [
        TitleFieldPanel("title", help_text=_("What happened, e.g. “Town hall closed on Friday”.")),
        FieldPanel("summary", help_text=_("What it means for readers, in one sentence.")),
        FieldPanel("severity"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])],
            heading=_("When"),
        ),
        FieldPanel("link"),
    ]
    # Publication and expiry follow the two times above; a second place would only confuse.
    settings_panels = []
    end_field = "ends_at"
    override_translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("title"),
        TranslatableField("summary"),
        SynchronizedField("starts_at"),
        SynchronizedField("ends_at"),
        SynchronizedField("severity"),
        SynchronizedField("link"),
    ]

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")

    def work_out_columns(self) -> None:
        """Go live and expire at the two times; imports come this way too."""
        super().work_out_columns()
        self.go_live_at, self.expire_at = self.starts_at, self.ends_at

    def clean(self) -> None:
        """Ask for an end after the start."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError(
                {"ends_at": _("The end lies before the beginning. Choose a later end.")}
            )
        self.work_out_columns()
