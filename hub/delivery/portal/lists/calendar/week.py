"""The week as the home page draws it: every day from Monday with what happens on it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from hub.delivery.portal.lists.filters.filter_form import link
from hub.publication.query import SiteFacts
from hub.publication.query.moments import parse_moment
from hub.publication.reading.days import days_of

SHOWN_MAXIMUM = 6


@dataclass(frozen=True)
class Piece:
    """One date of the week: enough to draw its picture."""

    id: str
    topic: str


@dataclass(frozen=True)
class WeekDay:
    """One day; `pieces` are at most six of its `count` dates; `url` is its list."""

    date: date
    pieces: tuple[Piece, ...]
    count: int
    url: str

    @property
    def rest(self) -> int:
        """Return how many dates are not drawn."""
        return self.count - len(self.pieces)

    @property
    def is_past(self) -> bool:
        """Whether the day is over."""
        return self.date < timezone.localdate()

    @property
    def is_today(self) -> bool:
        """Whether the day is today."""
        return self.date == timezone.localdate()


@dataclass(frozen=True)
class Week:
    """Seven days from Monday and the number of their dates."""

    days: tuple[WeekDay, ...]
    count: int


def week(site: SiteFacts, locale: str, kind: str, path: str) -> Week:
    """Return the current week of a kind's dates; cancelled ones are left out; one query."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=number) for number in range(7)]
    starts_from = parse_moment(days[0].isoformat())
    ends_before = parse_moment(days[-1].isoformat(), is_end=True)
    pieces: dict[date, list[Piece]] = {day: [] for day in days}
    for one in days_of(site, locale, kind, starts_from, ends_before):
        pieces[one.day].append(Piece(one.document_id, one.topic))
    made = tuple(
        WeekDay(day, tuple(pieces[day][:SHOWN_MAXIMUM]), len(pieces[day]), _link(path, day))
        for day in days
    )
    return Week(made, sum(one.count for one in made))


def _link(path: str, day: date) -> str:
    return link(path, {"from": [day.isoformat()], "to": [day.isoformat()]})
