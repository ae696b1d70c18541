"""Write: rows, dates and tombstones, each change with the next sequence number. Called under the
lock."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import F

from hub.publication.build import Wanted, weekday
from hub.publication.models import Counter, Publication, PublicationDate

CONFIGURATIONS: Final = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "fr": "french",
    "ru": "russian",
    "tr": "turkish",
}
CHANNEL: Final = "hub_publication"


def text_configuration(locale: str) -> str:
    """Return PostgreSQL's text search configuration of a language; `simple` where it has none."""
    return CONFIGURATIONS.get(locale.split("-", maxsplit=1)[0], "simple")


def next_sequences(count: int) -> range:
    """Take the next `count` sequence numbers. The caller holds the settle lock."""
    updated = Counter.objects.filter(pk=1).update(value=F("value") + count)
    if not updated:
        Counter.objects.create(pk=1, value=count)
    newest = Counter.objects.get(pk=1).value
    return range(newest - count + 1, newest + 1)


def announce(sequence: int) -> None:
    """Tell every listening process, at commit, that this is now the newest sequence."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(sequence)])


def write_rows(changed: list[tuple[Wanted, Publication | None]], now: datetime) -> None:
    """Write new and changed rows with their dates."""
    if not changed:
        return
    rows = []
    for (wanted, old), sequence in zip(changed, next_sequences(len(changed)), strict=True):
        row = old or Publication()
        if old and old.site_id != wanted.columns["site_id"]:
            row.sites_before = sorted({*old.sites_before, old.site_id})
        for name, value in wanted.columns.items():
            setattr(row, name, value)
        row.sequence, row.written_at, row.digest = sequence, now, wanted.digest
        row.is_deleted, row.deleted_at = False, None
        # Written below, from the text; a deferred column would be read row by row.
        row.vector = None
        rows.append((row, wanted))
    Publication.objects.bulk_create(
        [row for row, _wanted in rows],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["document_id", "locale"],
        update_fields=_columns(),
    )
    stale = [old for _wanted, old in changed if old]
    if stale:
        PublicationDate.objects.filter(publication__in=stale).delete()
    PublicationDate.objects.bulk_create(
        [date for row, wanted in rows for date in _dates(row, wanted)], batch_size=1000
    )
    _write_vectors(rows)


def _columns() -> list[str]:
    skipped = {"id", "vector", "document_id", "locale"}
    return [one.name for one in Publication._meta.concrete_fields if one.name not in skipped]


def _dates(row: Publication, wanted: Wanted) -> Iterable[PublicationDate]:
    latest: datetime | None = None
    for date in sorted(wanted.dates, key=lambda one: one.starts_at):
        # A date without a length still takes place: overlapping is then one comparison.
        ends_at = max(date.ends_at, date.starts_at + timedelta(seconds=1))
        yield PublicationDate(
            publication=row,
            document_id=row.document_id,
            site_id=row.site_id,
            kind=row.kind,
            locale=row.locale,
            answers=row.answers,
            facets=row.facets,
            role=date.role,
            starts_at=date.starts_at,
            ends_at=ends_at,
            previous_ends_at=latest,
            all_day=date.all_day,
            status=date.status,
            weekday=weekday(date),
        )
        latest = ends_at if latest is None else max(ends_at, latest)


def _write_vectors(rows: list[tuple[Publication, Wanted]]) -> None:
    values: list[Any] = []
    for row, wanted in rows:
        title, summary, text = wanted.text
        values.append((text_configuration(row.locale), title, summary, text[:200_000], row.pk))
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE publication_publication SET vector ="
            " setweight(to_tsvector(v.c, %s), 'A') || setweight(to_tsvector(v.c, %s), 'B')"
            " || setweight(to_tsvector(v.c, %s), 'D')"
            " FROM (SELECT %s::regconfig AS c) v WHERE id = %s",
            [(title, summary, text, config, pk) for config, title, summary, text, pk in values],
        )


def bury(rows: list[Publication], now: datetime) -> None:
    """Turn rows into tombstones: nothing of their content stays."""
    if not rows:
        return
    for row, sequence in zip(rows, next_sequences(len(rows)), strict=True):
        row.sequence, row.written_at, row.deleted_at = sequence, now, now
        row.is_deleted = True
        row.title = row.sort_title = row.document = row.etag = row.digest = ""
        row.answers, row.facets, row.references = [], [], []
        row.lat = row.lon = row.vector = None
        row.parent_id, row.is_in_menu = None, False
    Publication.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["document_id", "locale"],
        update_fields=[*_columns(), "vector"],
    )
    PublicationDate.objects.filter(publication__in=rows).delete()
