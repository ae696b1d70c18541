"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from collections.abc import Sequence
from typing import Any, Final

from hub.delivery.feeds.entries import FeedEntry, entry_of
from hub.delivery.feeds.formats import FeedContext, Format
from hub.kernel.documents.document import serialise
from hub.publication.query import Row

VERSION: Final = "https://jsonfeed.org/version/1.1"


def render(rows: Sequence[Row], context: FeedContext) -> bytes:
    """Return the feed."""
    feed: dict[str, Any] = {
        "version": VERSION,
        "title": context.title,
        "home_page_url": context.home_url,
        "feed_url": context.self_url,
        "language": context.locale,
        "authors": [{"name": context.name}],
    }
    if context.next_url:
        feed["next_url"] = context.next_url
    feed["items"] = [_item(entry_of(row)) for row in rows]
    return serialise(feed).encode()


def _item(entry: FeedEntry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "date_published": entry.published_at,
        "date_modified": entry.changed_at,
        "image": entry.image_url,
        "tags": list(entry.topics),
        "language": entry.locale,
        "authors": [{"name": entry.author, "url": entry.author_url}] if entry.author else [],
        "_hub": {
            "kind": entry.kind,
            "starts_at": entry.starts_at,
            "ends_at": entry.ends_at,
            "all_day": entry.all_day,
            "place": entry.place,
        },
    }
    # The format knows no null: what is absent is left out. A text it asks for in any case.
    return {key: value for key, value in item.items() if value or key == "content_html"}


JSON_FEED: Final = Format(
    name="json_feed",
    suffix=".json-feed",
    title="JSON Feed",
    media_type="application/feed+json; charset=utf-8",
    render=render,
    description="For feed readers and small scripts; `_hub` holds kind, next date and place.",
    schema={"type": "object", "required": ["version", "title", "items"]},
)
