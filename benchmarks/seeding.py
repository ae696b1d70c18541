"""Content for the benchmarks: the demo's, and as many copies of its event rows as a size asks
for."""

import uuid
from io import StringIO

from django.core.management import call_command
from django.db import connection

from hub.publication.models import Counter, Publication

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
        facets, "references", lat, lon, published_at, written_at, document, etag, digest, vector)
    SELECT fresh, t.locale, t.site_id, '{}', t.kind, %(base)s + n, false, 'bench-' || n,
        'bench/' || n || '/', t.url, t.title || ' ' || n, t.sort_title || ' ' || n, '', false,
        t.answers, t.facets, '{}', t.lat, t.lon, t.published_at - n * interval '1 minute', now(),
        replace(t.document, t.document_id::text, fresh::text), md5(n::text), md5(n::text), t.vector
    FROM numbered JOIN template t ON t.place = 1 + n %% t.many
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
    call_command("migrate", verbosity=0)
    call_command("seed_demo", stdout=StringIO(), stderr=StringIO())
    call_command("sweep", stdout=StringIO())


def grow(rows: int) -> None:
    """Make the database hold this many event rows with three dates each, by copying the demo's."""
    present = Publication.objects.filter(kind="event", slug__startswith="bench-").count()
    if present >= rows:
        return
    counter = Counter.objects.get(pk=1)
    with connection.cursor() as cursor:
        cursor.execute(COPY, {"first": present + 1, "last": rows, "base": counter.value - present})
        cursor.execute("UPDATE publication_counter SET value = value + %s", [rows - present])
        cursor.execute("VACUUM ANALYZE publication_publication, publication_publicationdate")


def shrink() -> None:
    """Remove the copies."""
    Publication.objects.filter(slug__startswith="bench-").delete()


def some_id() -> uuid.UUID:
    """Return the id of one of the copies."""
    return Publication.objects.filter(slug__startswith="bench-").order_by("id")[5].document_id
