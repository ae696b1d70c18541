"""Late: versions that could not go live when their time came."""

from django.db import models


class LateRevision(models.Model):
    """A version whose time has come and that could not be published. The desk shows it while it
    waits; it is tried again each minute."""

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="+"
    )
    document_id = models.UUIDField(null=True)
    title = models.CharField(max_length=255)
    error = models.TextField()
    since = models.DateTimeField(auto_now_add=True)
    tried_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.title}: {self.error}"
