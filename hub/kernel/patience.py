"""How long the database may work at one statement of a web process: then it is cut.

Readers ask small questions, editors larger ones. Migrations, workers and commands wait for as long
as it takes, and so do the threads of a web process that settle: only requests are limited.
"""

from collections.abc import Callable
from typing import Final

import psycopg
import structlog
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from psycopg.errors import QueryCanceled

log = structlog.get_logger(__name__)

READERS_SECONDS: Final = 3
EDITORS_SECONDS: Final = 30
LIMIT: Final = f"-c statement_timeout={READERS_SECONDS}s"
EDITORS: Final = "/admin/"


_is_limited = False


def limit() -> None:
    """Give every thread of this process that answers requests the readers' limit."""
    global _is_limited  # noqa: PLW0603  a process becomes a web process once
    _is_limited = True


def is_cut(error: BaseException | None) -> bool:
    """Whether a statement was cut because it took too long."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled)


class Patience:
    """Middleware, before all that asks the database: editors have longer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        limit_own()
        if not request.path_info.startswith(EDITORS):
            return self.get_response(request)
        connection.ensure_connection()
        _say(f"SET statement_timeout = '{EDITORS_SECONDS}s'")
        try:
            return self.get_response(request)
        finally:
            _say("RESET statement_timeout")


def limit_own() -> None:
    """Let the connections that this thread opens have the limit; other threads settle."""
    if not _is_limited:
        return
    own = connections[DEFAULT_DB_ALIAS]
    options = own.settings_dict["OPTIONS"]
    if LIMIT not in options["options"]:
        limited = {**options, "options": f"{options['options']} {LIMIT}"}
        own.settings_dict = {**own.settings_dict, "OPTIONS": limited}


def _say(statement: str) -> None:
    """Change the limit; a connection that cannot is given up, and the next one is a reader's."""
    if connection.connection is None:
        return
    try:
        connection.connection.execute(statement)
    except psycopg.Error as error:
        log.warning("kernel.connection_given_up", error=type(error).__name__)
        connection.close()
