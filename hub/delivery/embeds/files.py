"""The script and the style sheet that other websites load."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from hub.delivery.api.parameters import read_parameters, refuse_unknown
from hub.delivery.api.respond import Content, respond
from hub.delivery.api.sites import site_for
from hub.delivery.embeds.module import Build, build_of, current, style_sheet
from hub.delivery.portal.own import own_url

SCRIPT: Final = "text/javascript; charset=utf-8"
STYLE: Final = "text/css; charset=utf-8"
# A build without checksum is asked for again each hour; one with its key in the address never.
SHORT: Final = "public, max-age=3600, stale-while-revalidate=86400"
FOR_EVER: Final = "public, max-age=31536000, immutable"
UNKNOWN_BUILD: Final = (
    "/* This hub has no build {key}. Copy the lines for your website anew:\n"
    "   {url}{page}\n"
    "   The newest build is always at {url}/embed/v1/hub.js */\n"
)


def newest_view(request: HttpRequest) -> HttpResponse:
    """Answer the current build; its users get every correction within hours."""
    return _answer(request, current(), SHORT)


def build_view(request: HttpRequest, key: str) -> HttpResponse:
    """Answer the build of this key for ever, or 404 as a comment of the script's language."""
    build = build_of(key)
    if build is not None:
        return _answer(request, build, FOR_EVER)
    site = site_for(request)
    text = UNKNOWN_BUILD.format(
        key=key[:80], url=site.facts["url"], page=own_url("embed", site.default_locale)
    )
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(text, status=404, content_type=SCRIPT, headers=headers)


def style_view(request: HttpRequest) -> HttpResponse:
    """Answer the style sheet of the fragments."""
    refuse_unknown(read_parameters(request), ())
    build = Build(style_sheet().encode())
    return _answer(request, build, SHORT, STYLE)


def _answer(
    request: HttpRequest, build: Build, caching: str, media_type: str = SCRIPT
) -> HttpResponse:
    refuse_unknown(read_parameters(request), ())
    response = respond(request, Content(body=build.body, tag=build.key, media_type=media_type))
    response["Cache-Control"] = caching
    return response
