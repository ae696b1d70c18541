"""What a note adds to the shared document, and the part that every page gets."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub.content.building import Context
from hub.kernel.facts import Built
from hub.kernel.filters import Facet
from hub.kernel.reading import Reader
from hub.kernel.schema import closed, nullable, text

COLOURS: Final = ("yellow", "blue", "green")
NOTE_SCHEMA: Final = closed(
    {
        "colour": text(enum=list(COLOURS)),
        "pinned_until": nullable(text(format="date")),
    }
)
TEXT_PART_SCHEMA: Final = closed(
    {"has_text": {"type": "boolean"}, "language_count": {"type": "integer", "minimum": 1}}
)
COLOUR_FILTER: Final = Facet(
    name="colour",
    values=COLOURS,
    title=_("Colour"),
    labels={"yellow": _("yellow"), "blue": _("blue"), "green": _("green")},
    description="the paper a note is written on",
    example="blue",
)


def build_note(note: Any, context: Context) -> Built:
    """Return colour and pin. The author's address stays out."""
    pinned_until = note.pinned_until.isoformat() if note.pinned_until else None
    return Built(
        facts={"colour": note.colour, "pinned_until": pinned_until},
        facets=(("colour", note.colour),),
    )


def read_note(note: Any, facts: Mapping[str, Any]) -> dict[str, str]:
    """Write colour and pin."""
    reader = Reader(note, facts)
    reader.choice("colour")
    reader.date("pinned_until")
    return reader.errors


def language_counts(pages: Sequence[Any]) -> dict[UUID, int]:
    """Return {translation key: in how many languages it is published}, of a batch, in one query."""
    keys = {page.translation_key for page in pages}
    live = Page.objects.filter(translation_key__in=keys, live=True).order_by()
    return dict(live.values_list("translation_key").annotate(Count("pk")))


def text_part(page: Any, context: Context) -> Mapping[str, Any]:
    """Return `x.example` of a page: whether it has a text, and in how many languages it is."""
    count = context.ahead.get(page.translation_key, 1)
    return {"has_text": bool(page.body), "language_count": count}


def schema_org(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return schema.org Message (https://schema.org/Message)."""
    return {
        "@type": "Message",
        "@id": document["url"],
        "headline": document["title"],
        "text": document["summary"],
        "inLanguage": document["locale"],
    }
