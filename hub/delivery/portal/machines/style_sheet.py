"""A website's look as one style sheet, at an address that says what is in it.

The theme's sheets in their order, without comments, and after them the website's own colours: the
strict policy forbids inline styles. The address holds the hash of the text, so that browsers may
keep it for ever.
"""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from hub.delivery.compression import BROTLI_BEST, chosen_encoding, compress
from hub.delivery.portal.sites import site_for
from hub.looks import schemes, themes
from hub.publication.query import SiteFacts

YEAR_SECONDS: Final = 365 * 24 * 60 * 60
MINUTE_SECONDS: Final = 60
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE: Final = re.compile(r"\s*\n\s*")
ADDRESS: Final = re.compile(r"url\((['\"]?)(?!/|#|data:|https?:)([^'\")]+)\1\)")


@dataclass(frozen=True)
class Look:
    """How a website looks: its theme, the text of its style sheet, and the sheet's address.

    `paper` is the page's ground in the light scheme, `night` in the dark one.
    """

    theme: themes.Theme
    css: str
    url: str
    paper: str
    night: str


def look_of(site: SiteFacts) -> Look:
    """Return a site's look; worked out once after a change."""
    facts = site.facts
    return site.memory.get(
        "look", lambda: dressed(themes.chosen(facts["theme"]), facts.get("colours") or {})
    )


def dressed(theme: themes.Theme, own: Mapping[str, str]) -> Look:
    """Return the look of a theme with a city's own colours."""
    css = bundle(theme.key) + own_colours(theme, own)
    return Look(
        theme=theme,
        css=css,
        url=reverse("look", args=[digest(css)]),
        paper=theme.modes["light"]["paper"],
        night=theme.modes["dark"]["paper"],
    )


def bundle(key: str) -> str:
    """Return a theme's sheets as one; read once, and each time while somebody works on them."""
    return _read.__wrapped__(key) if settings.DEBUG else _read(key)


@cache
def _read(key: str) -> str:
    return "".join(packed(name) for name in themes.chosen(key).styles)


def packed(name: str) -> str:
    """Return a style sheet without comments and indents; what it names stays where it is."""
    path = finders.find(name)
    if not isinstance(path, str):
        return ""
    text = SPACE.sub("\n", COMMENT.sub("", Path(path).read_text("utf-8"))).strip()
    folder = posixpath.dirname(name)

    def placed(found: re.Match[str]) -> str:
        return f'url("{static(posixpath.normpath(posixpath.join(folder, found[2])))}")'

    return f"{ADDRESS.sub(placed, text)}\n"


def own_colours(theme: themes.Theme, own: Mapping[str, str]) -> str:
    """Return the rule of a city's own colours; who asks for more contrast keeps the theme's."""
    found = schemes.changed(theme, own)
    if not found:
        return ""
    lines = "".join(
        f"--hub-{name}:light-dark({day},{night});" for name, (day, night) in found.items()
    )
    return f"@media not (prefers-contrast:more){{:root{{{lines}}}}}\n"


def digest(css: str) -> str:
    """Return the part of the address that stands for the text."""
    return hashlib.sha256(css.encode()).hexdigest()[:16]


@require_safe
def look_sheet(request: HttpRequest, name: str) -> HttpResponse:
    """Answer a website's style sheet.

    A page that is still kept somewhere asks for yesterday's look: it gets today's, for a minute.
    """
    css = look_of(site_for(request)).css
    encoding = chosen_encoding(request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(_compressed(css, encoding), content_type="text/css; charset=utf-8")
    if encoding:
        response["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    if name == digest(css):
        patch_cache_control(response, public=True, max_age=YEAR_SECONDS, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=MINUTE_SECONDS)
    return response


@lru_cache(maxsize=32)
def _compressed(css: str, encoding: str) -> bytes:
    return compress(css.encode(), encoding, BROTLI_BEST)
