"""Videos and maps of others: nothing is loaded from them before the reader asks for it."""

import re
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from hub.content.blocks.struct import DocumentBlock

POSITION: Final = re.compile(r"map=(\d{1,2})/(-?\d+\.?\d*)/(-?\d+\.?\d*)")
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
    if host == "openstreetmap.org" and (
        place := re.match(r"map=(\d+)/([\d.-]+)/([\d.-]+)", parts.fragment)
    ):
        zoom, lat, lon = int(place[1]), float(place[2]), float(place[3])
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
