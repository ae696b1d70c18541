"""Counts what one network address sends in a day, without storing the address."""

from django.db import models


class DaySalt(models.Model):
    """Random bytes of one day. Once they are deleted nobody can tell whom a count belonged to."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.day}"


class SenderCount(models.Model):
    """How many reports one sender made on a day. `digest` is HMAC-SHA256 with the day's salt."""

    digest = models.BinaryField(max_length=32, primary_key=True)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.count} on {self.day}"
