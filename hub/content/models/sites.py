"""What an editor sets for one website: name, logo, legal pages, languages, theme, switches."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from hub.content.editing.colour_panel import ColoursPanel
from hub.content.models.site_form import SiteSettingsForm
from hub.looks import schemes


def all_languages() -> list[str]:
    """Return the codes of all languages of the hub."""
    return [code for code, _name in settings.LANGUAGES]


def _page(label: Any) -> Any:
    return models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


def _colour(label: Any, help_text: Any) -> Any:
    return models.CharField(label, max_length=7, blank=True, default="", help_text=help_text)


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """The settings of one site."""

    name = models.CharField(
        _("name of the website"),
        max_length=80,
        blank=True,
        help_text=_("For example “Dessau-Roßlau engagiert”"),
    )
    claim = models.CharField(
        _("one sentence about it"),
        max_length=160,
        blank=True,
        help_text=_("For search engines and the start page."),
    )
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    licence = models.CharField(
        _("licence of the content"),
        max_length=80,
        blank=True,
        help_text=_("Under which other websites may use it, e.g. CC BY 4.0"),
    )
    contact = models.ForeignKey(
        "content.Contact",
        verbose_name=_("contact of the office"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    imprint_page = _page(_("imprint"))
    privacy_page = _page(_("privacy"))
    accessibility_page = _page(_("accessibility statement"))
    easy_page = _page(_("explained in Leichte Sprache"))
    sign_language_page = _page(_("page in sign language"))
    languages = ArrayField(
        models.CharField(max_length=20), verbose_name=_("languages"), default=all_languages
    )
    theme = models.CharField(_("theme"), max_length=60, default="stadt")
    accent_colour = _colour(_("accent"), _("Lines under links, closing dates. Empty: the theme's."))
    highlight_colour = _colour(_("highlight"), _("Ground of what is chosen, and of bands."))
    action_colour = _colour(_("buttons"), _("Buttons; in some themes links too."))
    disabled_capabilities = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("switched-off capabilities"),
        default=list,
        blank=True,
    )

    base_form_class = SiteSettingsForm
    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("claim"),
        FieldPanel("logo"),
        FieldPanel("licence"),
        FieldPanel("contact"),
        MultiFieldPanel(
            [
                PageChooserPanel("imprint_page"),
                PageChooserPanel("privacy_page"),
                PageChooserPanel("accessibility_page"),
                PageChooserPanel("easy_page"),
                PageChooserPanel("sign_language_page"),
            ],
            heading=_("Legal pages"),
            help_text=_("Choose the page in the office's language; its translations follow."),
        ),
        FieldPanel("languages"),
        FieldPanel("theme"),
        ColoursPanel(
            [
                FieldPanel("accent_colour"),
                FieldPanel("highlight_colour"),
                FieldPanel("action_colour"),
            ],
            heading=_("Colours"),
            help_text=_(
                "Written as #c5301d; empty means the theme's own. What is written on them and how "
                "they look in the dark follows by itself. Who asks for more contrast gets the "
                "theme's colours."
            ),
        ),
        FieldPanel("disabled_capabilities"),
    ]

    class Meta:
        verbose_name = _("website settings")
        verbose_name_plural = _("website settings")

    def __str__(self) -> str:
        return self.name or str(self.site)

    @property
    def colours(self) -> dict[str, str]:
        """Return {token: colour} of what the city has set."""
        found = {name: getattr(self, f"{name}_colour") for name in schemes.OWN}
        return {name: colour for name, colour in found.items() if colour}
