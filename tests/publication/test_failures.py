"""One document that cannot be looked at, built or written is noted; all others go on."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hub.kernel.contract import registry
from hub.kernel.documents.facts import DateFact
from hub.publication import settle as settling
from hub.publication.models import Failure, Publication
from hub.publication.settle import settle
from hub.publication.sweep import sweep
from plugins.editorial.models import NewsPage
from tests.factories.content import add_page
from tests.publication.conftest import commit, row
from tests.snapshots import remembered

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)


def make_many(index):
    with commit():
        return [
            add_page(index, NewsPage, title=f"Meldung {number}", slug=f"m{number}")
            for number in range(9)
        ]


@pytest.fixture
def many(index):
    return remembered(make_many, index=index)


@pytest.fixture
def change_news(change_kind):
    """Return a function that has the builder of news give something else for one page."""

    def change(page, **facts):
        build = registry.kind("news").build_document

        def build_document(source, context):
            built = build(source, context)
            return replace(built, **facts) if source.pk == page.pk else built

        change_kind("news", build_document=build_document)
        Publication.objects.update(digest="")

    return change


def dated(**facts):
    given = {"role": "event", "starts_at": NOON, "ends_at": NOON, "status": "confirmed", **facts}
    return {"dates": (DateFact(**given),)}


@pytest.mark.parametrize(
    "facts",
    [
        dated(status="x" * 21),
        dated(ends_at=None),
        {"shared": {"title": "x" * 300}},
        {"shared": {"title": "Null \x00 Byte"}},
        {"shared": {"title": "half a pair \ud800"}},
        {"shared": {"place": {"lat": "north", "lon": 12.2}}},
        {"facets": (("topic", object()),), "references": frozenset({"no id"})},
    ],
    ids=["status", "no end", "long title", "null", "surrogate", "place", "reference"],
)
def test_a_row_that_cannot_be_written_stops_no_other(many, change_news, facts):
    bad = many[4]
    before = row(bad).document
    change_news(bad, **facts)
    result = settle({page.document_id for page in many})
    assert (result.written_count, result.failed_count) == (8, 1)
    assert all(row(page).digest for page in many if page != bad)
    assert row(bad).document == before
    failure = Failure.objects.get()
    assert (failure.document_id, failure.title) == (bad.document_id, "Meldung 4")


def test_the_sweep_goes_on_behind_a_row_that_cannot_be_written(many, change_news):
    change_news(many[0], **dated(status="x" * 21))
    sweep()
    assert not Publication.objects.filter(is_deleted=False, digest="").exclude(
        document_id=many[0].document_id
    )
    sequence = Publication.objects.order_by("-sequence").first().sequence
    sweep()
    assert Publication.objects.order_by("-sequence").first().sequence == sequence


def test_a_page_that_cannot_be_looked_at_stops_no_other(many, monkeypatch):
    bad = many[4]
    Publication.objects.update(digest="")
    look = settling.candidates_of

    def fail(ids, tree):
        if bad.document_id in ids:
            raise AttributeError("a page without an address")
        return look(ids, tree)

    monkeypatch.setattr(settling, "candidates_of", fail)
    result = settle({page.document_id for page in many})
    assert (result.written_count, result.failed_count) == (8, 1)
    assert "without an address" in Failure.objects.get(document_id=bad.document_id).error


def test_a_row_that_cannot_be_written_is_taken_down_when_its_page_is(many, change_news, committed):
    bad = many[4]
    change_news(bad, **dated(status="x" * 21))
    settle({bad.document_id})
    with committed():
        bad.unpublish()
    assert row(bad) is None


def test_the_failure_is_forgotten_once_the_row_can_be_written(many, change_news):
    bad = many[4]
    change_news(bad, **dated(status="x" * 21))
    settle({bad.document_id})
    change_news(bad, dates=())
    settle({bad.document_id})
    assert row(bad).digest
    assert not Failure.objects.exists()


def test_sequences_have_no_gap_where_a_row_could_not_be_written(many, change_news):
    change_news(many[4], **dated(status="x" * 21))
    before = Publication.objects.order_by("-sequence").first().sequence
    settle({page.document_id for page in many})
    later = Publication.objects.filter(sequence__gt=before).order_by("sequence")
    assert list(later.values_list("sequence", flat=True)) == list(range(before + 1, before + 9))
