"""What sources said last, and what they propose: the memory of the road in.

Both hold content, a person's address at worst; `hub.privacy.machinery` declares them.
"""

from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class LastWord(models.Model):
    """What one source said last of one document in one language: the base of the next merge.

    A source without a name and key of its own is a file that names documents by id: its name is
    empty and its key the id. `digest` tells whether a line is the same again, letter by letter;
    empty where that proves nothing (a file lies beside the line, a link had no target). `sequence`
    is the row's number when the line had been settled: while both are what they were, there is
    nothing to do. `said` is {field: value}, as `fields.values.values_of` gives them.
    """

    source_name = models.CharField(max_length=120, blank=True)
    source_key = models.CharField(max_length=200)
    locale = models.CharField(max_length=20)
    document_id = models.UUIDField()
    digest = models.CharField(max_length=32, blank=True)
    sequence = models.BigIntegerField(null=True)
    said = models.JSONField(encoder=DjangoJSONEncoder)
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["source_name", "source_key", "locale"], name="last_word_once_a_locale"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["digest"], name="last_word_digest"),
            models.Index(fields=["document_id"], name="last_word_document"),
        ]

    def __str__(self) -> str:
        return f"{self.source_name} {self.source_key} {self.locale}"


class Proposal(models.Model):
    """A field that was changed both here and at its source: ours stays, this is the source's.

    It goes when both say the same again, or the source says something else.
    """

    document_id = models.UUIDField()
    locale = models.CharField(max_length=20)
    source_name = models.CharField(max_length=120, blank=True)
    field = models.CharField(max_length=100)
    here = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    proposed = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    base = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["document_id", "locale", "source_name", "field"],
                name="proposal_once_a_field",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.locale} {self.field}"
