"""Topics (two levels, labels in every language) and districts (local names, one language)."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput

is_key = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use small letters a–z, figures and single hyphens, e.g. sport.")
)


class LanguageSelect(forms.Select):
    """The hub's languages by their own names."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs, choices=[("", "—"), *settings.LANGUAGES])


class Topic(ClusterableModel):
    """What an item is about. Its key is public API and stays; its labels may change."""

    key = models.CharField(
        _("key"),
        max_length=60,
        unique=True,
        validators=[is_key],
        help_text=_("Stands in addresses and in the API. Other websites rely on it: keep it."),
    )
    label = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("In the office's language, e.g. “Sport and exercise”."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("Leave empty for a main topic. Topics have two levels."),
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=100, help_text=_("Small numbers stand first in lists and filters.")
    )

    panels: ClassVar[list[Any]] = [
        TitleFieldPanel("label", targets=["key"], placeholder=False),
        FieldPanel("key", widget=SlugInput),
        FieldPanel("parent"),
        FieldPanel("order"),
        InlinePanel("labels", label=_("Name in another language")),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering: ClassVar[list[str]] = ["order", "label"]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Keep the tree at two levels."""
        super().clean()
        if self.parent and (self.parent.parent_id or self.parent_id == self.pk):
            raise ValidationError({"parent": _("Choose a main topic: topics have two levels.")})
        if self.parent and self.pk and self.children.exists():
            raise ValidationError(
                {"parent": _("This topic has topics of its own. Move those first.")}
            )

    def label_in(self, locale: str) -> str:
        """Return the name in a language, or the office's own name for it."""
        labels = {one.locale: one.label for one in self.labels.all()}
        return labels.get(locale) or self.label


class TopicLabel(models.Model):
    """A topic's name in one more language."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="labels")
    locale = models.CharField(_("language"), max_length=20)
    label = models.CharField(_("name"), max_length=80)

    panels: ClassVar[list[Any]] = [
        FieldPanel("locale", widget=LanguageSelect),
        FieldPanel("label"),
    ]

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["topic", "locale"], name="one_label_a_locale")
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.locale})"


class District(models.Model):
    """A part of the city, called by its local name in every language."""

    key = models.CharField(
        _("key"),
        max_length=60,
        unique=True,
        validators=[is_key],
        help_text=_("Stands in addresses and in the API. Other websites rely on it: keep it."),
    )
    name = models.CharField(
        _("name"), max_length=80, help_text=_("As people here say it, e.g. “Alten”.")
    )

    panels: ClassVar[list[Any]] = [
        TitleFieldPanel("name", targets=["key"], placeholder=False),
        FieldPanel("key", widget=SlugInput),
    ]

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name
