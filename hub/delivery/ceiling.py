"""The ceiling: how much of a web process one network may have; and what 429 looks like.

Editors, the operator's probes and the machine itself are not counted. Kept answers are given before
a request comes here. An office or a school is one network, so the ceiling is far above what a class
of readers needs; it is there for what asks all the time.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext

from hub.delivery.api import gate
from hub.delivery.api.problems import ProblemError, response_of
from hub.delivery.api.respond import protect
from hub.delivery.embeds import gate as embeds
from hub.delivery.portal.pages.errors import busy
from hub.delivery.work import Work
from hub.kernel.networks import LOOPBACK, UNKNOWN, network_of
from hub.kernel.patience import EDITORS

NOT_COUNTED: Final = (EDITORS, "/-/live", "/-/ready")
# What an unknown address is, the proxy in front has not said.
NOBODY: Final = (*LOOPBACK, UNKNOWN)


class Ceiling:
    """Middleware in front of all that costs something: 429 for a network that asks for too much."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        seconds = settings.HUB_NETWORK_SECONDS
        self.work = Work(seconds) if seconds else None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        network = network_of(request)
        if (
            self.work is None
            or network.startswith(NOBODY)
            or request.path_info.startswith(NOT_COUNTED)
        ):
            return _dressed(request, self.get_response(request))
        turn = self.work.begin(network)
        if turn.wait:
            return _refusal(request, turn.wait)
        try:
            return _dressed(request, self.get_response(request))
        finally:
            self.work.end(turn)


def _refusal(request: HttpRequest, wait: int) -> HttpResponse:
    path = request.path_info
    if path.startswith(gate.PREFIX) or embeds.is_ours(path):
        problem = ProblemError(
            HTTPStatus.TOO_MANY_REQUESTS,
            "Your network has asked for more than one may have at a time. Please wait for as many"
            " seconds as Retry-After says; /api/v1/changes tells what is new for little.",
            headers={"Retry-After": str(wait)},
        )
        is_embed = embeds.is_ours(path)
        response = embeds.plain(problem) if is_embed else response_of(problem)
        protect(response)
        return response
    with _language_of(request):
        sentence = gettext(
            "Very much has been asked for from your network in a short time."
            " Please try again in a minute."
        )
        return busy(HTTPStatus.TOO_MANY_REQUESTS, sentence, wait)


def _dressed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return an answer that says in one line of text that it was too much as a page."""
    if (
        response.status_code != HTTPStatus.TOO_MANY_REQUESTS
        or not isinstance(response, HttpResponse)
        or not response.headers.get("Content-Type", "").startswith("text/plain")
        or embeds.is_ours(request.path_info)
    ):
        return response
    with _language_of(request):
        seconds = int(response.headers.get("Retry-After", "60"))
        return busy(HTTPStatus.TOO_MANY_REQUESTS, response.content.decode(), seconds)


def _language_of(request: HttpRequest) -> translation.override:
    """Return the language of the address, else the office's: nothing has chosen one here."""
    return translation.override(
        translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    )
