"""Public reads skip sessions, cookies, languages and login: they need none of it."""

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve

from hub.delivery.api import gate
from hub.delivery.embeds import gate as embeds

PREFIX: Final = f"{gate.PREFIX}/"
# Pictures and style sheets are the same in every language.
SAME_IN_ALL_LANGUAGES: Final = ("/-/tiles/", "/-/look/", "/images/")


class PublicReads:
    """Middleware: answers API, embeds, pictures and looks itself, before sessions and languages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if path.startswith(PREFIX) or path == gate.PREFIX:
            return gate.answer(request)
        if embeds.is_ours(path):
            return embeds.answer(request)
        if path.startswith(SAME_IN_ALL_LANGUAGES):
            try:
                found = resolve(path)
                answer: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
            except Http404:
                return self.get_response(request)
            return answer
        return self.get_response(request)
