"""Lists by the next date of a role: what has none stays, last; what is over as the kind says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hub.kernel.contract.filters import DateRange, Open
from hub.kernel.documents.facts import DateFact
from hub.publication.building.build import listed_dates
from hub.publication.models import Publication
from hub.publication.query import parse, position_of, run, total
from hub.publication.reading.listen import newest_edition
from hub.publication.writing.write import date_rows
from tests.factories.rows import a_row, a_site
from tests.publication.test_query import NEWS

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CALL = replace(
    NEWS,
    name="call",
    plural="calls",
    order="deadline",
    filters=(
        DateRange(name="deadline", role="deadline", description="its deadline"),
        Open(name="open", role="deadline", description="whether one can apply"),
    ),
)
STRICT = replace(CALL, ended="leave")


@pytest.fixture
def now():
    """By the database's clock: it says what is over."""
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def site():
    return a_site()


def a_call(site, kind, title, *deadlines: datetime) -> Publication:
    facts = tuple(DateFact(starts_at=one, ends_at=one, role="deadline") for one in deadlines)
    row = a_row(site, "call", title)
    for given in date_rows(listed_dates(kind, facts)):
        row.dates.create(
            document_id=row.document_id,
            site_id=row.site_id,
            kind="call",
            locale=row.locale,
            answers=row.answers,
            facets=row.facets,
            **given,
        )
    return row


def titles(site, kind=CALL, **query: str) -> list[str]:
    given = {name: [value] for name, value in query.items()}
    return [row.title for row in run(parse(given, (kind,), site)).rows]


def four(site, kind, now):
    a_call(site, kind, "in a month", now + 30 * DAY)
    a_call(site, kind, "at any time")
    a_call(site, kind, "over", now - 3 * DAY)
    a_call(site, kind, "twice a year", now - 100 * DAY, now + 10 * DAY, now + 190 * DAY)


def test_the_next_date_counts_and_what_has_none_or_is_over_comes_last(site, now):
    four(site, CALL, now)

    found = titles(site)

    assert found[:2] == ["twice a year", "in a month"]
    assert sorted(found[2:]) == ["at any time", "over"]
    assert total(parse({}, (CALL,), site)) == 4


def test_what_is_over_leaves_where_the_kind_says_so(site, now):
    four(site, STRICT, now)

    assert titles(site, STRICT) == ["twice a year", "in a month", "at any time"]
    assert titles(site, STRICT, open="true") == ["twice a year", "in a month", "at any time"]
    assert titles(site, STRICT, open="false") == ["over"]


def test_open_leaves_out_what_is_over_of_a_list_that_keeps_it(site, now):
    four(site, CALL, now)

    assert titles(site, open="true") == ["twice a year", "in a month", "at any time"]
    assert titles(site, open="false") == ["over"]


def test_a_span_of_the_role_bounds_the_very_dates_of_the_list(site, now):
    four(site, CALL, now)

    assert titles(site, deadline_from="+5d") == ["twice a year", "in a month"]
    assert titles(site, deadline_from="+20d") == ["in a month", "twice a year"]
    assert titles(site, deadline_to="+20d") == ["twice a year"]
    assert titles(site, deadline_from="-10d", deadline_to="-1d") == ["over"]


def test_an_item_says_under_which_date_it_stands_and_that_it_has_none(site, now):
    four(site, CALL, now)

    starts = [row.starts_at for row in run(parse({}, (CALL,), site)).rows]

    assert starts == [now + 10 * DAY, now + 30 * DAY, None, None]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_cross_from_those_with_a_date_to_those_without(site, now, size):
    four(site, CALL, now)
    whole = titles(site)
    walked, cursor = [], None
    while True:
        given = {"limit": [str(size)], **({"cursor": [cursor]} if cursor else {})}
        selection = parse(given, (CALL,), site)
        assert position_of(selection).count == len(walked)
        result = run(selection)
        walked += [row.title for row in result.rows]
        cursor = result.next_cursor
        if cursor is None:
            break

    assert walked == whole


def test_a_deadline_is_no_date_that_one_can_go_to(site, now):
    visit = replace(NEWS, name="visit", plural="visits", order="dates")
    facts = (
        DateFact(starts_at=now + 2 * DAY, ends_at=now + 2 * DAY, role="deadline"),
        DateFact(starts_at=now + 9 * DAY, ends_at=now + 9 * DAY),
    )
    row = a_row(site, "visit", "a course")
    for given in date_rows(facts):
        row.dates.create(
            document_id=row.document_id,
            site_id=row.site_id,
            kind="visit",
            locale="de",
            answers=row.answers,
            **given,
        )

    found = run(parse({}, (visit,), site)).rows

    assert [one.starts_at for one in found] == [now + 9 * DAY]
    assert titles(site, visit, to="+5d") == []


def test_what_is_made_of_the_rows_holds_until_the_next_deadline(site, now):
    a_call(site, CALL, "over", now - DAY)
    a_call(site, CALL, "soon", now + timedelta(hours=1))
    a_call(site, CALL, "at any time")

    # A moment is stored as one second.
    assert newest_edition().ends_at == (now + timedelta(hours=1, seconds=1)).timestamp()
