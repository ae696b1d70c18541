"""Videos and maps of others: nothing is loaded from them before the reader asks for it."""

import re
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from hub.content.blocks.struct import DocumentBlock

# The zoom levels that openstreetmap.org draws, and degrees with at most ten places.
POSITION: Final = re.compile(
    r"map=(1?\d)/(-?\d{1,3}(?:\.\d{0,10})?)/(-?\d{1,3}(?:\.\d{0,10})?)(?:&.*)?", re.ASCII
)
MOST_NORTH, MOST_EAST = 90, 180
KEY: Final = re.compile(r"[\w-]{6,40}", re.ASCII)
PROVIDERS: Final = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "openstreetmap.org": "OpenStreetMap",
}


def host_of(url: str) -> str:
    """Return the host without www."""
    return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")


def position_of(fragment: str) -> tuple[int, float, float] | None:
    """Return zoom (0 to 19), latitude and longitude of `map=12/51.8/12.2`; None for all else."""
    match = POSITION.fullmatch(fragment)
    if match is None:
        return None
    zoom, lat, lon = int(match[1]), float(match[2]), float(match[3])
    return (zoom, lat, lon) if abs(lat) <= MOST_NORTH and abs(lon) <= MOST_EAST else None


def is_broken_map(url: str) -> bool:
    """Whether the address names a place on openstreetmap.org that does not exist."""
    fragment = urlsplit(url).fragment
    return (
        host_of(url) == "openstreetmap.org"
        and fragment.startswith("map=")
        and position_of(fragment) is None
    )


def frame_address(url: str) -> str:
    """Return the address to show in a frame, "" where the provider offers none that we know."""
    parts = urlsplit(url)
    host, query = host_of(url), parse_qs(parts.query)
    last = parts.path.rstrip("/").rsplit("/", 1)[-1]
    if host in {"youtube.com", "youtu.be"}:
        key = query.get("v", [last])[0]
        return f"https://www.youtube-nocookie.com/embed/{key}" if KEY.fullmatch(key) else ""
    if host == "vimeo.com":
        return f"https://player.vimeo.com/video/{last}?dnt=1" if last.isdigit() else ""
    if host == "openstreetmap.org" and (position := position_of(parts.fragment)):
        zoom, lat, lon = position
        wide = 360 / 2**zoom
        box = f"{lon - wide:.5f},{lat - wide / 3:.5f},{lon + wide:.5f},{lat + wide / 3:.5f}"
        marker = urlencode({"bbox": box, "marker": f"{lat},{lon}"})
        return f"https://www.openstreetmap.org/export/embed.html?{marker}"
    return ""


class Embed(DocumentBlock):
    """A link that says where it leads; themes may offer to open it in place after a click."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("video", _("Video")), ("map", _("Map")), ("other", _("Something else"))],
        default="video",
    )
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=160,
        help_text=_("What there is to see, e.g. “Portrait of the repair café (3 minutes)”."),
    )
    url = blocks.URLBlock(
        label=_("Address"),
        help_text=_("As in the address bar, e.g. https://www.youtube.com/watch?v=… or a map."),
    )
    text = blocks.TextBlock(
        label=_("The same in words"),
        required=False,
        rows=3,
        help_text=_("For people who cannot or do not want to see it: content, or the way there."),
    )

    def clean(self, value: Any) -> Any:
        """Accept addresses with https:// only."""
        cleaned = super().clean(value)
        if not cleaned["url"].startswith("https://"):
            message = _("The address has to begin with https://")
            raise StructBlockValidationError({"url": ValidationError(message)})
        if is_broken_map(cleaned["url"]):
            message = _(
                "This place is not on the map. Open the map, move it to the place and copy the "
                "address again, e.g. https://www.openstreetmap.org/#map=16/51.8365/12.2431"
            )
            raise StructBlockValidationError({"url": ValidationError(message)})
        return cleaned

    def facts(self, value: Any, hub: Any, anchors: Any) -> dict[str, Any]:
        """Return the provider's name and the address for a frame."""
        host = host_of(value["url"])
        return {
            "provider": PROVIDERS.get(host, host),
            "frame": frame_address(value["url"]),
            "kind": value["kind"],
        }

    class Meta:
        label = _("Video or map")
        icon = "media"
        template = "hub/blocks/embed.html"
        label_format = "{title}"
