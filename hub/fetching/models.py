"""What is remembered of other people's servers, so that all processes together are polite."""

from django.db import models


class Host(models.Model):
    """A server and when it may be asked again. Holds nothing about a person."""

    host = models.CharField(max_length=260, primary_key=True)
    next_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    closed_until = models.DateTimeField(null=True)
    robots = models.TextField(blank=True)
    robots_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.host
