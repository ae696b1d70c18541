"""A change of what many pages share reaches the rows of all of them, at the commit."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from hub.publication.models import Publication, PublicationSite
from plugins.editorial.models import HomePage, StandardPage
from tests.factories.content import (
    ContactFactory,
    DistrictFactory,
    ImageFactory,
    PlaceFactory,
    TopicFactory,
    TopicLabelFactory,
    add_page,
    hub_site,
    site_settings,
    translated,
)
from tests.factories.events import event, event_index

Commit = Callable[[], Any]


@pytest.fixture
def commit(db: None, django_capture_on_commit_callbacks: Any) -> Commit:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def site(commit: Commit) -> Any:
    with commit():
        return hub_site(HomePage)


@pytest.fixture
def add(site: Any, commit: Commit) -> Callable[..., Any]:
    def page(*blocks: tuple[str, Any], **fields: Any) -> Any:
        body = [{"type": name, "value": value} for name, value in blocks]
        with commit():
            return add_page(site.root_page, StandardPage, title="Seite", body=body, **fields)

    return page


def row(page: Any, code: str = "de") -> Any:
    return json.loads(
        Publication.objects.get(document_id=page.translation_key, locale=code).document
    )


def test_a_topics_new_name_reaches_its_pages(add: Any, commit: Commit) -> None:
    topic = TopicFactory(label="Sport")
    page = add(topics=[topic])
    topic.label = "Sport und Bewegung"
    with commit():
        topic.save()
    assert row(page)["topics"] == [{"key": topic.key, "label": "Sport und Bewegung"}]


def test_a_topics_name_in_another_language_reaches_its_pages(add: Any, commit: Commit) -> None:
    topic = TopicFactory(label="Sport")
    with commit():
        page = add(topics=[topic])
        translated(page, "en", title="Page")
    with commit():
        TopicLabelFactory(topic=topic, locale="en", label="Sports")
    assert row(page, "en")["topics"][0]["label"] == "Sports"
    assert row(page)["topics"][0]["label"] == "Sport"


def test_another_main_topic_changes_the_facets(add: Any, commit: Commit) -> None:
    topic, other = TopicFactory(key="fussball"), TopicFactory(key="sport")
    page = add(topics=[topic])
    topic.parent = other
    with commit():
        topic.save()
    facets = Publication.objects.get(document_id=page.translation_key).facets
    assert {"topic=fussball", "topic=sport"} <= set(facets)


def test_a_deleted_topic_leaves_its_pages(add: Any, commit: Commit) -> None:
    topic = TopicFactory()
    page = add(topics=[topic])
    with commit():
        topic.delete()
    assert row(page)["topics"] == []


def test_a_districts_new_name_reaches_its_pages(add: Any, commit: Commit) -> None:
    district = DistrictFactory(name="Alten")
    page = add(district=district)
    district.name = "Dessau-Alten"
    with commit():
        district.save()
    assert row(page)["district"]["label"] == "Dessau-Alten"


@pytest.mark.parametrize("where", ["field", "block"])
def test_a_contacts_new_number_reaches_its_pages(add: Any, commit: Commit, where: str) -> None:
    contact = ContactFactory(phone="0340 1")
    block = ("contact_box", {"title": "", "contact": contact.pk})
    page = add(contact=contact) if where == "field" else add(block)
    contact.phone = "0340 2222"
    with commit():
        contact.save()
    assert "0340 2222" in json.dumps(row(page))


@pytest.mark.parametrize("where", ["field", "block"])
def test_a_deleted_contact_leaves_its_pages(add: Any, commit: Commit, where: str) -> None:
    contact = ContactFactory(phone="0340 3333")
    block = ("contact_box", {"title": "", "contact": contact.pk})
    page = add(contact=contact) if where == "field" else add(block)
    assert "0340 3333" in json.dumps(row(page))
    with commit():
        contact.delete()
    assert "0340 3333" not in json.dumps(row(page))


@pytest.mark.parametrize("where", ["field", "block"])
def test_a_pictures_new_words_reach_its_pages(add: Any, commit: Commit, where: str) -> None:
    image = ImageFactory(alt="Ein Baum")
    value = {"image": image.pk, "alt": "", "is_decorative": False, "caption": ""}
    page = add(image=image) if where == "field" else add(("image", value))
    image.alt = "Vier Menschen pflanzen einen Baum"
    with commit():
        image.save()
    assert "Vier Menschen" in json.dumps(row(page))


def test_a_files_new_title_reaches_its_pages(add: Any, commit: Commit) -> None:
    file = Document.objects.create(title="Liste", file=ContentFile(b"x", "l.pdf"))
    page = add(("downloads", {"title": "", "files": [{"document": file.pk, "title": ""}]}))
    file.title = "Liste 2026"
    with commit():
        file.save()
    assert "Liste 2026" in row(page)["body_html"]


@pytest.mark.parametrize("how", ["restricted", "moved"])
def test_closing_a_collection_takes_its_pictures_and_files_away_at_once(
    add: Any, commit: Commit, how: str
) -> None:
    root = Collection.get_first_root_node()
    with commit():
        collection, closed = root.add_child(name="Fotos"), root.add_child(name="Intern")
        CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    image = ImageFactory(collection=collection)
    file = Document.objects.create(
        title="Liste", file=ContentFile(b"x", "l.pdf"), collection=collection
    )
    link = f'<p><a linktype="document" id="{file.pk}">Liste</a></p>'
    page = add(("rich_text", link), image=image)
    assert row(page)["image"]
    assert "/documents/" in row(page)["body_html"]
    with commit():
        if how == "restricted":
            CollectionViewRestriction.objects.create(
                collection=collection, restriction_type="login"
            )
        else:
            Collection.objects.get(pk=collection.pk).move(closed, "sorted-child")
            Collection.objects.get(pk=collection.pk).save()
    assert row(page)["image"] is None
    assert "/documents/" not in row(page)["body_html"]


@pytest.fixture
def fest(site: Any, commit: Commit) -> Any:
    with commit():
        index = event_index(site.root_page)
        return event(index, place=PlaceFactory(name="Haus", district=DistrictFactory(name="Süd")))


def test_a_places_facts_reach_its_events(fest: Any, commit: Commit) -> None:
    fest.place.name, fest.place.step_free = "Bürgerhaus", "yes"
    with commit():
        fest.place.save()
    place = row(fest)["place"]
    assert (place["name"], place["accessibility"]["step_free"]) == ("Bürgerhaus", True)


def test_the_name_of_a_places_district_reaches_its_events(fest: Any, commit: Commit) -> None:
    district = fest.place.district
    district.name = "Dessau-Süd"
    with commit():
        district.save()
    assert row(fest)["place"]["district"] == "Dessau-Süd"


def test_the_offices_contact_and_logo_reach_the_sites_facts(site: Any, commit: Commit) -> None:
    contact = ContactFactory(phone="0340 1")
    with commit():
        site_settings(site, contact=contact)
    contact.phone = "0340 4444"
    with commit():
        contact.save()
    facts = PublicationSite.objects.get(site_id=site.pk).facts
    assert facts["contact"]["phone"] == "0340 4444"
