"""A hub of an earlier version is upgraded with its data: nothing is lost, nothing changes its name.

The dump is a whole database with the demonstration in it, as the version of 28 November 2026 wrote
it. Who makes another one states its version in the file's name.
"""

import sys
from pathlib import Path

import pytest

from tests.services.conftest import run

DUMP = Path(__file__).with_name("landed-2026-11-28.sql.xz")
PROGRAM = r"""
import json, lzma, os, re, subprocess, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "hub.settings"
import django
django.setup()
from django.conf import settings
# A busy machine builds slowly too, and what was cut is tried again.
settings.HUB_BUILD_SECONDS = 10.0
from django.core.management import call_command
from django.db import connection
from hub.publication.catch_up import settle_waiting
from hub.publication.models import Cursor, Failure, Hint
from services.structure import tool

words = [tool("psql"), "--quiet", "--no-psqlrc", "--single-transaction", "-v", "ON_ERROR_STOP=1"]
sql = lzma.open(sys.argv[1]).read()
subprocess.run([*words, "-d", os.environ["DATABASE_URL"]], check=True, input=sql, stdout=-3)

def rows():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT document_id, locale, path, sequence, is_deleted, document"
            " FROM publication_publication"
        )
        return {(str(row[0]), row[1]): row[2:] for row in cursor.fetchall()}

def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]

KEPT = ("wagtailcore_page", "wagtailcore_revision", "content_place", "content_topic",
        "content_hubimage", "wagtail_localize_stringtranslation", "auth_user")
before, counts = rows(), {table: count(table) for table in KEPT}
assert len(before) == 150 and not any(row[2] for row in before.values())
waiting, failed = sorted({key for key, _locale in before})[:2]
with connection.cursor() as cursor:
    # No publication has failed in a demonstration, and nobody follows.
    cursor.execute("INSERT INTO publication_cursor VALUES ('search.index', 42, now())")
    cursor.execute(
        "INSERT INTO publication_failure (document_id, title, error, since, tried_at)"
        " VALUES (%s, 'Sommerfest', 'KeyError', '2026-11-01T00:00Z', now())", [failed])
call_command("migrate", "publication", "0005", interactive=False, verbosity=0)
with connection.cursor() as cursor:
    cursor.execute(
        "INSERT INTO publication_hint (document_id, hinted_at, due_at)"
        " VALUES (%s, now(), now()), (NULL, now(), now())", [waiting])
call_command("migrate", interactive=False, verbosity=0)
assert {table: count(table) for table in KEPT} == counts
[cursor] = Cursor.objects.values()
assert (cursor["name"], cursor["sequence"], cursor["failed_count"]) == ("search.index", 42, 0)
[failure] = Failure.objects.values()
assert (str(failure["document_id"]), failure["since"].isoformat()[:10]) == (failed, "2026-11-01")
hints = Hint.objects.order_by("pk").values_list("document_id", "done_count", "total_count")
assert [(str(key), *rest) for key, *rest in hints] == [(waiting, 0, None), ("None", 0, None)]
settle_waiting()
assert not Hint.objects.exists() and not Failure.objects.exists()
call_command("sweep", verbosity=0)
after = rows()
assert set(after) == set(before), set(after) ^ set(before)
# What follows from the day on which somebody asks, and what a document says besides.
# A form has each language's own word since; the former one leads on.
LATER = {"dates", "changed_at", "report_url"}

def read(document):
    # An image's address is signed with the hub's secret, which is another here. Markup may differ.
    read = json.loads(re.sub("/images/[^/]+=/", "/images/", document))
    return {**read, "body_html": re.sub("<[^>]*>", "", read["body_html"])}

def lost(old, new, where):
    if isinstance(old, dict) and isinstance(new, dict):
        return [one for name, value in old.items() if name not in LATER
                for one in lost(value, new.get(name, "missing"), f"{where}.{name}")]
    return [] if old == new else [(where, old, new)]

problems = []
for key, (path, sequence, is_deleted, document) in before.items():
    new_path, new_sequence, is_deleted_now, new_document = after[key]
    assert (new_path, is_deleted_now) == (path, is_deleted), key
    assert new_sequence >= sequence, key
    problems += lost(read(document), read(new_document), key[1])
assert not problems, (len(problems), problems[:20])
first = max(row[1] for row in before.values())
numbers = [row[1] for row in after.values()]
assert len(set(numbers)) == len(numbers)
call_command("sweep", verbosity=0)
assert rows() == after, "a second sweep writes nothing"
"""


@pytest.mark.slow
def test_a_hub_of_an_earlier_version_keeps_all_it_has(tmp_path: Path) -> None:
    words = ("run", "--apart", "upgrade", "--home", tmp_path, "--", sys.executable, "-c")

    result = run(*words, PROGRAM, DUMP)

    assert result.returncode == 0, result.stderr
