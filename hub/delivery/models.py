"""What delivery keeps for itself; content never is among it."""

from django.db import models


class EmbedBuild(models.Model):
    """A build of the embeds' script whose checksum other websites have pasted."""

    key = models.CharField(primary_key=True, max_length=16)
    body = models.TextField()
    kept_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key
