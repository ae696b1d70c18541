"""Content for the benchmarks: the demo's, and as many copies of its event rows as a size asks
for."""

import uuid
from io import StringIO

from django.core.management import call_command
from django.db import connection, transaction

from demo.seed import seed
from hub.publication.catch_up import settle_waiting
from hub.publication.models import Publication
from hub.publication.writing.lock import take_lock
from hub.publication.writing.write import next_sequences

# Each copy has one of so many numbers.
NUMBERS = 100_000
COPY = """
WITH template AS (
    SELECT p.*, row_number() OVER (ORDER BY p.id) AS place, count(*) OVER () AS many
    FROM publication_publication p
    WHERE p.kind = 'event' AND p.locale = 'de' AND NOT p.is_deleted AND p.slug NOT LIKE 'bench-%%'
), numbered AS (
    SELECT n, md5('bench' || n)::uuid AS fresh FROM generate_series(%(first)s, %(last)s) AS n
), made AS (
    INSERT INTO publication_publication (document_id, locale, site_id, sites_before, kind,
        sequence, is_deleted, slug, path, url, title, sort_title, position, is_in_menu, answers,
        facets, "references", numbers, lat, lon, published_at, written_at, document, etag, digest,
        vector)
    SELECT fresh, t.locale, t.site_id, '{}', t.kind, %(base)s + n, false, 'bench-' || n,
        'bench/' || n || '/', t.url, t.title || ' ' || n || word,
        t.sort_title || ' ' || n, '', false,
        t.answers, t.facets, '{}', ARRAY[(n * 7919::bigint) %% %(numbers)s], t.lat, t.lon,
        t.published_at - n * interval '1 minute', now(),
        replace(t.document, t.document_id::text, fresh::text), md5(n::text), md5(n::text),
        t.vector || setweight(to_tsvector('german', word), 'A')
    FROM numbered JOIN template t ON t.place = 1 + n %% t.many,
        LATERAL (SELECT CASE WHEN n %% 200 = 0 THEN ' Sommerfest' ELSE '' END AS word) AS own
    RETURNING id, document_id, site_id, kind, locale, answers, facets, sequence
)
INSERT INTO publication_publicationdate (publication_id, document_id, site_id, kind, locale,
    answers, facets, role, starts_at, ends_at, previous_ends_at, all_day, status, weekday)
SELECT id, document_id, site_id, kind, locale, answers, facets, 'event',
    start, start + interval '2 hours',
    CASE WHEN k > 0 THEN start - interval '7 days' + interval '2 hours' END,
    false, 'scheduled', (extract(isodow FROM start) - 1)::int
FROM made, generate_series(0, 2) AS k,
    LATERAL (SELECT now() + ((sequence * 7919) %% 500000) * interval '1 minute'
        + k * interval '7 days' AS start) AS moment
"""


def prepare() -> None:
    """Make the database hold the demo's content; safe to repeat."""
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    seed(lambda _text: None)
    call_command("sweep", stdout=StringIO())
    # Else the web processes do it while they are measured, and bury the copies.
    settle_waiting(-1)


def fit(rows: int) -> None:
    """Make the database hold this many copies of the demo's event rows, with three dates each and a
    number.

    One in 200 has the word Sommerfest.
    """
    copies = Publication.objects.filter(slug__startswith="bench-")
    if copies.filter(is_deleted=True).exists():
        remove()
    present = copies.count()
    if present > rows:
        remove(rows + 1)
    elif present < rows:
        _copy(present + 1, rows)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE publication_publication, publication_publicationdate")


def _copy(first: int, last: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        take_lock()
        newest = next_sequences(last - first + 1)[0] - 1
        cursor.execute(
            COPY,
            {
                "first": first,
                "last": last,
                "base": newest - first + 1,
                "numbers": NUMBERS,
            },
        )


def remove(first: int = 1) -> None:
    """Remove the copies from this number on."""
    with connection.cursor() as cursor:
        for start in (
            "DELETE FROM publication_publicationdate d USING publication_publication p"
            " WHERE d.publication_id = p.id AND",
            "DELETE FROM publication_publication p WHERE",
        ):
            cursor.execute(
                f"{start} p.slug LIKE 'bench-%%' AND substr(p.slug, 7)::int >= %s", [first]
            )


def some_id() -> uuid.UUID:
    """Return the id of one of the copies."""
    return Publication.objects.filter(slug__startswith="bench-").order_by("id")[5].document_id
