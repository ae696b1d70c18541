"""Lines for tests of import and export.

report = read(tmp_path, news_line(), event_line(title="Sommerfest"))
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import translation
from PIL import Image
from wagtail.models import Page, Site

from hub.content.models import Contact, District, HubImage, Place, SiteSettings, Topic
from hub.publication.models import Publication, PublicationDate
from hub.transfer.incoming import import_file
from hub.transfer.report import Options, Report
from plugins.editorial.models import NewsIndexPage
from plugins.events.models import EventIndexPage
from plugins.organisations.models import OrganisationIndexPage
from tests.factories.content import add_page


def uid(number: int) -> str:
    """Return an id that is the same in every run."""
    return f"01900000-0000-7000-8000-{number:012d}"


def lists(site: Site) -> None:
    """Give the site its lists of news, events and organisations."""
    for model, title in (
        (NewsIndexPage, "Aktuelles"),
        (EventIndexPage, "Veranstaltungen"),
        (OrganisationIndexPage, "Organisationen"),
    ):
        site.root_page.refresh_from_db()
        add_page(site.root_page, model, title=title)


def news_line(number: int = 1, **more: Any) -> dict[str, Any]:
    """Return the least line of a news item; `more` on top."""
    return {
        "id": uid(number),
        "kind": "news",
        "locale": "de",
        "title": f"Nachricht {number}",
        "news": {"published_on": "2026-11-01"},
        **more,
    }


def event_line(number: int = 1, **more: Any) -> dict[str, Any]:
    """Return a line of another system's online event; `more` on top."""
    return {
        "kind": "event",
        "locale": "de",
        "title": f"Treffen {number}",
        "source": {"name": "Kalender", "key": str(number)},
        "online_url": "https://example.org/treffen",
        "event": {
            "format": "online",
            "first_starts_at": "2027-03-14T15:00:00+01:00",
            "first_ends_at": "2027-03-14T17:00:00+01:00",
        },
        **more,
    }


def organisation_line(number: int = 1, **more: Any) -> dict[str, Any]:
    """Return the least line of an organisation; `more` on top."""
    title = f"Verein {number}"
    return {"id": uid(number), "kind": "organisation", "locale": "de", "title": title, **more}


def write(folder: Path, *lines: Mapping[str, Any] | str) -> Path:
    """Write lines into a file; a text is written as it is, its "\\udcff" as the byte 255."""
    path = folder / "lines.jsonl"
    texts = [one if isinstance(one, str) else json.dumps(one) for one in lines]
    path.write_text("".join(f"{text}\n" for text in texts), "utf-8", "surrogateescape")
    return path


def read(folder: Path, *lines: Mapping[str, Any] | str, **options: Any) -> Report:
    """Import lines and return the report."""
    return import_file(write(folder, *lines), Options(**options), lambda text: None)


def counts(report: Report) -> tuple[int, int, int]:
    """Return how many lines were new, changed and gone; each line that was read counts once."""
    told = (report.new_count, report.changed_count, report.gone_count)
    assert report.line_count == sum(told) + report.same_count + report.refused_count
    return told


def messages(report: Report) -> list[str]:
    """Return the report's problems as the importing command says them."""
    with translation.override("en"):
        return [str(one) for one in report.problems]


def drawing(folder: Path, name: str = "images/bild.png", colour: str = "red") -> Path:
    """Draw a small picture beside a file of lines."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 40), colour).save(path)
    return path


def page_of(number: int, locale: str = "de") -> Any:
    """Return the page that a line with `uid(number)` made."""
    pages = Page.objects.filter(translation_key=UUID(uid(number)), locale__language_code=locale)
    return pages.get().specific


def rows() -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return every public row with document, facets and dates; pictures without number."""
    dates: dict[int, list[Any]] = {}
    for date in PublicationDate.objects.order_by("starts_at", "ends_at", "role"):
        facts = (date.role, date.starts_at, date.ends_at, date.all_day, date.status, date.facets)
        dates.setdefault(date.publication_id, []).append(facts)
    return {
        (str(row.document_id), row.locale): (
            without_addresses(json.loads(row.document)),
            row.path,
            row.facets,
            row.answers,
            row.is_in_menu,
            row.parent_id,
            row.references,
            dates.get(row.pk),
        )
        for row in Publication.objects.filter(is_deleted=False)
    }


def without_addresses(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document whose picture has no addresses: they carry this database's numbers."""
    if document["image"]:
        kept = ("alt", "width", "height", "credit", "licence")
        document["image"] = {key: document["image"][key] for key in kept}
    return document


def empty_hub() -> None:
    """Remove all content, as if the hub had just been set up."""
    SiteSettings.objects.all().delete()
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    for model in (HubImage, Contact, Place, District):
        model.objects.all().delete()
    Topic.objects.filter(parent__isnull=False).delete()
    Topic.objects.all().delete()
    PublicationDate.objects.all().delete()
    Publication.objects.all().delete()
