"""What the words of a translation were made from."""

from django.db import models


class TranslatedWords(models.Model):
    """The stamp of one revision of a translated page.

    `digest` is that of the words it was translated from, empty where they are unknown.
    `untranslated` are [field, key] of the texts that still were the original's; keys are those of
    `hub.content.translating.untranslated`.
    """

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    source = models.ForeignKey(
        "wagtail_localize.TranslationSource", on_delete=models.CASCADE, related_name="+"
    )
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    untranslated = models.JSONField(default=list)
    is_by_machine = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"revision {self.revision_id}"
