"""Write: rows, dates and tombstones, each change with the next sequence number. Called under the
lock."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from hub.publication.build import Wanted, weekday
from hub.publication.models import Publication, PublicationDate

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
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO publication_counter AS one (id, value) VALUES (1, %s)"
            " ON CONFLICT (id) DO UPDATE SET value = one.value + excluded.value RETURNING value",
            [count],
        )
        newest: int = cursor.fetchone()[0]
    return range(newest - count + 1, newest + 1)


def announce(sequence: int) -> None:
    """Tell every listening process, at commit, that this is now the newest sequence."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(sequence)])


def write(
    changed: list[tuple[Wanted, Publication | None]], lost: list[Publication], now: datetime
) -> None:
    """Write new and changed rows, turn lost ones into tombstones, and announce the newest."""
    if not changed and not lost:
        return
    sequences = next_sequences(len(changed) + len(lost))
    _write_rows(changed, sequences[: len(changed)], now)
    _bury(lost, sequences[len(changed) :], now)
    announce(sequences[-1])


def _write_rows(
    changed: list[tuple[Wanted, Publication | None]], sequences: Sequence[int], now: datetime
) -> None:
    """Write new and changed rows with their dates."""
    if not changed:
        return
    rows = []
    for (wanted, old), sequence in zip(changed, sequences, strict=True):
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
    _delete_dates([old for _wanted, old in changed if old])
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


def _delete_dates(rows: list[Publication]) -> None:
    """Delete the rows' dates without reading them first, which Django does for its signals."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM publication_publicationdate WHERE publication_id = ANY(%s)",
                [[row.pk for row in rows]],
            )


def _bury(rows: list[Publication], sequences: Sequence[int], now: datetime) -> None:
    """Turn rows into tombstones: nothing of their content stays."""
    if not rows:
        return
    for row, sequence in zip(rows, sequences, strict=True):
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
    _delete_dates(rows)
