"""The rows. Written by `settle` alone; read by delivery, search and every follower."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from hub.kernel.documents.facts import NUMBERS_MAXIMUM
from hub.publication.late import LateRevision  # noqa: F401  one of these models


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Rows by the database's clock; in SQL they are the conditions of `query.rows`."""

    def in_time(self) -> "PublicationQuerySet":
        """Return tombstones, and the rows that have not ended."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=Now()))

    def public(self) -> "PublicationQuerySet":
        """Return the rows that are public now."""
        return self.in_time().filter(is_deleted=False)


class Publication(models.Model):
    """One document in one language, or the tombstone of one.

    `answers` are the locales this row answers for: its own, and those it stands in for as a
    fallback. `facets` are "name=value" texts. `numbers` stand as the kind declares them, NULL where
    the document has none. `references` are ids of documents embedded by name.
    `digest` covers all that is public about the row, so that equal content is never written twice.
    From `ends_at` on it is not public, whether it has been settled since or not.
    """

    document_id = models.UUIDField()
    locale = models.CharField(max_length=20)
    site_id = models.IntegerField()
    sites_before = ArrayField(models.IntegerField(), default=list)
    kind = models.CharField(max_length=60)
    sequence = models.BigIntegerField(unique=True)
    is_deleted = models.BooleanField(default=False)
    deleted_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    slug = models.CharField(max_length=255)
    path = models.CharField(max_length=2000)
    url = models.CharField(max_length=2200)
    title = models.CharField(max_length=255)
    sort_title = models.CharField(max_length=255, db_collation="C")
    parent_id = models.UUIDField(null=True)
    position = models.CharField(max_length=255, db_collation="C")
    is_in_menu = models.BooleanField(default=False)
    answers = ArrayField(models.CharField(max_length=20), default=list)
    facets = ArrayField(models.CharField(max_length=200), default=list)
    references = ArrayField(models.UUIDField(), default=list)
    numbers = ArrayField(models.BigIntegerField(null=True), default=list)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    published_at = models.DateTimeField()
    written_at = models.DateTimeField()
    document = models.TextField()
    etag = models.CharField(max_length=32)
    digest = models.CharField(max_length=32)
    vector = SearchVectorField(null=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["document_id", "locale"], name="one_row_a_locale")
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                F("site_id"),
                F("kind"),
                F("published_at").desc(),
                F("document_id"),
                condition=Q(is_deleted=False),
                name="publication_newest",
            ),
            models.Index(
                F("site_id"),
                F("published_at").desc(),
                F("document_id"),
                condition=Q(is_deleted=False),
                name="publication_newest_all",
            ),
            models.Index(
                fields=["site_id", "kind", "sort_title", "document_id"],
                condition=Q(is_deleted=False),
                name="publication_title",
            ),
            # Tombstones too: they answer 410.
            models.Index(fields=["site_id", "path"], name="publication_path"),
            # Tombstones too: they answer 410.
            models.Index(fields=["site_id", "kind", "slug"], name="publication_slug"),
            models.Index(
                fields=["parent_id", "position"],
                condition=Q(is_deleted=False),
                name="publication_parent",
            ),
            models.Index(fields=["written_at"], name="publication_written"),
            models.Index(
                fields=["ends_at"], condition=Q(ends_at__isnull=False), name="publication_ends"
            ),
            GinIndex(fields=["facets"], condition=Q(is_deleted=False), name="publication_facets"),
            # A list by any number of any kind is one range of these; most kinds have none.
            *(
                models.Index(
                    F("site_id"),
                    F("kind"),
                    F(f"numbers__{place}"),
                    F("document_id"),
                    condition=Q(is_deleted=False) & ~Q(numbers=[]),
                    name=f"publication_number_{place + 1}",
                )
                for place in range(NUMBERS_MAXIMUM)
            ),
            GinIndex(fields=["references"], name="publication_references"),
            GinIndex(fields=["vector"], condition=Q(is_deleted=False), name="publication_vector"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.document_id} {self.locale} #{self.sequence}"


class PublicationDate(models.Model):
    """One date of a row, with all a list of dates filters and orders by.

    `previous_ends_at` is the latest end of the row's earlier dates of the same sort of roles: "the
    first date that ends after X" is then a condition on one row.

    A kind sorted by a role of its own has a date that never comes (`NEVER`) for what has none.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="dates")
    document_id = models.UUIDField()
    site_id = models.IntegerField()
    kind = models.CharField(max_length=60)
    locale = models.CharField(max_length=20)
    answers = ArrayField(models.CharField(max_length=20), default=list)
    facets = ArrayField(models.CharField(max_length=200), default=list)
    role = models.CharField(max_length=20)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    previous_ends_at = models.DateTimeField(null=True)
    all_day = models.BooleanField(default=False)
    status = models.CharField(max_length=20)
    weekday = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="date_ends_after_its_start"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["site_id", "kind", "starts_at", "document_id"], name="date_order"),
            GistIndex(Func(F("starts_at"), F("ends_at"), function="tstzrange"), name="date_range"),
            GinIndex(fields=["facets"], name="date_facets"),
            # When the next deadline ends, of whatever kind: dates one can go to last till midnight.
            models.Index(
                fields=["ends_at"],
                condition=~Q(role__in=["event", "running"]),
                name="date_ends_by_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.starts_at:%Y-%m-%d %H:%M} of {self.document_id}"


class FormerAddress(models.Model):
    """An address that a document was public under and has left. Written by `settle` alone.

    It leads to the document's present address for ever, unless something else stands there now.
    """

    site_id = models.IntegerField()
    path = models.CharField(max_length=2000)
    locale = models.CharField(max_length=20)
    document_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    slug = models.CharField(max_length=255)
    left_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["site_id", "path", "locale", "document_id"], name="left_once"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["site_id", "kind", "slug"], name="former_slug")
        ]

    def __str__(self) -> str:
        return f"{self.locale}/{self.path} of {self.document_id}"


