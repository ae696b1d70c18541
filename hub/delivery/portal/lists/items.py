"""Items of a list: a document, the date it stands under, its address for this reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from hub.delivery.listed import listed_date
from hub.delivery.portal.addresses import here
from hub.delivery.portal.rows import Document, RowDocument, document_of
from hub.publication.query import Row, SiteFacts
from hub.words import dates


@dataclass(frozen=True)
class Item:
    """One entry. `date` is one of the document's; `lang` is set where it is another language."""

    document: Document
    url: str
    lang: str
    date: dict[str, Any] | None

    @property
    def template(self) -> tuple[str, str]:
        """Return the templates to try for it in a list."""
        return f"items/{self.document['kind']}.html", "items/document.html"

    @cached_property
    def span(self) -> dates.Span | None:
        """Return the ends of its date."""
        return dates.span(self.date) if self.date else None

    @property
    def is_long(self) -> bool:
        """Whether its date lasts longer than a week: an exhibition, a campaign."""
        return self.span is not None and self.span.is_long


@dataclass(frozen=True)
class Day:
    """One day of an agenda with its items."""

    date: date
    items: tuple[Item, ...]

    @property
    def anchor(self) -> str:
        """Return the id of its heading."""
        return f"day-{self.date.isoformat()}"

    @property
    def is_today(self) -> bool:
        """Whether the day is today."""
        return self.date == timezone.localdate()


@dataclass(frozen=True)
class Letter:
    """One letter of a directory with its items."""

    letter: str
    items: tuple[Item, ...]


def item(
    document: Document, site: SiteFacts, locale: str, starts_at: datetime | None = None
) -> Item:
    """Return a document as a list's item, under the date that begins at `starts_at` or the next."""
    lang = document["locale"] if document["locale"] != locale else ""
    if starts_at is not None and isinstance(document, RowDocument):
        date = document.begins.get(starts_at) or listed_date(document)
    else:
        date = listed_date(document, starts_at)
    return Item(document, here(document["url"], site, locale), lang, date)


def item_of(row: Row, site: SiteFacts, locale: str) -> Item:
    """Return a row of a list as its item."""
    return item(document_of(row), site, locale, row.starts_at)


def by_day(items: Iterable[Item], since: datetime | None) -> list[Day]:
    """Return the items in days. What began earlier stands under the day the list begins with."""
    first = dates.local(since or timezone.now()).date()
    days: dict[date, list[Item]] = {}
    for one in items:
        if one.span:
            days.setdefault(max(first, one.span.first), []).append(one)
    return [Day(day, tuple(found)) for day, found in days.items()]


def by_letter(items: Sequence[Item], sort_letter: Any) -> list[Letter]:
    """Return the items under their first letters; `sort_letter(title)` folds accents."""
    letters: dict[str, list[Item]] = {}
    for one in items:
        letters.setdefault(sort_letter(one.document["title"]), []).append(one)
    return [Letter(letter, tuple(found)) for letter, found in letters.items()]
