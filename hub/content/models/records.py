"""Records: what arrives by the thousand, with the publishing duties of pages.

They are citizens of Wagtail: translated, drafted, kept in versions, moderated, locked, previewed
and found in the admin like pages. What they do not have is a place in the tree: a record stands
below the page that lists its kind.
"""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    Site,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from hub.content.models.matter import Matter
from hub.content.translating.drafts import is_draft_of
from hub.kernel.documents.identity import new_id


def only_site() -> int | None:
    """Return the key of the website where there is only one; else the editor chooses."""
    keys = list(Site.objects.values_list("pk", flat=True)[:2])
    return keys[0] if len(keys) == 1 else None


class Record(
    Matter,
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """One record in one language. Subclass it and bring a Kind; publication does the rest.

    Its id is `translation_key`, as with pages, so that both are found in the same way.
    """

    translation_key = models.UUIDField(default=new_id, editable=False)
    live = models.BooleanField(_("published"), default=False, editable=False)
    site = models.ForeignKey(
        "wagtailcore.Site",
        verbose_name=_("website"),
        default=only_site,
        on_delete=models.CASCADE,
        related_name="+",
    )
    title = models.CharField(_("title"), max_length=255)
    slug = models.SlugField(
        _("slug"),
        max_length=255,
        allow_unicode=True,
        help_text=_("The end of its address, below the list."),
    )
    summary = models.TextField(_("summary"), blank=True)
    body_html = models.TextField(_("text"), blank=True)
    topics = ParentalManyToManyField("content.Topic", verbose_name=_("topics"), blank=True)
    source_name = models.CharField(_("source"), max_length=120, blank=True, editable=False)
    source_key = models.CharField(
        _("key at the source"), max_length=200, blank=True, editable=False
    )
    source_url = models.URLField(
        _("address at the source"), max_length=500, blank=True, editable=False
    )
    source_licence = models.CharField(_("licence"), max_length=80, blank=True, editable=False)

    image: Any = None
    contact: Any = None
    district: Any = None

    # Relations of a kind's own that building a document reads, as for `prefetch_related`.
    prefetch_paths: ClassVar[tuple[str, ...]] = ()
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("summary"),
        index.FilterField("locale"),
        index.FilterField("live"),
        index.FilterField("site"),
    ]

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="%(class)s_once_a_locale"
            ),
            models.UniqueConstraint(
                fields=["site", "locale", "slug"], name="%(class)s_once_an_address"
            ),
            models.UniqueConstraint(
                fields=["source_name", "source_key", "locale"],
                condition=~Q(source_key=""),
                name="%(class)s_once_a_source",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse the address of another record at its field, which the constraint does not name."""
        super().clean()
        self._check_address_is_free()

    def _check_address_is_free(self) -> None:
        place = {"site": self.site_id, "locale": self.locale_id, "slug": self.slug}
        if type(self)._base_manager.filter(**place).exclude(pk=self.pk).exists():
            text = _("Another one has this address already. Choose another.")
            raise ValidationError({"slug": text})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it in one transaction with what the save makes others do, as Wagtail's pages do.

        Whoever makes it public by a plain save (an import, a program) sets its times by that.
        """
        if kwargs.get("update_fields") is None:
            if is_draft_of(self):
                return
            if self.live:
                self.last_published_at = timezone.now()
                first: datetime | None = self.first_published_at  # type: ignore[has-type]
                self.first_published_at = first or self.last_published_at
        with transaction.atomic(savepoint=False):
            super().save(*args, **kwargs)

    @property
    def document_id(self) -> UUID:
        """Return the id that the outside knows."""
        key: UUID = self.translation_key
        return key

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """Return the template of previews: it shows the record's document in the site's theme."""
        return "portal/draft.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """Return what the preview's template is given."""
        return {**super().get_preview_context(request, mode_name), "page": self}
