"""Open, closing soon, announced, closed: what a call is at a moment, and what turns by itself."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from hub.content.translating.originals import original_locales
from hub.publication.models import Publication
from plugins.funding.choices import Timing
from plugins.funding.models import FundingPage

SOON: Final = timedelta(days=14)
# So long a call is taken to be as it was when somebody last looked.
CHECKED_FOR: Final = timedelta(days=90)
MONTH: Final = timedelta(days=30)
OF_TIME: Final = frozenset({"state", "check_due", "apply"})


def next_deadline(moments: Sequence[datetime], now: datetime) -> datetime | None:
    """Return the next moment; the last one where all are over; None where there is none."""
    return next((one for one in moments if one > now), moments[-1] if moments else None)


def state_of(timing: str, moments: Sequence[datetime], now: datetime) -> str:
    """Return a key of `STATES`. A call of which nothing is known counts as open."""
    if timing == Timing.ANNOUNCED:
        return "announced"
    until = next_deadline(moments, now) if timing == Timing.DATED else None
    if until is None:
        return "open"
    if until <= now:
        return "closed"
    return "closing_soon" if until - now <= SOON else "open"


def is_check_due(checked_on: date | None, today: date) -> bool:
    """Whether somebody has to compare the call with the funder's page again."""
    return checked_on is None or today - checked_on > CHECKED_FOR


def outdated() -> list[UUID]:
    """Return the ids of published calls whose rows say what no longer holds. Three queries."""
    now, today = timezone.now(), timezone.localdate()
    pages = {
        (page.translation_key, page.locale_id): page
        for page in FundingPage.objects.filter(live=True).prefetch_related("deadlines")
    }
    locales = original_locales({key for key, _locale in pages})
    holds = {
        key: {"=".join(facet) for facet in facets_of_time(page, now, today)}
        for (key, locale), page in pages.items()
        if locales.get(key, locale) == locale
    }
    rows = Publication.objects.public().filter(document_id__in=holds)
    said = rows.values_list("document_id", "facets")
    return sorted({key for key, facets in said if holds[key] != _of_time(facets)})


def facets_of_time(page: FundingPage, now: datetime, today: date) -> tuple[tuple[str, str], ...]:
    """Return the facets that change without anybody saving the page."""
    moments = page.deadline_moments
    is_due = is_check_due(page.checked_on, today)
    return (
        ("state", state_of(page.timing, moments, now)),
        ("check_due", str(is_due).lower()),
        *(("apply", when) for when in times_to_apply(page.timing, moments, now)),
    )


def times_to_apply(timing: str, moments: Sequence[datetime], now: datetime) -> list[str]:
    """Return for whom the call is in time: keys of `TIMES`."""
    state = state_of(timing, moments, now)
    if state == "announced":
        return ["announced"]
    if state == "closed":
        return []
    has_time = timing != Timing.DATED or not moments or moments[-1] > now + MONTH
    return ["now", "in_a_month"] if has_time else ["now"]


def _of_time(facets: Sequence[str]) -> set[str]:
    return {one for one in facets if one.partition("=")[0] in OF_TIME}
