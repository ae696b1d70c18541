"""Reading ahead: as many queries for fifty pages as for one, and the same documents."""

import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document
from wagtail.models import Page

from hub.content.building import shared_fields
from hub.content.context import BuildContext
from hub.content.shelf import prefetch
from hub.publication.building.references import Lookup
from hub.publication.hinting.hints import held
from hub.publication.models import Publication
from hub.publication.settle import settle
from plugins.editorial.models import SectionPage, StandardPage
from tests.factories.content import (
    ContactFactory,
    DistrictFactory,
    ImageFactory,
    TopicFactory,
    TopicLabelFactory,
    add_page,
)
from tests.factories.events import event, event_index
from tests.factories.kinds import add_organisation

pytestmark = pytest.mark.django_db


def full_page(parent: Page, number: int, target: Page) -> Any:
    """Add a page that refers to something of each kind, all its own but the target."""
    image, contact = ImageFactory(), ContactFactory()
    file = Document.objects.create(title="Liste", file=ContentFile(b"x", "l.pdf"), file_size=1)
    topic = TopicFactory(parent=TopicFactory())
    TopicLabelFactory(topic=topic)
    link = f'<p><a linktype="page" id="{target.pk}">a</a> '
    link += f'<a linktype="document" id="{file.pk}">b</a></p>'
    picture = {"image": image.pk, "alt": "", "is_decorative": False, "caption": ""}
    return add_page(
        parent,
        StandardPage,
        title=f"Seite {number}",
        image=ImageFactory(),
        district=DistrictFactory(),
        contact=ContactFactory(),
        topics=[topic],
        body=[
            {"type": "rich_text", "value": link},
            {"type": "image", "value": picture},
            {"type": "gallery", "value": {"title": "", "pictures": [picture, picture]}},
            {"type": "contact_box", "value": {"title": "", "contact": contact.pk}},
            {"type": "downloads", "value": {"title": "", "files": [{"document": file.pk}]}},
        ],
    )


def build_all(pages: list[Any]) -> tuple[int, list[Any]]:
    """Return how many queries building takes, and the documents' shared fields."""
    lookup = Lookup()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        shelf = prefetch(pages)
        built = [
            shared_fields(
                page,
                "page",
                BuildContext(
                    locale="de",
                    url="http://testserver/de/",
                    site_url="http://testserver",
                    lookup=lookup,
                    shelf=shelf,
                ),
            )
            for page in pages
        ]
    return len(queries), built


def test_a_dozen_pages_take_as_many_queries_as_one(
    site: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        target = add_page(site.root_page, SectionPage, title="Ziel")
        made = [full_page(target, number, target) for number in range(12)]
    settle({target.translation_key})
    keys = [one.pk for one in made]
    build_all(list(Page.objects.filter(pk__in=keys[:1]).specific()))  # warms content types
    one_count, _one_built = build_all(list(Page.objects.filter(pk__in=keys[:1]).specific()))
    many_count, built = build_all(list(Page.objects.filter(pk__in=keys).specific()))
    assert many_count == one_count
    assert one_count <= 14
    assert len(built) == 12
    for document in built:
        assert document["image"]
        assert document["topics"]
        assert document["body_html"].count("<img") == 3
        assert "/de/ziel/" in document["body_html"]
        assert "contact-box" in document["body_html"]
        assert "/documents/" in document["body_html"]


def test_without_reading_ahead_the_documents_are_the_same(site: Any) -> None:
    target = add_page(site.root_page, SectionPage, title="Ziel")
    settle({target.translation_key})
    made = full_page(target, 1, target)
    _count, [ahead] = build_all([Page.objects.get(pk=made.pk).specific])
    context = BuildContext(
        locale="de",
        url="http://testserver/de/",
        site_url="http://testserver",
        lookup=Lookup(),
    )
    assert shared_fields(Page.objects.get(pk=made.pk).specific, "page", context) == ahead


def test_new_rows_name_others_in_as_many_queries_however_many_they_are(site: Any) -> None:
    index = event_index(site.root_page)
    counts = []
    # As many as are always built under one lock.
    for many in (2, 8):
        with held():
            events = [
                event(index, organisation=add_organisation(site, f"Verein {many}-{number}"))
                for number in range(many)
            ]
        settle({one.organisation.translation_key for one in events})
        with CaptureQueriesContext(connection) as queries:
            settle({one.translation_key for one in events})
        counts.append(len(queries))
        rows = Publication.objects.filter(document_id__in=[one.translation_key for one in events])
        assert all(json.loads(row.document)["organisation"]["title"] for row in rows)
    assert counts[0] == counts[1]
