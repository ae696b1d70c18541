"""The kept structure is what the migrations make, to the last index and permission."""

import sys
from pathlib import Path

import pytest

from tests.services.conftest import run

PROGRAM = """
import os, re, psycopg
os.environ["DJANGO_SETTINGS_MODULE"] = "hub.settings"
import django
django.setup()
from django.core.management import call_command
from services import structure

assert structure.restore(), "the migrations, packages or roles have changed: type make structure"
assert not structure.restore(), "a database that holds something is left alone"
kept = structure.dump()
address = os.environ["DATABASE_URL"]
with psycopg.connect(address, autocommit=True) as server:
    server.execute("CREATE DATABASE migrated")
os.environ["DATABASE_URL"] = f"{address.rpartition('/')[0]}/migrated"
from django.db import connection
connection.close()
connection.settings_dict["NAME"] = "migrated"
call_command("migrate", interactive=False, verbosity=0)
moments = r"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?\\+00"
random = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
migrated = structure.dump()
# PostgreSQL writes the casts of what was restored in other places.
casts = r"::[a-z ]+(\\[\\])?|[()]"

def comparable(text):
    text = re.sub(random, "UUID", re.sub(moments, "MOMENT", text))
    return [re.sub(casts, "", line) for line in text.splitlines()]

first, second = comparable(kept), comparable(migrated)
different = [pair for pair in zip(first, second) if pair[0] != pair[1]]
assert len(first) == len(second) > 1_000 and not different, different[:5]
"""


@pytest.mark.slow
def test_restoring_gives_what_migrating_gives(tmp_path: Path) -> None:
    words = ("run", "--apart", "structure", "--home", tmp_path, "--", sys.executable, "-c")

    result = run(*words, PROGRAM)

    assert result.returncode == 0, result.stderr
