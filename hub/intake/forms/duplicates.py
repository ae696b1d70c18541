"""Is it there already? What is public and looks like what somebody sends, by day, place and title.

Asked of senders before they send ("Is it this one?"), and for moderators.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from difflib import SequenceMatcher
from json import loads
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from hub.kernel.contract.parts import IntakeForm
from hub.publication.models import Publication

# A form that has asked says so when it is sent again.
ASKED: Final = "asked"
# Only the first days are compared: a weekly event meets itself on any of them.
DAYS: Final = 3
READ_MAXIMUM: Final = 500
SHOWN_MAXIMUM: Final = 4
# How much of the shorter title's words, or of its letters, must be the same.
WORDS_ALIKE: Final = 0.5
LETTERS_ALIKE: Final = 0.8
WORD: Final = re.compile(r"\w{3,}")


def likely(
    lines: Sequence[Mapping[str, Any]],
    part: IntakeForm,
    site_id: int,
    besides: UUID | None = None,
) -> list[Publication]:
    """Return public rows of other documents that may be the same, the likeliest first.

    On the same day half of the title, or the same place, is enough; without days the title must be
    nearly the same.
    """
    line, days = lines[0], _days(lines, part)
    rows = Publication.objects.public().filter(site_id=site_id, kind=part.kind)
    if besides:
        rows = rows.exclude(document_id=besides)
    if days:
        rows = rows.filter(_on_one_of(days)).distinct()
    best: dict[UUID, tuple[float, Publication]] = {}
    for row in rows.order_by("pk")[:READ_MAXIMUM]:
        points = _alike(line, row, has_day=bool(days))
        if points > best.get(row.document_id, (0.0, row))[0]:
            best[row.document_id] = (points, row)
    ranked = sorted(best.values(), key=lambda one: -one[0])
    return [row for _points, row in ranked[:SHOWN_MAXIMUM]]


def _days(lines: Sequence[Mapping[str, Any]], part: IntakeForm) -> list[date]:
    dates = getattr(part.form, "dates", None)
    found = dates(lines)[:DAYS] if dates else []
    return [timezone.localtime(datetime.fromisoformat(key)).date() for key, _words in found]


def _on_one_of(days: list[date]) -> Q:
    found = Q()
    for day in days:
        start = timezone.make_aware(datetime.combine(day, time()))
        found |= Q(dates__starts_at__gte=start, dates__starts_at__lt=start + timedelta(days=1))
    return found


def _alike(line: Mapping[str, Any], row: Publication, *, has_day: bool) -> float:
    """Return how much they are alike, 0 where that is not enough."""
    ours, theirs = str(line["title"]).casefold(), row.title.casefold()
    letters = SequenceMatcher(None, ours, theirs).ratio()
    if letters >= LETTERS_ALIKE or not has_day:
        return letters if letters >= LETTERS_ALIKE else 0.0
    own, others = set(WORD.findall(ours)), set(WORD.findall(theirs))
    words = len(own & others) / max(1, min(len(own), len(others)))
    if words >= WORDS_ALIKE:
        return words
    return WORDS_ALIKE if _is_same_place(line.get("place"), row) else 0.0


def _is_same_place(given: Any, row: Publication) -> bool:
    place = loads(row.document)["place"]
    if not place or not isinstance(given, Mapping):
        return False
    name = str(given.get("name") or "").casefold()
    return str(given.get("id")) == place["id"] or name == place["name"].casefold()
