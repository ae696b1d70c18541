"""The spans of time people ask for: today, tomorrow, the weekends, the next seven days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from hub.delivery.portal.lists.filters.filter_form import link

SATURDAY: Final = 5


@dataclass(frozen=True)
class Span:
    """One span as an address of the same list."""

    label: str
    url: str
    is_chosen: bool


def spans(
    path: str, chosen: Mapping[str, Sequence[str]], kept: Mapping[str, Sequence[str]]
) -> tuple[Span, ...]:
    """Return the spans; choosing one leaves the other filters as they are."""
    today = timezone.localdate()
    saturday = today + timedelta(days=SATURDAY - today.weekday())
    weekend = (max(saturday, today), saturday + timedelta(days=1))
    next_weekend = (saturday + timedelta(days=7), saturday + timedelta(days=8))
    offered: list[tuple[str, tuple[date, date]]] = [
        (_("today"), (today, today)),
        (_("tomorrow"), (today + timedelta(days=1), today + timedelta(days=1))),
        (_("at the weekend"), weekend),
        (_("next weekend"), next_weekend),
        (_("in the next 7 days"), (today, today + timedelta(days=6))),
        (_("in the next 30 days"), (today, today + timedelta(days=29))),
    ]
    made = []
    for label, (first, last) in offered:
        given = {"from": [first.isoformat()], "to": [last.isoformat()]}
        is_chosen = all(list(chosen.get(name, [])) == value for name, value in given.items())
        made.append(Span(label, link(path, {**chosen, **given, **kept}), is_chosen))
    return tuple(made)
