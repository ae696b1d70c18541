"""Lists by a number of a kind: in its order, page by page, by one range of an index."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import Value
from psycopg import ClientCursor

from hub.kernel.contract.filters import NumberRange
from hub.kernel.documents.facts import Number
from hub.publication.models import Publication
from hub.publication.query import QueryError, parse, position_of, run, total
from hub.publication.query.cursor import encode
from hub.publication.query.run import statement
from tests.factories.rows import a_row, a_site
from tests.publication.test_query import EVENT, NEWS

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
AMOUNT = Number(name="amount", title="Amount")
CALL = replace(
    NEWS,
    name="call",
    plural="calls",
    numbers=(Number(name="places", title="Places"), AMOUNT),
    filters=(NumberRange(name="amount", description="its amount"),),
)


@pytest.fixture
def site():
    with time_machine.travel(NOW, tick=False):
        yield a_site()


def a_call(site, title, amount, **more):
    return a_row(site, "call", title, numbers=[None, amount], **more)


def pages(site, kind, query) -> list[list[str]]:
    found, cursor = [], None
    while True:
        given = {**query, **({"cursor": [cursor]} if cursor else {})}
        result = run(parse(given, (kind,), site))
        found.append([row.title for row in result.rows])
        cursor = result.next_cursor
        if cursor is None:
            return found


def test_a_list_goes_by_a_number_and_what_has_none_comes_last_either_way(site):
    for title, amount in (("much", 900), ("nothing said", None), ("little", 5), ("debt", -1)):
        a_call(site, title, amount)

    assert pages(site, CALL, {"sort": ["amount"]}) == [["debt", "little", "much", "nothing said"]]
    assert pages(site, CALL, {"sort": ["-amount"]}) == [["much", "little", "debt", "nothing said"]]
    assert run(parse({}, (CALL,), site)).rows[0].title == "debt"


@pytest.mark.parametrize("sort", ["amount", "-amount"])
@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_pages_of_any_size_cross_from_those_with_a_number_to_those_without(site, sort, size):
    amounts = [3, 3, 3, 1, None, None, None, 2]
    for place, amount in enumerate(amounts):
        a_call(site, f"{amount}-{place}", amount)
    whole = pages(site, CALL, {"sort": [sort]})[0]
    in_order = [title.partition("-")[0] for title in whole]
    falling = ["3", "3", "3", "2", "1"]
    assert in_order == (falling if sort == "-amount" else falling[::-1]) + ["None"] * 3

    found = pages(site, CALL, {"sort": [sort], "limit": [str(size)]})

    assert [title for page in found for title in page] == whole
    assert all(len(page) == size for page in found[:-1])


@pytest.mark.parametrize("sort", ["amount", "-amount"])
def test_each_page_knows_what_stands_before_it_and_leads_back(site, sort):
    for place, amount in enumerate([4, None, 2, 2, None, 1, None]):
        a_call(site, f"{place}", amount)
    query = {"sort": [sort], "limit": ["2"]}
    whole = [title for page in pages(site, CALL, query) for title in page]
    cursor = None
    for place in range(0, 6, 2):
        given = {**query, **({"cursor": [cursor]} if cursor else {})}
        selection = parse(given, (CALL,), site)
        found = position_of(selection)
        assert found.count == place
        if place > 2:
            back = run(parse({**query, "cursor": [found.cursor]}, (CALL,), site))
            assert [row.title for row in back.rows] == whole[place - 2 : place]
        cursor = run(selection).next_cursor


def test_a_range_of_numbers_takes_both_ends_in_and_leaves_out_what_has_none(site):
    for title, amount in (("500", 500), ("499", 499), ("1000", 1000), ("1001", 1001), ("-", None)):
        a_call(site, title, amount)

    found = pages(site, CALL, {"amount_min": ["500"], "amount_max": ["1000"], "sort": ["amount"]})

    assert found == [["500", "1000"]]
    assert total(parse({"amount_min": ["500"]}, (CALL,), site)) == 3
    assert total(parse({"amount_max": ["-5"]}, (CALL,), site)) == 0


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"sort": ["price"]}, "sort"),
        ({"sort": ["places", "amount"]}, "sort"),
        ({"amount_min": ["1.5"]}, "amount_min"),
        ({"amount_max": ["9" * 16]}, "amount_max"),
        ({"amount_max": ["٣"]}, "amount_max"),
        ({"amount_min": ["5"], "amount_max": ["4"]}, "amount_max"),
        ({"amount": ["5"]}, "amount"),
        # A cursor of another order.
        ({"sort": ["amount"], "cursor": [encode("Fest", UUID(int=1))]}, "cursor"),
    ],
)
def test_what_is_not_understood_is_named(site, query, parameter):
    with pytest.raises(QueryError) as caught:
        parse(query, (CALL,), site)
    assert [one.parameter for one in caught.value.problems] == [parameter]


def test_dates_by_a_number_hold_the_items_that_the_list_by_dates_holds(site):
    tour = replace(EVENT, numbers=(AMOUNT,))
    hour = timedelta(hours=1)
    for title, amount, days in (("dear", 9, [1, 5]), ("cheap", 1, [41]), ("past", 5, [-3])):
        dates = [(NOW + timedelta(days=day), NOW + timedelta(days=day) + hour) for day in days]
        a_row(site, "event", title, numbers=[amount], dates=dates)

    assert pages(site, tour, {}) == [["dear", "cheap"]]
    assert pages(site, tour, {"sort": ["amount"]}) == [["cheap", "dear"]]
    assert pages(site, tour, {"sort": ["amount"], "to": ["+30d"]}) == [["dear"]]
    assert pages(site, tour, {"sort": ["amount"], "weekday": ["sa"]}) == [["dear"]]


def test_words_are_looked_for_in_that_order_too(site):
    for title, amount in (("b", 2), ("a", 1), ("other", 3)):
        row = a_call(site, title, amount)
        words = "fest" if title != "other" else "markt"
        vector = SearchVector(Value(words), config="german")
        Publication.objects.filter(pk=row.pk).update(vector=vector)
    assert pages(site, CALL, {"q": ["fest"], "sort": ["-amount"]}) == [["b", "a"]]


@pytest.fixture
def thousands(site) -> None:
    """5,000 calls, of which ten each have one amount."""
    row = a_call(site, "first", 1)
    with connection.cursor() as cursor:
        columns = [
            one.column
            for one in row._meta.concrete_fields
            if one.name not in {"id", "document_id", "sequence", "numbers"}
        ]
        names = ", ".join(f'"{one}"' for one in columns)
        cursor.execute(
            f"INSERT INTO publication_publication (document_id, sequence, numbers, {names})"
            " SELECT gen_random_uuid(), 10 + n, ARRAY[n, nullif(n % 500, 7)],"
            f" {names} FROM publication_publication, generate_series(1, 5000) AS n"
        )
        cursor.execute("ANALYZE publication_publication")


def plan_of(site, query) -> str:
    sql, values = statement(parse(query, (CALL,), site))
    with connection.cursor() as cursor:
        text = ClientCursor(connection.connection).mogrify(sql, values)
        cursor.execute(f"EXPLAIN {text}")
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.usefixtures("thousands")
@pytest.mark.parametrize("more", [{}, {"amount_max": ["100"]}])
@pytest.mark.parametrize("sort", ["amount", "-amount"])
def test_a_page_reads_one_range_of_an_index(site, sort, more):
    plan = plan_of(site, {"sort": [sort], **more})

    assert plan.count("publication_number_2") == 2, plan
    assert "Seq Scan" not in plan, plan
    # Of each range no more than a page is sorted: what the index gives is in order.
    assert plan.count("Sort") <= 3, plan


@pytest.mark.usefixtures("thousands")
def test_a_narrow_range_is_looked_up_and_a_wide_one_read_in_order(site):
    narrow = plan_of(site, {"amount_min": ["100"], "amount_max": ["100"]})
    assert "publication_number_2" in narrow, narrow
    wide = plan_of(site, {"amount_min": ["100"]})
    assert "publication_newest" in wide, wide
    assert "Sort" not in wide, wide
