"""HubPage: the page every kind builds on, and IndexPage, which lists a kind."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction

from hub.content.blocks import BODY_BLOCKS
from hub.content.editing.page_form import HubPageForm
from hub.content.editing.permissions import GuardedPermissions
from hub.content.editing.topic_boxes import TopicBoxes
from hub.content.models.checked import CheckedOnce
from hub.content.models.matter import Matter
from hub.content.translating.drafts import is_draft_of
from hub.kernel.documents.identity import new_id


class HubPage(CheckedOnce, Matter, Page):
    """A page that editors write. `document_id` is stable over languages and addresses."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=400,
        help_text=_(
            "One or two sentences. They stand in lists, in search results and when the page is "
            "shared, e.g. “Every second Tuesday we repair what others throw away. Come along.”"
        ),
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        help_text=_("Stands at the top and in lists. Wide pictures fit best, from 1280 pixels."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    topics = ParentalManyToManyField(
        "content.Topic",
        verbose_name=_("topics"),
        blank=True,
        related_name="pages",
        help_text=_("One or two are enough. Readers filter and subscribe by topic."),
    )
    district = models.ForeignKey(
        "content.District",
        verbose_name=_("district"),
        help_text=_("Only if it is about one part of the city."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact = models.ForeignKey(
        "content.Contact",
        verbose_name=_("contact"),
        help_text=_("Whom readers ask about this page. Shown with e-mail and phone."),
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
    base_form_class = HubPageForm
    # Where its editors write when it ends: a kind with a field of its own for that names it here.
    end_field: ClassVar[str] = "expire_at"
    shared_panels: ClassVar[Sequence[Any]] = [
        FieldPanel("summary"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]
    placing_panels: ClassVar[Sequence[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("topics", widget=TopicBoxes),
                FieldPanel("district", widget=forms.Select),
                FieldPanel("contact"),
            ],
            heading=_("Where it belongs"),
        )
    ]
    content_panels = [*Page.content_panels, *shared_panels, *placing_panels]
    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel(
            [
                FieldPanel("source_name", read_only=True),
                FieldPanel("source_key", read_only=True),
                FieldPanel("source_url", read_only=True),
                FieldPanel("source_licence", read_only=True),
            ],
            heading=_("Where it comes from"),
            help_text=_("Filled by imports. Empty: written here."),
            classname="collapsed",
        ),
    ]

    # Relations of a kind's own that building a document reads, as for `prefetch_related`.
    prefetch_paths: ClassVar[tuple[str, ...]] = ()

    class Meta:
        verbose_name = _("page")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Give a new page a UUIDv7; a translation keeps the one of its source."""
        key: UUID = self.translation_key  # type: ignore[has-type]
        if self._state.adding and key.version != 7:  # noqa: PLR2004
            self.translation_key = new_id()
        if kwargs.get("update_fields") is None:
            if is_draft_of(self):
                return None
            self.work_out_columns()
        return super().save(*args, **kwargs)

    def update_aliases(self, *args: Any, **kwargs: Any) -> None:
        """Publish what follows this page, where anything does."""
        if self.aliases.exists():
            super().update_aliases(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> GuardedPermissions:
        """Return what the user may do with this page; Wagtail asks everywhere."""
        return GuardedPermissions(user, self)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Return what closes this page: its own, those above it, and all that of its original."""
        # Its apps have to be loaded first.
        from hub.content.translating.originals import original_of

        own: QuerySet[PageViewRestriction] = super().get_view_restrictions()
        original = original_of(self)
        return own | original.get_view_restrictions() if original else own

    def work_out_columns(self) -> None:
        """Set the columns that follow from others. Before each whole save, and in bulk imports."""

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> str:
        """Return the template of previews: it shows the page's document in the site's theme."""
        return "portal/draft.html"

    @property
    def document_id(self) -> UUID:
        """Return the id that the outside knows."""
        key: UUID = self.translation_key  # type: ignore[has-type]
        return key


class IndexPage(HubPage):
    """A page that lists one kind; capabilities subclass it and set `lists`.

    `lists` is the key of the kind, e.g. `event`. The pages of that kind usually stand below it, but
    the list shows all of the site's, wherever they stand. Its text stands above the list.
    """

    lists: ClassVar[str] = ""
    max_count_per_parent = 1

    class Meta:
        abstract = True
