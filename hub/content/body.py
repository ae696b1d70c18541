"""The text of a page as sanitised HTML."""

from typing import Any, Final

import nh3

ATTRIBUTES: Final = {
    "a": {"href", "title", "hreflang", "lang", "download"},
    "abbr": {"title"},
    "*": {"lang", "dir", "id", "class"},
    "img": {"src", "alt", "width", "height", "srcset", "sizes", "loading"},
    "source": {"srcset", "sizes", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "details": {"open", "name"},
    "time": {"datetime"},
    "div": {"data-hub", "data-hub-query", "data-embed", "data-embed-title"},
}
TAGS: Final = nh3.ALLOWED_TAGS | {
    "details",
    "summary",
    "figure",
    "figcaption",
    "section",
    "picture",
    "source",
}


def sanitise(html: str) -> str:
    """Return HTML without script, style, event handlers and addresses other than http, mailto, tel."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )


def body_html(source: Any, context: Any) -> str:
    """Return the body of a page (its blocks, rendered) or of a record (its own HTML), sanitised."""
    body = getattr(source, "body", None)
    if body is None:
        return sanitise(source.body_html)
    return sanitise(str(body.render_as_block({"hub": context}))) if body else ""
