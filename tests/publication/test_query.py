"""The query language: what a list holds, in which order, page by page."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from urllib.parse import parse_qs

import pytest
import time_machine
from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from hub.kernel.contract.parts import Kind
from hub.publication.query import QueryError, facet_counts, parse, run
from tests.factories.rows import a_row, a_site

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def a_kind(name: str, order: str) -> Kind:
    return Kind(
        name=name,
        plural=f"{name}s",
        title=name,
        title_plural=name,
        model=object,
        build_document=lambda source, context: None,
        schema={},
        order=order,
    )


EVENT, NEWS, PAGE = a_kind("event", "dates"), a_kind("news", "newest"), a_kind("page", "title")


@dataclass
class Reader:
    site: object

    def ask(self, query: str = "", *kinds: Kind):
        parameters = parse_qs(query, keep_blank_values=True, strict_parsing=bool(query))
        return run(parse(parameters, kinds or (EVENT,), self.site))

    def titles(self, query: str = "", *kinds: Kind) -> list[str]:
        return [row.title for row in self.ask(query, *kinds).rows]

    def walk(self, query: str, *kinds: Kind) -> list[str]:
        titles, cursor = [], ""
        for _page in range(100):
            more = f"&cursor={cursor}" if cursor else ""
            result = self.ask(f"{query}{more}", *kinds)
            titles += [row.title for row in result.rows]
            if result.next_cursor is None:
                return titles
            cursor = result.next_cursor
        raise AssertionError("endless")


@pytest.fixture
def reader():
    with time_machine.travel(NOW, tick=False):
        yield Reader(a_site())


def event(reader, title, start_days, hours=2.0, **more):
    starts = start_days if isinstance(start_days, list) else [start_days]
    dates = [(NOW + one * DAY, NOW + one * DAY + hours * HOUR) for one in starts]
    return a_row(reader.site, "event", title, dates=dates, **more)


def test_events_come_in_the_order_of_their_next_date_each_once(reader):
    event(reader, "weekly", [-7, 0.2, 7, 14])
    event(reader, "tomorrow", 1)
    event(reader, "past", -3)
    event(reader, "next month", 30)
    assert reader.titles() == ["weekly", "tomorrow", "next month"]


def test_a_date_that_still_runs_comes_first(reader):
    event(reader, "exhibition", -10, hours=24 * 20)
    event(reader, "today", 0.1)
    assert reader.titles() == ["exhibition", "today"]
    assert reader.titles("from=2026-12-04") == []


def test_from_and_to_bound_the_dates_and_to_includes_its_day(reader):
    event(reader, "on the 30th", 7)
    event(reader, "on the 1st", 8)
    assert reader.titles("from=2026-11-30&to=2026-11-30") == ["on the 30th"]
    assert reader.titles("from=%2B8d") == ["on the 1st"]


def test_a_weekday_is_looked_for_among_all_dates(reader):
    event(reader, "daily", [0, 1, 2, 3, 4, 5, 6])
    event(reader, "saturday only", 5)
    assert reader.titles("weekday=sa") == ["daily", "saturday only"]
    assert reader.titles("weekday=su") == ["daily"]
    assert reader.titles("weekday=sa&weekday=su") == ["daily", "saturday only"]


def test_values_of_one_word_are_or_words_are_and(reader):
    event(reader, "sport in the south", 1, facets=["topic=sport", "district=sued"])
    event(reader, "sport in the north", 2, facets=["topic=sport", "district=nord"])
    event(reader, "music in the north", 3, facets=["topic=music", "district=nord"])
    assert reader.titles("topic=sport&topic=music&district=nord") == [
        "sport in the north",
        "music in the north",
    ]
    assert reader.titles("topic%21=sport") == ["music in the north"]


@pytest.mark.parametrize("frequent", [0, 1, 1000], ids=["frequent", "frequent", "rare"])
def test_rare_and_frequent_words_are_found_in_the_order_of_the_list(reader, monkeypatch, frequent):
    # The package's name `run` is the function.
    monkeypatch.setattr(import_module("hub.publication.query.run"), "FREQUENT", frequent)
    vector = SearchVector(Value("Sommerfeste am Fluss"), config="german")
    for title, start in (("third", 9), ("first", [1, 8]), ("second", 2), ("running", -1)):
        event(reader, title, start, hours=48, vector=vector)
    event(reader, "without", 3)
    in_order = ["running", "first", "second", "third"]
    assert reader.titles("q=sommerfest") == in_order
    assert reader.walk("q=sommerfest&limit=1") == in_order
    assert reader.titles("q=sommerfest&from=%2B5d") == ["first", "third"]
    assert reader.titles("q=sommerfest&weekday=tu") == ["first"]
    assert reader.titles("q=sommerfest+-fluss") == []
    assert reader.walk("q=sommerfest&limit=1", EVENT, NEWS) == [
        "running",
        "second",
        "first",
        "third",
    ]
    assert reader.ask("q=sommerfest&count=true").total == 4


def test_each_item_answers_once_whatever_its_languages(reader):
    german = event(reader, "deutsch", 1, answers=["de", "uk", "ar"])
    a_row(
        reader.site,
        "event",
        "english",
        dates=[(NOW + DAY, NOW + DAY + HOUR)],
        locale="en",
        answers=["en"],
        document_id=german.document_id,
    )
    assert reader.titles("locale=de") == ["deutsch"]
    assert reader.titles("locale=en") == ["english"]
    assert reader.titles("locale=ar") == ["deutsch"]
    assert reader.titles("locale=ar&fallback=none") == []


def test_a_fallback_says_so_in_its_document(reader):
    event(reader, "deutsch", 1)
    row = reader.ask("locale=ar").rows[0]
    stated = '"translation":{"status":"fallback","source_locale":"de",'
    assert stated in row.text.decode()
    assert row.etag.endswith("-f")
    assert not reader.ask("locale=de").rows[0].is_fallback


def test_news_come_newest_first_and_pages_by_title(reader):
    for title in ("b", "a", "c"):
        a_row(reader.site, "news", title)
        a_row(reader.site, "page", title)
    assert reader.titles("", NEWS) == ["c", "a", "b"]
    assert reader.titles("", PAGE) == ["a", "b", "c"]
    assert len(reader.titles("", NEWS, PAGE)) == 6


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_of_any_size_give_the_whole_list_in_order(reader, size):
    for number in range(7):
        event(reader, f"e{number}", [1 + number // 3, 20 + number])
        a_row(reader.site, "news", f"n{number}", published_at=NOW - DAY * (number // 2))
        a_row(reader.site, "page", "same title" if number < 4 else f"p{number}")
    for kind in (EVENT, NEWS, PAGE):
        whole = reader.ask("limit=100", kind).rows
        assert len(whole) == 7
        assert reader.walk(f"limit={size}", kind) == [row.title for row in whole]


def test_the_total_counts_items_not_dates(reader):
    event(reader, "weekly", [1, 8, 15])
    event(reader, "once", 2)
    assert reader.ask("count=true&limit=1").total == 2
    assert reader.ask("limit=1").total is None


def test_near_and_bbox_find_by_place(reader):
    event(reader, "dessau", 1, lat=51.8364, lon=12.2469)
    event(reader, "rosslau", 1, lat=51.8850, lon=12.2440)
    event(reader, "nowhere", 1)
    assert reader.titles("near=51.8364,12.2469&radius_km=2") == ["dessau"]
    assert len(reader.titles("near=51.8364,12.2469&radius_km=19.99999999999999")) == 2
    assert reader.titles("bbox=12.2,51.87,12.3,51.9") == ["rosslau"]


def test_counts_of_facets_count_items_of_the_selection(reader):
    event(reader, "a", [1, 8], facets=["topic=sport"])
    event(reader, "b", 2, facets=["topic=sport", "topic=music"])
    event(reader, "past", -3, facets=["topic=sport"])
    counts = facet_counts(parse({}, (EVENT,), reader.site))
    assert counts == {"topic": {"sport": 2, "music": 1}}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("colour=red", "colour"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=1e2", "limit"),
        ("limit=" + "9" * 5000, "limit"),
        ("limit=5&limit=6", "limit"),
        ("limit=٣", "limit"),
        ("from=yesterdayish", "from"),
        ("from=2026-02-30", "from"),
        ("from=%2B99999d", "from"),
        ("from=0001-01-01", "from"),
        ("from=2026-03-02&to=2026-03-01", "to"),
        ("locale=xx", "locale"),
        ("fallback=maybe", "fallback"),
        ("count=yes", "count"),
        ("cursor=AAAA", "cursor"),
        ("cursor=%FF", "cursor"),
        ("near=51", "near"),
        ("near=nan,inf", "near"),
        ("near=91,0", "near"),
        ("near=51,12&radius_km=201", "radius_km"),
        ("near=51,12&radius_km=nan", "radius_km"),
        ("radius_km=2", "radius_km"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=13,51,12,52", "bbox"),
        ("ids=7", "ids"),
        ("ids=", "ids"),
        ("ids=" + ",".join(["01a207c5-3bf5-7b12-9c8a-0610a6ce4344"] * 101), "ids"),
        ("q=", "q"),
        ("q=" + "a" * 201, "q"),
        ("q=a%00b", "q"),
        ("weekday=someday", "weekday"),
        ("accessible=nice", "accessible"),
        ("topic=", "topic"),
        ("changed_since=then", "changed_since"),
    ],
)
def test_what_is_not_understood_is_named(reader, query, parameter):
    with pytest.raises(QueryError) as caught:
        reader.ask(query)
    assert [one.parameter for one in caught.value.problems] == [parameter]
    assert caught.value.problems[0].message


@pytest.mark.parametrize("query", ["to=%2B2d", "to=+2d", "to= 2d"])
def test_a_plus_that_nobody_escaped_is_a_plus(reader, query):
    event(reader, "bald", 1)
    event(reader, "später", 5)
    assert reader.titles(query) == ["bald"]


def test_a_space_means_a_plus_nowhere_else(reader):
    for query in ("limit=+5", "ids=+30d", "from=+", "from=2026-03-14+"):
        with pytest.raises(QueryError):
            reader.ask(query)


def test_all_problems_are_named_at_once(reader):
    with pytest.raises(QueryError) as caught:
        reader.ask("limit=0&from=never&colour=red")
    assert {one.parameter for one in caught.value.problems} == {"limit", "from", "colour"}


def test_a_list_takes_one_statement(reader, django_assert_num_queries):
    event(reader, "a", 1)
    with django_assert_num_queries(1):
        reader.ask("topic=sport&from=today&to=%2B30d")


@hypothesis_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=30), max_size=3), max_size=4)
)
def test_any_parameters_give_a_list_or_a_named_problem(reader, parameters):
    known = ["near", "bbox", "cursor", "ids", "q", "from", "weekday"]
    for name, values in zip(known, list(parameters.values()), strict=False):
        for given_parameters in (parameters, {name: values}):
            try:
                run(parse(given_parameters, (EVENT,), reader.site))
            except QueryError as error:
                assert error.problems
