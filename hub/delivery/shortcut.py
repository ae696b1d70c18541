"""Public reads skip sessions, cookies, languages and login: they need none of it."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from hub.delivery.api import gate
from hub.delivery.embeds import gate as embeds

PREFIX: Final = f"{gate.PREFIX}/"


class PublicReads:
    """Middleware: answers API and embeds itself, before sessions and languages are read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path.startswith(PREFIX) or path == gate.PREFIX:
            return gate.answer(request)
        if embeds.is_ours(path):
            return embeds.answer(request)
        return self.get_response(request)
