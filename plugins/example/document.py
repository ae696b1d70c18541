"""What a note adds to the shared document, and the part that every page gets."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

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
TEXT_PART_SCHEMA: Final = closed({"has_text": {"type": "boolean"}})
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


def text_part(page: Any, context: Context) -> Mapping[str, Any]:
    """Return `x.example` of a page: whether it has a text."""
    return {"has_text": bool(page.body)}


def schema_org(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return schema.org Message (https://schema.org/Message)."""
    return {
        "@type": "Message",
        "@id": document["url"],
        "headline": document["title"],
        "text": document["summary"],
        "inLanguage": document["locale"],
    }