class PublicationSite(models.Model):
    """The public facts of one site: what delivery must know without asking Wagtail."""

    site_id = models.IntegerField(primary_key=True)
    hostname = models.CharField(max_length=255)
    port = models.IntegerField()
    is_default = models.BooleanField()
    facts = models.JSONField()

    def __str__(self) -> str:
        return f"{self.hostname}:{self.port}"


class Counter(models.Model):
    """The newest sequence number: one row, changed under the settle lock only."""

    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)


class Cursor(models.Model):
    """How far a follower has read, and how it fares. Written by `follow` alone.

    `failed_count`, `failed_since` and `error` are of failures in a row, none of them the last time
    all went well; until `not_before` it rests. `worker` (host and process) works for it now.
    """

    name = models.CharField(max_length=120, primary_key=True)
    sequence = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(auto_now=True)
    failed_count = models.PositiveIntegerField(default=0)
    failed_since = models.DateTimeField(null=True)
    error = models.TextField(default="")
    not_before = models.DateTimeField(null=True)
    worker = models.CharField(max_length=200, default="")
    worked_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.sequence}"


class Hint(models.Model):
    """A document that waits to be settled; without an id: all of them, and the sites' facts.

    Written by `waiting` in the transaction of the change, deleted by the settle that dealt with it.
    A hint at all of them that is being worked off has come to `position`: `done_count` of
    `total_count` ids.
    """

    document_id = models.UUIDField(null=True)
    hinted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    position = models.UUIDField(null=True)
    done_count = models.PositiveIntegerField(db_default=0)
    total_count = models.PositiveIntegerField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["document_id"], name="hint_document"),
            models.Index(fields=["due_at"], name="hint_due"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id or 'everything'} since {self.hinted_at:%Y-%m-%d %H:%M:%S}"


class Fingerprint(models.Model):
    """What the rows of a document, or a row that many share, looked like when the sweep looked.

    `name` is the document's id, or model and key; `value` as `writing.fingerprints` reads it.
    """

    name = models.CharField(max_length=200, primary_key=True)
    value = models.BigIntegerField()

    def __str__(self) -> str:
        return self.name


class Failure(models.Model):
    """A document that could not be built or written. The desk shows it; the sweep tries again."""

    document_id = models.UUIDField(unique=True)
    title = models.CharField(max_length=255)
    error = models.TextField()
    since = models.DateTimeField(auto_now_add=True)
    tried_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.title}: {self.error}"
