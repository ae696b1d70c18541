"""Counts what one sender does in a day, without storing who it is."""

from typing import Any, ClassVar

from django.db import models


class DaySalt(models.Model):
    """Random bytes of one day. Once they are deleted nobody can tell whom a count belonged to."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.day}"


class Count(models.Model):
    """How often on a day. `digest` is HMAC-SHA256 of what is counted, with the day's salt."""

    digest = models.BinaryField(max_length=32, primary_key=True)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["day"], name="intake_count_day")]

    def __str__(self) -> str:
        return f"{self.count} on {self.day}"
