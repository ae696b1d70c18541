"""What pages, news and alerts add to the shared document, and how an import reads it back."""

import math
import re
from datetime import date, datetime, time
from typing import Any, Final

from django.utils import timezone

from hub.content.models import HubPage
from hub.kernel.contract.sources import Context, Facts
from hub.kernel.documents.document import described, moment
from hub.kernel.documents.facts import Built
from hub.kernel.documents.reader import Reader
from hub.kernel.documents.schema import MOMENT, URL, closed, nullable, text
from plugins.editorial.models import AlertPage, NewsPage

# German texts are read aloud at 179 words a minute on average (IReST, Trauzettel-Klosinski and
# Dietz 2012, https://doi.org/10.1167/iovs.11-8284). Slow on purpose: nobody is told too little.
WORDS_A_MINUTE: Final = 179

PAGE_SCHEMA: Final = closed(
    {
        "template": text("how it is laid out", enum=["home", "section", "standard", "index"]),
        "claim": text("one line above the title; home pages only"),
        "lists": nullable(text("the kind that an index page lists")),
        "lists_query": text("the filter of that list, as in the API's addresses"),
    }
)
NEWS_SCHEMA: Final = closed(
    {
        "published_on": text("the day above the text", format="date"),
        "author_role": text("a team or a role"),
        "reading_minutes": {"type": "integer", "minimum": 1},
    }
)
ALERT_SCHEMA: Final = closed(
    {
        "severity": text(enum=["announcement", "minor", "major"]),
        "starts_at": nullable(MOMENT),
        "ends_at": nullable(MOMENT),
        "link": nullable(URL),
    }
)


def build_page(page: HubPage, context: Context) -> Built:
    """Return the layout of a page; an index page of any capability says which kind it lists."""
    lists = getattr(page, "lists", "") or None
    return Built(
        facts={
            "template": "index" if lists else getattr(page, "layout", "standard"),
            "claim": getattr(page, "claim", ""),
            "lists": lists,
            "lists_query": getattr(page, "lists_query", ""),
        }
    )


def read_page(page: HubPage, facts: Facts) -> dict[str, str]:
    """Write the claim of a home page; the layout follows from the page's class."""
    reader = Reader(page, facts)
    if hasattr(page, "claim"):
        reader.text("claim")
    return reader.errors


def build_news(page: NewsPage, context: Context) -> Built:
    """Return the date, the author's role and how long reading takes."""
    words = " ".join([page.summary, *page.body.stream_block.get_searchable_content(page.body)])
    return Built(
        facts={
            "published_on": page.published_on.isoformat(),
            "author_role": page.author_role,
            "reading_minutes": max(1, math.ceil(len(re.findall(r"\w+", words)) / WORDS_A_MINUTE)),
        },
        text=page.author_role,
        published_at=_dated(page),
    )


def _dated(page: NewsPage) -> datetime | None:
    """Return midnight of the item's own day, or None where that is the day it was published.

    Of the same day the time is known: it keeps the order of several items of one day.
    """
    own: date = page.published_on
    if page.first_published_at and timezone.localdate(page.first_published_at) == own:
        return None
    return timezone.make_aware(datetime.combine(own, time()))


def read_news(page: NewsPage, facts: Facts) -> dict[str, str]:
    """Write date and role; the reading time is derived."""
    reader = Reader(page, facts)
    reader.date("published_on")
    reader.text("author_role")
    return reader.errors


def build_alert(page: AlertPage, context: Context) -> Built:
    """Return severity, period and link."""
    return Built(
        facts={
            "severity": page.severity,
            "starts_at": moment(page.starts_at),
            "ends_at": moment(page.ends_at),
            "link": page.link or None,
        }
    )


def read_alert(page: AlertPage, facts: Facts) -> dict[str, str]:
    """Write severity, period and link."""
    reader = Reader(page, facts)
    reader.choice("severity")
    reader.moment("starts_at")
    reader.moment("ends_at")
    reader.text("link")
    return reader.errors


def web_page(document: Facts) -> dict[str, Any]:
    """Return schema.org WebPage (https://schema.org/WebPage)."""
    return described(document, "WebPage")


def news_article(document: Facts) -> dict[str, Any]:
    """Return schema.org NewsArticle (https://schema.org/NewsArticle)."""
    article = {
        **described(document, "NewsArticle"),
        "headline": document["title"],
        "datePublished": document["news"]["published_on"],
        "dateModified": document["changed_at"],
    }
    if document["image"]:
        article["image"] = document["image"]["url"]
    if document["news"]["author_role"]:
        article["author"] = {"@type": "Organization", "name": document["news"]["author_role"]}
    return article
