"""Write: rows, dates and tombstones, each change with the next sequence number. Called under the
lock.

Rows go to the database as one JSON text a statement: PostgreSQL turns it into columns far faster
than the ORM writes them out as parameters.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from hub.kernel.facts import DateFact
from hub.publication.building.build import Wanted, weekday
from hub.publication.models import Publication, PublicationDate
from hub.publication.query.order import VISITED

CONFIGURATIONS: Final = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "fr": "french",
    "ru": "russian",
    "tr": "turkish",
}
CHANNEL: Final = "hub_publication"

_ROW: Final = [
    str(field.column)
    for field in Publication._meta.concrete_fields
    if field.name not in {"id", "vector"}
]
# These stand in the row too, and are copied from there.
_DATE_FROM_ROW: Final = ("document_id", "site_id", "kind", "locale", "answers", "facets")
_DATE: Final = [
    str(field.column)
    for field in PublicationDate._meta.concrete_fields
    if field.name not in {"id", "publication", *_DATE_FROM_ROW}
]


def _names(columns: Iterable[str], prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{column}"' for column in columns)


_WRITE_ROWS: Final = f"""
    INSERT INTO publication_publication AS old ({_names(_ROW)}, vector)
    SELECT {_names(_ROW, "new.")},
        setweight(to_tsvector(configuration, one->'words'->>0), 'A')
        || setweight(to_tsvector(configuration, one->'words'->>1), 'B')
        || setweight(to_tsvector(configuration, one->'words'->>2), 'D')
    FROM json_array_elements(%s::json) AS one,
        json_populate_record(NULL::publication_publication, one->'row') AS new,
        CAST(one->>'configuration' AS regconfig) AS configuration
    ON CONFLICT (document_id, locale) DO UPDATE SET
        ({_names(_ROW)}, vector) = ROW({_names(_ROW, "excluded.")}, excluded.vector)
    RETURNING id, document_id, locale"""  # noqa: S608
_WRITE_DATES: Final = f"""
    INSERT INTO publication_publicationdate
        (publication_id, {_names(_DATE_FROM_ROW)}, {_names(_DATE)})
    SELECT one.id, {_names(_DATE_FROM_ROW, "one.")}, {_names(_DATE, "new.")}
    FROM json_populate_recordset(NULL::publication_publicationdate, %s::json) AS new
    JOIN publication_publication AS one ON one.id = new.publication_id"""  # noqa: S608
_DELETE_DATES: Final = "DELETE FROM publication_publicationdate WHERE publication_id = ANY(%s)"
# Nothing of their content stays.
_BURY: Final = """
    UPDATE publication_publication AS old SET
        sequence = new.sequence, written_at = %s, deleted_at = %s, is_deleted = true,
        title = '', sort_title = '', document = '', etag = '', digest = '',
        answers = '{}', facets = '{}', "references" = '{}', numbers = '{}',
        lat = NULL, lon = NULL, vector = NULL, parent_id = NULL, is_in_menu = false,
        ends_at = NULL
    FROM unnest(%s::bigint[], %s::bigint[]) AS new (id, sequence)
    WHERE old.id = new.id"""


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
    _delete_dates([*lost, *(old for _wanted, old in changed if old)])
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
        title, summary, text = wanted.text
        row = {
            **wanted.columns,
            "sites_before": _sites_before(wanted, old),
            "sequence": sequence,
            "written_at": now,
            "digest": wanted.digest,
            "is_deleted": False,
        }
        configuration = text_configuration(row["locale"])
        words = [title, summary, text[:200_000]]
        rows.append({"row": row, "configuration": configuration, "words": words})
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_ROWS, [_as_json(rows)])
        keys = {(document_id, locale): key for key, document_id, locale in cursor.fetchall()}
        dates = []
        for wanted, _old in changed:
            key = keys[wanted.columns["document_id"], wanted.columns["locale"]]
            dates += [{"publication_id": key, **one} for one in date_rows(wanted.dates)]
        if dates:
            cursor.execute(_WRITE_DATES, [_as_json(dates)])


def _as_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, default=str)


def _sites_before(wanted: Wanted, old: Publication | None) -> list[int]:
    if old is None:
        return []
    if old.site_id == wanted.columns["site_id"]:
        return old.sites_before
    return sorted({*old.sites_before, old.site_id})


def date_rows(dates: Iterable[DateFact]) -> Iterable[dict[str, Any]]:
    """Yield the columns of each date, in their order."""
    latest: dict[str, datetime] = {}
    for date in sorted(dates, key=lambda one: one.starts_at):
        # A date without a length still takes place: overlapping is then one comparison.
        ends_at = max(date.ends_at, date.starts_at + timedelta(seconds=1))
        # Lists of dates one can go to show both of their roles; a deadline is none of them.
        group = "" if date.role in VISITED else date.role
        yield {
            "role": date.role,
            "starts_at": date.starts_at,
            "ends_at": ends_at,
            "previous_ends_at": latest.get(group),
            "all_day": date.all_day,
            "status": date.status,
            "weekday": weekday(date),
        }
        latest[group] = max(ends_at, latest.get(group, ends_at))


def _delete_dates(rows: list[Publication]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_DELETE_DATES, [[row.pk for row in rows]])


def _bury(rows: list[Publication], sequences: Sequence[int], now: datetime) -> None:
    """Turn rows into tombstones."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_BURY, [now, now, [row.pk for row in rows], list(sequences)])
