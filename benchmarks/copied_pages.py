"""Pages by the hundred thousand, for what is asked of all of them.

Rows come from `seeding.fit`; the pages that they were built of are copied here by SQL, table by
table, from one of the demo's events.
"""

from typing import Any, Final

from django.db import connection, models, transaction

from benchmarks import seeding
from benchmarks.publishing import some_page
from hub.publication.hinting.hints import shared_models
from hub.publication.writing.fingerprints import changed, keep

_NUMBERED: Final = """
    CREATE TEMPORARY TABLE bench_page ON COMMIT DROP AS
    SELECT n, path, nextval(pg_get_serial_sequence('wagtailcore_page', 'id')) AS id
    FROM unnest(%s::int[], %s::text[]) AS new (n, path)"""
# The same ids as those of the rows (seeding.COPY).
_OWN: Final = {
    "id": "bench_page.id",
    "page_ptr_id": "bench_page.id",
    "hubpage_ptr_id": "bench_page.id",
    "path": "bench_page.path",
    "slug": "'bench-' || bench_page.n",
    "url_path": "'/bench/' || bench_page.n || '/'",
    "translation_key": "md5('bench' || bench_page.n)::uuid",
    "latest_revision_id": "NULL",
    "live_revision_id": "NULL",
}


def fit(count: int) -> None:
    """Make the database hold so many events with their rows, all of them swept."""
    seeding.fit(count)
    template = some_page()
    tables = [*reversed(template._meta.get_parent_list()), type(template)]
    present = _present(template)
    numbers = range(present + 1, count + 1)
    parent = template.get_parent()
    paths = [template._get_path(parent.path, parent.depth + 1, 100_000 + one) for one in numbers]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_NUMBERED, [list(numbers), paths])
        for model in tables:
            cursor.execute(_copy_of(model), [template.pk])
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f'VACUUM ANALYZE "{model._meta.db_table}"')
    keep(changed(shared_models()))


def _present(template: Any) -> int:
    return type(template).objects.filter(slug__startswith="bench-").count()


def _copy_of(model: type[models.Model]) -> str:
    names = [field.column for field in model._meta.local_concrete_fields]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(_OWN.get(name, f'one."{name}"') for name in names)
    table, key = model._meta.db_table, model._meta.pk.column
    return (
        f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM "{table}" one, bench_page'
        f' WHERE one."{key}" = %s'
    )


def remove() -> None:
    """Remove the pages, their rows and their fingerprints."""
    template = some_page()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE bench_page ON COMMIT DROP AS SELECT id FROM wagtailcore_page"
            " WHERE slug ~ '^bench-[0-9]+$'"
        )
        for model in (type(template), *template._meta.get_parent_list()):
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f'DELETE FROM "{table}" WHERE "{key}" IN (SELECT id FROM bench_page)')
    seeding.remove()
    keep(changed(shared_models()))
