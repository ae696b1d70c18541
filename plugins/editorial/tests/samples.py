"""One published source of every kind that the editorial capability brings."""

from typing import Any

from wagtail.models import Site

from plugins.editorial.models import AlertPage, NewsIndexPage, NewsPage, StandardPage
from tests.factories.content import add_page


def make(site: Site) -> dict[str, Any]:
    """Return {kind: a published source of it} below the site's home page."""
    home = site.root_page
    news = add_page(home, NewsIndexPage, title="Aktuelles")
    return {
        "page": add_page(home, StandardPage, title="Das Netzwerk", summary="Wer wir sind."),
        "news": add_page(news, NewsPage, title="Neue Förderung", author_role="Koordination"),
        "alert": add_page(home, AlertPage, title="Rathaus zu", link="https://example.org/"),
    }
