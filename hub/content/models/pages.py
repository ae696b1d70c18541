"""HubPage: the page every kind builds on, and IndexPage, which lists a kind."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from hub.content.blocks import BODY_BLOCKS
from hub.kernel.identity import new_id


class HubPage(Page):
    """A page that editors write. `document_id` is stable over languages and addresses."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences. They stand in lists and when the page is shared."),
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    topics = ParentalManyToManyField(
        "content.Topic", verbose_name=_("topics"), blank=True, related_name="pages"
    )
    district = models.ForeignKey(
        "content.District",
        verbose_name=_("district"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact = models.ForeignKey(
        "content.Contact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BODY_BLOCKS, verbose_name=_("text"), blank=True)
    source_name = models.CharField(_("source"), max_length=120, blank=True)
    source_key = models.CharField(_("key at the source"), max_length=200, blank=True)
    source_url = models.URLField(_("address at the source"), max_length=500, blank=True)
    source_licence = models.CharField(_("licence"), max_length=80, blank=True)

    is_creatable = False
    shared_panels: ClassVar[Sequence[Any]] = [
        FieldPanel("summary"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]
    placing_panels: ClassVar[Sequence[Any]] = [
        MultiFieldPanel(
            [FieldPanel("topics"), FieldPanel("district"), FieldPanel("contact")],
            heading=_("Where it belongs"),
        )
    ]
    content_panels = [*Page.content_panels, *shared_panels, *placing_panels]

    class Meta:
        verbose_name = _("page")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Give a new page a UUIDv7; a translation keeps the one of its source."""
        if self._state.adding and self.translation_key.version != 7:  # noqa: PLR2004
            self.translation_key = new_id()
        return super().save(*args, **kwargs)

    @property
    def document_id(self) -> UUID:
        """Return the id that the outside knows."""
        return self.translation_key


class IndexPage(HubPage):
    """A page that lists one kind; capabilities subclass it and set `lists`."""

    lists: ClassVar[str] = ""
    max_count_per_parent = 1

    class Meta:
        abstract = True
