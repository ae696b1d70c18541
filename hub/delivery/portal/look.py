"""A website's own colours as a style sheet of its own, at an address that says what is in it.

The strict policy forbids inline styles. The sheet is made from the site's facts; its address holds
the hash of its text, so that browsers may keep it for ever.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from hub.delivery.portal.sites import site_for
from hub.kernel import look, themes
from hub.publication.query import SiteFacts

YEAR_SECONDS: Final = 365 * 24 * 60 * 60
MINUTE_SECONDS: Final = 60


@dataclass(frozen=True)
class Look:
    """How a website looks. `url` is that of its own style sheet, "" where it has no own colours.

    `paper` is the page's ground in the light scheme, `night` in the dark one.
    """

    theme: themes.Theme
    css: str
    url: str
    paper: str
    night: str


_kept: dict[int, tuple[SiteFacts, Look]] = {}


def look_of(site: SiteFacts) -> Look:
    """Return a site's look; kept as long as its facts are the same object."""
    kept = _kept.get(site.site_id)
    if kept and kept[0] is site:
        return kept[1]
    made = dressed(themes.chosen(site.facts["theme"]), site.facts.get("colours") or {})
    _kept[site.site_id] = (site, made)
    return made


def dressed(theme: themes.Theme, own: dict[str, str]) -> Look:
    """Return the look of a theme with a city's own colours."""
    css = sheet(theme, own)
    return Look(
        theme=theme,
        css=css,
        url=reverse("look", args=[digest(css)]) if css else "",
        paper=theme.modes["light"]["paper"],
        night=theme.modes["dark"]["paper"],
    )


def sheet(theme: themes.Theme, own: dict[str, str]) -> str:
    """Return the text of the style sheet; readers who ask for more contrast keep the theme's."""
    found = look.changed(theme, own)
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
    """Answer a site's own colours.

    A page that is still kept somewhere asks for yesterday's colours: it gets today's, for a minute.
    """
    css = look_of(site_for(request)).css
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    if css and name == digest(css):
        patch_cache_control(response, public=True, max_age=YEAR_SECONDS, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=MINUTE_SECONDS)
    return response
