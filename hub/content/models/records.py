"""Records: plain models with the publishing duties of pages, for what comes by the thousand."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from hub.kernel.identity import new_id


class Record(models.Model):
    """One record in one language. Subclass it and bring a Kind; publication does the rest.

    Its id is `translation_key`, as with pages, so that both are found in the same way.
    """

    translation_key = models.UUIDField(default=new_id, editable=False)
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=255)
    slug = models.SlugField(_("slug"), max_length=255)
    summary = models.TextField(_("summary"), blank=True)
    body_html = models.TextField(_("text"), blank=True)
    topics = models.ManyToManyField("content.Topic", verbose_name=_("topics"), blank=True)
    live = models.BooleanField(_("published"), default=False)
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    source_name = models.CharField(max_length=120, blank=True)
    source_key = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    source_licence = models.CharField(max_length=80, blank=True)

    image: Any = None
    contact: Any = None
    district: Any = None

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="%(class)s_once_a_locale"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it in one transaction with what the save makes others do, as Wagtail's pages do."""
        with transaction.atomic(savepoint=False):
            super().save(*args, **kwargs)

    @property
    def document_id(self) -> UUID:
        """Return the id that the outside knows."""
        return self.translation_key
