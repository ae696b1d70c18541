"""The dates of events in a span of days, as editors know them: published, and in drafts.

An event stands there once, whatever languages it has: dates are the same in all of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale, Revision

from hub.publication.query.moments import NIGHT
from hub.words.dates import clock_in_words
from plugins.events.choices import OFF, DateStatus, Status, Type
from plugins.events.models import EventPage
from plugins.events.recurrence import Occurrence, Refused
from plugins.events.recurrence.expand import Window, expand
from plugins.events.spans import span_in_words

MAXIMUM: Final = 100


@dataclass(frozen=True, kw_only=True)
class DateEntry:
    """One date of an event on one day. `mark` says in words what readers do not see of it yet."""

    title: str
    url: str
    time_text: str
    status: str
    is_off: bool
    is_public: bool
    mark: str
    languages: str
    starts_at: datetime


@dataclass(frozen=True)
class DatesBySpan:
    """What a grid of days shows: entries by day, and long-running events once."""

    by_day: dict[date, list[DateEntry]] = field(default_factory=lambda: defaultdict(list))
    running: list[DateEntry] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class _Version:
    """An event in one language, as it is public and as its draft says; either may be missing."""

    page: EventPage
    public: EventPage | None
    draft: EventPage | None

    @property
    def shown(self) -> EventPage:
        return self.public or self.draft or self.page


def entries(pages: QuerySet[EventPage], starts: datetime, ends: datetime) -> DatesBySpan:
    """Return the dates of these pages between two moments. The queries do not grow with them."""
    touching = Q(span_starts_at__lt=ends) & (
        Q(span_ends_at__gt=starts) | Q(span_ends_at__isnull=True)
    )
    # A draft may have dates here although the published page has none.
    rows = pages.filter(touching | Q(has_unpublished_changes=True))
    groups: dict[UUID, list[_Version]] = defaultdict(list)
    for version in _versions(list(rows.select_related("locale").prefetch_related("event_changes"))):
        groups[version.page.translation_key].append(version)
    own = Locale.get_default().pk
    found = DatesBySpan()
    for versions in groups.values():
        versions.sort(key=lambda one: (one.page.locale_id != own, one.page.locale_id))
        _add(found, versions, starts, ends)
    for listed in (*found.by_day.values(), found.running):
        listed.sort(key=lambda one: (one.starts_at, one.title))
    return found


def _versions(pages: list[EventPage]) -> Iterable[_Version]:
    changed = [one.latest_revision_id for one in pages if one.has_unpublished_changes]
    revisions = Revision.objects.in_bulk(changed)
    for page in pages:
        revision = revisions.get(page.latest_revision_id) if page.has_unpublished_changes else None
        draft = _as_written(revision) if revision else None
        if page.live:
            yield _Version(page=page, public=page, draft=draft)
        else:
            yield _Version(page=page, public=None, draft=draft or page)


def _as_written(revision: Revision) -> EventPage | None:
    """Return the page of a revision without asking for what it refers to: dates need none."""
    content = {name: value for name, value in revision.content.items() if name != "topics"}
    page: EventPage | None = EventPage.from_serializable_data(content, check_fks=False)
    return page


def _add(found: DatesBySpan, versions: list[_Version], starts: datetime, ends: datetime) -> None:
    version, zone = versions[0], ZoneInfo(settings.TIME_ZONE)
    languages = ", ".join(_language(one) for one in versions)
    public = _dates(version.public, starts, ends)
    draft = _dates(version.draft, starts, ends)
    page = version.shown
    for one in sorted({*public, *draft}, key=lambda one: one.starts_at):
        mark = _mark(version, one in public, one in draft)
        text = "" if page.all_day else _clock(one.starts_at.astimezone(zone))
        is_running = page.type == Type.LONG_RUNNING
        made = _entry(version, one, _span(page, one) if is_running else text, mark, languages)
        if is_running:
            found.running.append(made)
            return
        for day in _days_of(one, zone, starts, ends):
            is_first = day == one.starts_at.astimezone(zone).date()
            found.by_day[day].append(made if is_first else replace(made, time_text=""))


def _language(version: _Version) -> str:
    code = str(version.page.locale.language_code)
    if version.public is None:
        return _("%(language)s (draft)") % {"language": code}
    return _("%(language)s (changed)") % {"language": code} if version.draft else code


def _mark(version: _Version, is_public: bool, is_in_draft: bool) -> str:
    if version.public is None:
        return _("Draft")
    if version.draft is None:
        return ""
    if not is_public:
        return _("in the draft only")
    return _("has changes in the draft") if is_in_draft else _("no longer in the draft")


def _span(page: EventPage, one: Occurrence) -> str:
    return span_in_words(one, page.timezone, all_day=page.all_day)


def _clock(moment: datetime) -> str:
    return _("at %(time)s") % {"time": clock_in_words(moment)}


def _dates(page: EventPage | None, starts: datetime, ends: datetime) -> set[Occurrence]:
    try:
        series = page.series() if page else None
    except (Refused, ValueError, TypeError):
        series = None
    if series is None:
        return set()
    window = Window(today=series.wall(starts), until=series.wall(ends), maximum=MAXIMUM)
    return {
        one for one in expand(series, window).dates if starts < one.ends_at and one.starts_at < ends
    }


def _days_of(one: Occurrence, zone: ZoneInfo, starts: datetime, ends: datetime) -> list[date]:
    """Return its days between the two moments; a morning that it ends in is none of them."""
    first = one.starts_at.astimezone(zone).date()
    last = max(first, (one.ends_at.astimezone(zone) - NIGHT).date())
    first = max(first, starts.astimezone(zone).date())
    last = min(last, (ends.astimezone(zone) - timedelta(seconds=1)).date())
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _entry(version: _Version, one: Occurrence, text: str, mark: str, languages: str) -> DateEntry:
    page = version.shown
    status = one.status if page.status == Status.SCHEDULED else page.status
    return DateEntry(
        title=page.title,
        url=reverse("wagtailadmin_pages:edit", args=[version.page.pk]),
        time_text=text,
        status="" if status == "scheduled" else str(DateStatus(status).label),
        is_off=status in OFF,
        is_public=version.public is not None and mark != _("in the draft only"),
        mark=mark,
        languages=languages,
        starts_at=one.starts_at.astimezone(UTC),
    )
