"""Uploaded files in the admin: pictures by the restriction of their collection, nothing else."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from hub.content.models import HubImage
from hub.content.roles import EDITOR, MODERATOR, TRANSLATOR, create
from tests.factories.content import ImageFactory, UserFactory, lay_foundation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def roles(db: None) -> None:
    lay_foundation()
    create(apps)


def client_of(role: Any) -> Client:
    client = Client()
    user = UserFactory(is_staff=False)
    user.groups.add(Group.objects.get(name=role.name))
    client.force_login(user)
    return client


def restricted_collection(kind: str, *groups: str) -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Intern")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind, password="geheim"
    )
    restriction.groups.set(Group.objects.filter(name__in=groups))
    return collection


def pictures(image: HubImage) -> list[str]:
    return [image.file.name, image.get_rendition("max-165x165").file.name]


def status(client: Client, path: str) -> int:
    return client.get(f"/media/{path}").status_code


def test_a_picture_and_its_sizes_follow_the_group_of_their_collection() -> None:
    collection = restricted_collection(CollectionViewRestriction.GROUPS, MODERATOR.name)
    image = ImageFactory(collection=collection)
    for path in pictures(image):
        assert status(client_of(MODERATOR), path) == 200
        assert status(client_of(EDITOR), path) == 403
        assert status(Client(), path) == 403


def test_the_password_of_readers_does_not_hide_pictures_from_who_keeps_them() -> None:
    collection = restricted_collection(CollectionViewRestriction.PASSWORD)
    [path, _size] = pictures(ImageFactory(collection=collection))
    assert status(client_of(EDITOR), path) == 200
    assert status(client_of(TRANSLATOR), path) == 403


def test_a_picture_of_an_open_collection_is_shown_to_every_role() -> None:
    for path in pictures(ImageFactory()):
        assert status(client_of(TRANSLATOR), path) == 200


def test_a_document_is_found_at_its_own_address_only() -> None:
    collection = restricted_collection(CollectionViewRestriction.GROUPS, MODERATOR.name)
    document = Document.objects.create(
        title="Liste", file=ContentFile(b"x", "liste.pdf"), collection=collection
    )
    chief = Client()
    chief.force_login(UserFactory(is_superuser=True))
    assert status(chief, document.file.name) == 404
    assert client_of(MODERATOR).get(document.url).status_code == 200
    assert client_of(EDITOR).get(document.url).status_code == 302


@pytest.mark.parametrize("folder", ["", "imports/", "original_images/", "uploaded_documents/"])
def test_a_file_that_is_no_picture_of_ours_is_not_found(folder: str) -> None:
    path = default_storage.save(f"{folder}geheim.txt", ContentFile(b"x"))
    assert status(client_of(MODERATOR), path) == 404
