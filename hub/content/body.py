"""The text of a page as sanitised HTML."""

from typing import Any, Final

import nh3

from hub.content.anchors import Anchors
from hub.content.context import BuildContext

ATTRIBUTES: Final = {
    "a": {"href", "title", "hreflang", "lang", "download"},
    "abbr": {"title"},
    "*": {"lang", "dir", "id", "class"},
    "img": {"src", "alt", "width", "height", "srcset", "sizes", "loading"},
    "source": {"src", "srcset", "sizes", "type"},
    "video": {"controls", "preload", "playsinline"},
    "track": {"kind", "src", "srclang", "label", "default"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "details": {"open", "name"},
    "time": {"datetime"},
    "div": {"data-hub", "data-hub-query", "data-embed", "data-embed-title"},
}
TAGS: Final = nh3.ALLOWED_TAGS | {
    "address",
    "details",
    "figcaption",
    "figure",
    "picture",
    "section",
    "source",
    "summary",
    "track",
    "video",
}
# What `blocks/embed.py` makes; all other addresses come from somebody's HTML.
FRAMES: Final = (
    "https://www.youtube-nocookie.com/embed/",
    "https://player.vimeo.com/video/",
    "https://www.openstreetmap.org/export/embed.html?",
)


def sanitise(html: str) -> str:
    """Return HTML without script, style, event handlers, and addresses but http, mailto, tel.

    No `rel` is added: nothing opens a new window, and a link of the text stays as it was written.
    """
    return _CLEANER.clean(html)


def _known_frames(tag: str, name: str, value: str) -> str | None:
    """Keep what the page may open in a frame only where it leads to a provider we know."""
    return None if name == "data-embed" and not value.startswith(FRAMES) else value


# Made once: reading what is allowed takes longer than cleaning a text.
_CLEANER: Final = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    attribute_filter=_known_frames,
)


def body_html(source: Any, context: BuildContext) -> str:
    """Return the body of a page (its blocks, rendered) or of a record (its own HTML), sanitised."""
    body = getattr(source, "body", None)
    if body is None:
        return sanitise(source.body_html)
    if not body:
        return ""
    surroundings = {"hub": context, "anchors": Anchors()}
    return sanitise("\n".join(str(child.render(surroundings)).strip() for child in body))
