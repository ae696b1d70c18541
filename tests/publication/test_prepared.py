"""Reads for delivery: plans by text, errors and counts as Django has them."""

import pytest
from django.db import DataError, connection, transaction

from hub.publication.query import prepared
from hub.publication.query.prepared import fetch

pytestmark = pytest.mark.django_db


def plans(start):
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'hub_%'")
        return sorted(text for (text,) in cursor.fetchall() if text.startswith(start))


def test_a_text_that_is_asked_again_keeps_its_plan():
    for _time in range(2):
        fetch("SELECT %s, 'kept'", [7])
    assert plans("SELECT 7, 'kept'") == []
    for _time in range(3):
        assert fetch("SELECT %s, 'kept'", [7]) == [[b"7", b"kept"]]
    assert plans("SELECT 7, 'kept'") == ["SELECT 7, 'kept'"]


def test_only_the_texts_asked_last_keep_their_plan(monkeypatch):
    monkeypatch.setattr(prepared, "TEXTS_MAXIMUM", 2)
    for number in range(4):
        for _time in range(3):
            fetch("SELECT %s, 'of four'", [number])
    # Those of earlier tests on this connection have gone too.
    assert [text for text in plans("SELECT") if "of four" in text][-1] == "SELECT 3, 'of four'"
    assert "SELECT 0, 'of four'" not in plans("SELECT")


def test_an_error_is_djangos_and_leaves_the_connection_usable():
    for _time in range(4):
        with pytest.raises(DataError), transaction.atomic():
            fetch("SELECT 1 / %s", [0])
    assert fetch("SELECT %s::text", ["ä%s"]) == [["ä%s".encode()]]


def test_a_read_counts_as_a_query(django_assert_num_queries):
    with django_assert_num_queries(1) as captured:
        assert fetch("SELECT NULL", ()) == [[None]]
    assert captured.captured_queries[0]["sql"] == "SELECT NULL"


@pytest.mark.django_db
def test_values_that_are_equal_are_not_the_same_text():
    for _again in range(4):
        for value, expected in ((1, b"1"), (True, b"t"), (1.0, b"1.0"), ([1], b"{1}")):
            assert fetch("SELECT %s", [value]) == [[expected]]
