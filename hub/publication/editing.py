"""An editor's action is one transaction: it happens whole or not at all, and is settled once."""

from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse

SAFE: Final = {"GET", "HEAD", "OPTIONS", "TRACE"}
SERVER_ERROR: Final = 500


class AtomicEditing:
    """Middleware: each request that may write runs in one transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE:
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
        return response
