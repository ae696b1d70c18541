"""What a note adds to the shared document, and the part that every page gets."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub.content.models import HubPage
from hub.kernel.contract.filters import DateRange, Facet, Filter, NumberRange, Open
from hub.kernel.contract.sources import Context, Facts
from hub.kernel.documents.document import described, moment
from hub.kernel.documents.facts import Built, DateFact, Number
from hub.kernel.documents.reader import Reader
from hub.kernel.documents.schema import MOMENT, closed, nullable, text
from plugins.example.models import Note

COLOURS: Final = ("yellow", "blue", "green")
NOTE_SCHEMA: Final = closed(
    {
        "colour": text(enum=list(COLOURS)),
        "pinned_until": nullable(text(format="date")),
        "reward_euros": nullable({"type": "integer", "minimum": 0}),
        "answer_by": nullable(MOMENT),
    }
)
TEXT_PART_SCHEMA: Final = closed(
    {"has_text": {"type": "boolean"}, "language_count": {"type": "integer", "minimum": 1}}
)
REWARD: Final = Number(name="reward", title=_("Reward in euros"))
FILTERS: Final[tuple[Filter, ...]] = (
    Facet(
        name="colour",
        values=COLOURS,
        title=_("Colour"),
        labels={"yellow": _("yellow"), "blue": _("blue"), "green": _("green")},
        description="the paper a note is written on",
        example="blue",
    ),
    NumberRange(
        name="reward", title=REWARD.title, description="what is paid, in euros", example="10"
    ),
    DateRange(
        name="deadline",
        role="deadline",
        title=_("Answers until"),
        description="until when to answer",
    ),
    Open(
        name="open",
        role="deadline",
        title=_("can still be answered"),
        description="whether one can still answer",
    ),
)


def build_note(note: Note, context: Context) -> Built:
    """Return colour, pin, reward and deadline. The author's address stays out."""
    pinned_until = note.pinned_until.isoformat() if note.pinned_until else None
    deadlines: tuple[DateFact, ...] = ()
    if note.answer_by:
        deadlines = (DateFact(starts_at=note.answer_by, ends_at=note.answer_by, role="deadline"),)
    return Built(
        facts={
            "colour": note.colour,
            "pinned_until": pinned_until,
            "reward_euros": note.reward_euros,
            "answer_by": moment(note.answer_by),
        },
        dates=deadlines,
        facets=(("colour", note.colour),),
        numbers={REWARD.name: note.reward_euros},
    )


def read_note(note: Note, facts: Facts) -> dict[str, str]:
    """Write colour, pin, reward and deadline."""
    reader = Reader(note, facts)
    reader.choice("colour")
    reader.date("pinned_until")
    reader.number("reward_euros")
    reader.moment("answer_by")
    return reader.errors


def language_counts(pages: Sequence[HubPage]) -> dict[UUID, int]:
    """Return {translation key: in how many languages it is published}, of a batch, in one query."""
    keys = {page.translation_key for page in pages}
    live = Page.objects.filter(translation_key__in=keys, live=True).order_by()
    return dict(live.values_list("translation_key").annotate(Count("pk")))


def text_part(page: HubPage, context: Context) -> Facts:
    """Return `x.example` of a page: whether it has a text, and in how many languages it is."""
    count = context.ahead.get(page.translation_key, 1)
    return {"has_text": bool(page.body), "language_count": count}


def schema_org(document: Facts) -> dict[str, Any]:
    """Return schema.org Message (https://schema.org/Message)."""
    return described(document, "Message")
