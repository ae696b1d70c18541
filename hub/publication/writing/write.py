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

from hub.kernel.documents.facts import DateFact
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

# A row as it ought to be, with the one that stands there.
Change = tuple[Wanted, Publication | None]

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


_NEXT: Final = """
    INSERT INTO publication_counter AS one (id, value) VALUES (1, %s)
    ON CONFLICT (id) DO UPDATE SET value = one.value + excluded.value
    RETURNING value, pg_notify(%s, value::text)"""
_WRITE: Final = f"""
    WITH outdated AS (
        DELETE FROM publication_publicationdate WHERE publication_id = ANY(%s)
    ), written AS (
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
        RETURNING id, {_names(_DATE_FROM_ROW)}
    )
    INSERT INTO publication_publicationdate
        (publication_id, {_names(_DATE_FROM_ROW)}, {_names(_DATE)})
    SELECT written.id, {_names(_DATE_FROM_ROW, "written.")}, {_names(_DATE, "new.")}
    FROM json_populate_recordset(NULL::publication_publicationdate, %s::json) AS new
    JOIN written ON (written.document_id, written.locale) = (new.document_id, new.locale)"""  # noqa: S608
# Nothing of their content stays.
_BURY: Final = """
    WITH outdated AS (
        DELETE FROM publication_publicationdate WHERE publication_id = ANY(%s)
    )
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
    """Take the next `count` sequence numbers, and tell every listening process at the commit that
    the last of them is the newest now. The caller holds the settle lock."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [count, CHANNEL])
        newest: int = cursor.fetchone()[0]
    return range(newest - count + 1, newest + 1)


def write(changed: Sequence[Change], lost: Sequence[Publication], now: datetime) -> None:
    """Write new and changed rows, and turn lost ones into tombstones."""
    if not changed and not lost:
        return
    sequences = next_sequences(len(changed) + len(lost))
    _write_rows(changed, sequences[: len(changed)], now)
    _bury(lost, sequences[len(changed) :], now)


def _write_rows(changed: Sequence[Change], sequences: Sequence[int], now: datetime) -> None:
    """Write new and changed rows with their dates."""
    if not changed:
        return
    rows, dates = [], []
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
        key = {"document_id": row["document_id"], "locale": row["locale"]}
        dates += [{**key, **one} for one in date_rows(wanted.dates)]
    outdated = [old.pk for _wanted, old in changed if old]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [outdated, _as_json(rows), _as_json(dates)])


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


def _bury(rows: Sequence[Publication], sequences: Sequence[int], now: datetime) -> None:
    """Turn rows into tombstones."""
    if rows:
        keys = [row.pk for row in rows]
        with connection.cursor() as cursor:
            cursor.execute(_BURY, [keys, now, now, keys, list(sequences)])
