"""What is forgotten: what answered reports say of people."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from plugins.accessibility.models import BarrierReport

TEXTS = ("name", "email", "description", "wish", "note")


def find(email: str) -> list[QuerySet[BarrierReport]]:
    """Return the reports with this address; one that somebody wrote into a text counts too, even
    as the page."""
    named = Q(email__iexact=email)
    for name in ("name", "description", "wish", "note"):
        named |= Q(**{f"{name}__icontains": email})
    return [BarrierReport.objects.filter(named | Q(page__icontains=email))]


def erase(email: str) -> int:
    """Empty all that reports with this address hold about people; return how many reports.

    What the office has to show stays: reference and days.
    """
    return _empty(find(email)[0], page="")


def forget_reports(reports: QuerySet[BarrierReport]) -> int:
    """Empty those of these reports that still say something of people; return how many."""
    filled = Q()
    for name in TEXTS:
        filled |= ~Q(**{name: ""})
    return _empty(reports.filter(filled))


def _empty(reports: QuerySet[BarrierReport], **more: Any) -> int:
    return reports.update(**dict.fromkeys(TEXTS, ""), erased_at=timezone.now(), **more)
