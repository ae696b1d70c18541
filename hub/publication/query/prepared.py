"""A cursor whose statements PostgreSQL plans once a connection.

Django binds parameters into the text, so that PostgreSQL plans each statement anew: a third of the
time of a list of 20. Only for statements whose best plan is the same for all values: with a rare
topic and a frequent one it is not, and a plan once fixed stays.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.types.datetime import TimestamptzLoader


@contextmanager
def prepared_cursor() -> Iterator[Any]:
    """Give a cursor that binds on the server; a text is prepared from its fifth use on."""
    connection.ensure_connection()
    bare: Any = cast(Any, ServerBindingCursor)(connection.connection)
    # Django's own loader is written in Python; the connection's time zone is UTC with this one too.
    bare.adapters.register_loader("timestamptz", TimestamptzLoader)
    with connection.wrap_database_errors, cast(Any, connection)._prepare_cursor(bare) as cursor:
        yield cursor
