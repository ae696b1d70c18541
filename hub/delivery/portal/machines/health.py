"""Is the process alive, and is it ready to answer? For supervisors and load balancers."""

import time
from typing import Final

import structlog
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

log = structlog.get_logger(__name__)

KEPT_SECONDS: Final = 2.0
UNAVAILABLE: Final = 503


class _Kept:
    until = 0.0
    has_migrated = False


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Answer 200 as long as the process answers at all; asks nothing else."""
    return _text("live", 200)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers and has all migrations, else 503 with the reason.

    That it does is kept for two seconds, that it does not is asked anew each time. Migrations, once
    found complete, are not looked at again.
    """
    problem = ""
    if time.monotonic() >= _Kept.until:
        problem = _problem()
        _Kept.until = 0.0 if problem else time.monotonic() + KEPT_SECONDS
    return _text(problem or "ready", UNAVAILABLE if problem else 200)


def forget() -> None:
    """Look anew at the next request; for tests."""
    _Kept.until, _Kept.has_migrated = 0.0, False


def _problem() -> str:
    # The connection of before may be one that the database has closed since.
    if connection.connection is not None and not connection.is_usable():
        connection.close()
    try:
        if not _Kept.has_migrated:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                return "migrations are missing"
            _Kept.has_migrated = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        log.warning("portal.not_ready", error=type(error).__name__)
        return "the database does not answer"
    return ""


def _text(words: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{words}\n", status=status, content_type="text/plain")
    add_never_cache_headers(response)
    return response
