"""What a document part reads ahead is read once a batch; where that breaks, once a document."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.kernel.contract.parts import DocumentPart
from hub.publication.models import Failure, Publication
from hub.publication.settle import settle
from plugins.editorial.models import HomePage, StandardPage
from tests.factories.content import add_page, hub_site
from tests.kernel.capabilities import capability, installed

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return hub_site(HomePage).root_page


def make_pages(home, count, word):
    return [
        add_page(home, StandardPage, title=f"{word} {number}", slug=f"{word}-{number}")
        for number in range(count)
    ]


def part(prefetch):
    return DocumentPart(
        name="length",
        kind="page",
        prefetch=prefetch,
        build=lambda page, context: {"length": context.ahead[page.pk]},
        schema={"type": "object"},
    )


def said_of(page):
    row = Publication.objects.get(document_id=page.translation_key, is_deleted=False)
    return json.loads(row.document)["x"]["test"]


def settled_again(pages):
    """Settle pages whose rows are all to be written anew; return the statements it takes."""
    keys = {page.translation_key for page in pages}
    Publication.objects.filter(document_id__in=keys).update(digest="")
    with CaptureQueriesContext(connection) as queries:
        settle(keys)
    return [one["sql"] for one in queries]


def test_a_batch_is_read_ahead_at_once(home):
    batches = []

    def prefetch(pages):
        batches.append({page.pk for page in pages})
        return {page.pk: len(page.title) for page in pages}

    pages = make_pages(home, 7, "Seite")
    with installed(capability("test", (part(prefetch),))):
        settled_again(pages)

        assert batches == [{page.pk for page in pages}]
        assert said_of(pages[3]) == {"length": 7}


def test_its_statements_do_not_grow_with_the_batch(home):
    def prefetch(pages):
        found = StandardPage.objects.filter(pk__in=[page.pk for page in pages], live=True)
        return dict(found.values_list("pk", "show_in_menus"))

    few, many = make_pages(home, 2, "Eine"), make_pages(home, 7, "Andere")
    with installed(capability("test", (part(prefetch),))):
        settled_again(few)
        own = [sql for sql in settled_again(few) if "show_in_menus" in sql and "IN (" in sql]
        more = [sql for sql in settled_again(many) if "show_in_menus" in sql and "IN (" in sql]

    assert len(more) == len(own) > 0


def test_where_reading_ahead_breaks_one_document_fails_and_the_others_go_on(home):
    pages = make_pages(home, 3, "Seite")

    def prefetch(found):
        if pages[1].pk in [page.pk for page in found]:
            raise ZeroDivisionError("a defect of the capability")
        return {page.pk: len(page.title) for page in found}

    with installed(capability("test", (part(prefetch),))):
        settled_again(pages)

        assert said_of(pages[0]) == said_of(pages[2]) == {"length": 7}
    assert [one.document_id for one in Failure.objects.all()] == [pages[1].translation_key]
