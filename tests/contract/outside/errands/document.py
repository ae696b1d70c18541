"""What an errand adds to the shared document, and how a line is read back."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from errands.models import Errand
from hub.kernel.contract.filters import DateRange, Filter, NumberRange, Open
from hub.kernel.contract.sources import Context, Facts
from hub.kernel.documents.document import described, moment
from hub.kernel.documents.facts import Built, DateFact, Number
from hub.kernel.documents.reader import Reader
from hub.kernel.documents.schema import MOMENT, closed, nullable

SCHEMA: Final = closed(
    {"minutes": nullable({"type": "integer", "minimum": 0}), "needed_by": nullable(MOMENT)}
)
MINUTES: Final = Number(name="minutes", title=_("Minutes it takes"))
FILTERS: Final[tuple[Filter, ...]] = (
    NumberRange(name="minutes", title=MINUTES.title, description="how long it takes, in minutes"),
    DateRange(
        name="deadline",
        role="deadline",
        title=_("Needed by"),
        description="until when help is needed",
    ),
    Open(
        name="open",
        role="deadline",
        title=_("Help is still needed"),
        description="whether the day by which help is needed is still to come",
    ),
)


def build_errand(errand: Errand, context: Context) -> Built:
    """Return how long it takes and until when somebody is needed."""
    at = errand.needed_by
    return Built(
        facts={"minutes": errand.minutes, "needed_by": moment(at)},
        dates=(DateFact(role="deadline", starts_at=at, ends_at=at),) if at else (),
        numbers={MINUTES.name: errand.minutes},
    )


def read_errand(errand: Errand, facts: Facts) -> dict[str, str]:
    """Write a line's facts onto an errand; return {field: what is wrong}."""
    reader = Reader(errand, facts)
    reader.number("minutes")
    reader.moment("needed_by")
    return reader.errors


def schema_org(document: Facts) -> dict[str, Any]:
    """Return schema.org Demand (https://schema.org/Demand)."""
    return {
        **described(document, "Demand"),
        "availabilityEnds": document["errand"]["needed_by"],
    }
