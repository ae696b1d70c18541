"""One published source of every kind that the notice board brings."""

from datetime import UTC, datetime
from typing import Any

from wagtail.models import Site

from plugins.example.models import Note

AUTHOR = "autorin@example.org"


def make_note(site: Site, **fields: Any) -> Note:
    """Return a live note of the site's language."""
    defaults = {
        "title": "Fahrrad gefunden",
        "slug": "fahrrad-gefunden",
        "summary": "Ein blaues Rad steht seit Montag am Markt.",
        "author_email": AUTHOR,
        "live": True,
    }
    return Note.objects.create(site=site, locale=site.root_page.locale, **{**defaults, **fields})


def make(site: Site) -> dict[str, Any]:
    """Return {kind: a published source of it}."""
    return {"note": make_note(site, reward_euros=20, answer_by=datetime(2050, 1, 1, tzinfo=UTC))}


def personal_data(site: Site) -> dict[str, str]:
    """Store personal data for each `PersonalData` part; return {its name: an e-mail address}."""
    make_note(site, slug="mit-adresse")
    return {"author": AUTHOR}
