"""How often somebody tried a door in the last quarter of an hour."""

from django.db import models


class Attempt(models.Model):
    """A count; `digest` is HMAC-SHA256 of the door, the network and the quarter of an hour."""

    digest = models.BinaryField(max_length=32, primary_key=True)
    ends_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at}"
