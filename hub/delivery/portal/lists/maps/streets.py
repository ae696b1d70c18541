"""A map with streets: its pictures come from another server, so only whoever asks for it gets it.

The page of a reader who asked is an address of its own (`streets=1`). Its policy alone names the
server; no other page of the portal lets a browser ask anybody but the hub.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

PARAMETER: Final = "streets"
ASKED: Final = "1"


@dataclass(frozen=True)
class Streets:
    """The server of the map's pictures. `tiles` is its address with {z}, {x} and {y}."""

    tiles: str
    source: str
    source_url: str

    @property
    def origin(self) -> str:
        """Return the server as a policy names it: `https://tiles.example.org`."""
        found = urlsplit(self.tiles)
        return f"{found.scheme}://{found.netloc}"

    @property
    def host(self) -> str:
        """Return the server's name, for people."""
        return urlsplit(self.tiles).hostname or ""


def offered() -> Streets | None:
    """Return the map that readers may ask for, None where the city wants none."""
    if settings.HUB_MAP_TILES == "none":
        return None
    return Streets(settings.HUB_MAP_TILES, settings.HUB_MAP_SOURCE, settings.HUB_MAP_SOURCE_URL)


def is_asked(given: Mapping[str, Sequence[str]]) -> bool:
    """Whether the reader asked for streets."""
    return offered() is not None and list(given.get(PARAMETER, [])) == [ASKED]


def allow(response: HttpResponse, streets: Streets) -> None:
    """Name the server in the policy of this answer."""
    # django-csp reads this attribute, as its decorator `csp_update` sets it.
    response._csp_update = {"img-src": [streets.origin]}  # type: ignore[attr-defined]
