"""The four roles: each can do its work, and nothing beside it."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Workflow
from wagtail_localize.operations import translate_object

from hub.content.roles import EDITOR, MANAGER, MODERATOR, ROLES, TRANSLATOR, create
from plugins.editorial.models import StandardPage
from tests.factories.content import PlaceFactory, TopicFactory, UserFactory, add_page
from tests.snapshots import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def roles(db: None) -> None:
    remembered(create, apps=apps)


@pytest.fixture
def page(site: Any) -> Any:
    return add_page(site.root_page, StandardPage, title="Seite")


def browser(role: Any) -> Client:
    client = Client()
    user = UserFactory(is_staff=False)
    user.groups.add(Group.objects.get(name=role.name))
    client.force_login(user)
    return client


def edit(client: Client, page: Any, **more: str) -> Any:
    data = {
        "title": "Neuer Titel",
        "slug": page.slug,
        "summary": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **more,
    }
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def status(client: Client, name: str, *arguments: Any) -> int:
    return client.get(reverse(name, args=arguments)).status_code


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_every_role_enters_the_admin(role: Any) -> None:
    assert status(browser(role), "wagtailadmin_home") == 200


def test_an_editor_writes_and_submits_but_does_not_publish(page: Any) -> None:
    client = browser(EDITOR)
    assert edit(client, page).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.has_unpublished_changes) == ("Seite", True)
    edit(client, page, **{"action-publish": "1"})
    page.refresh_from_db()
    assert page.title == "Seite"
    edit(client, page, **{"action-submit": "1"})
    page.refresh_from_db()
    assert (page.title, page.workflow_in_progress) == ("Seite", Workflow.objects.exists())


def test_an_editor_adds_a_page_which_is_logged(page: Any, site: Any) -> None:
    client = browser(EDITOR)
    address = reverse(
        "wagtailadmin_pages:add", args=["editorial", "standardpage", site.root_page.pk]
    )
    assert client.get(address).status_code == 200


def test_a_moderator_publishes(page: Any) -> None:
    edit(browser(MODERATOR), page, **{"action-publish": "1"})
    page.refresh_from_db()
    assert page.title == "Neuer Titel"


def test_a_translator_changes_translations_and_no_original(page: Any) -> None:
    client = browser(TRANSLATOR)
    assert edit(client, page).status_code == 302
    page.refresh_from_db()
    assert not page.has_unpublished_changes
    translate_object(page, [Locale.objects.get(language_code="en")])
    translation = page.get_translation(Locale.objects.get(language_code="en"))
    assert status(client, "wagtailadmin_pages:edit", translation.pk) == 200
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))


def test_a_translator_deletes_no_draft_of_others(site: Any) -> None:
    draft = add_page(site.root_page, StandardPage, title="Entwurf", live=False)
    browser(TRANSLATOR).post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert StandardPage.objects.filter(pk=draft.pk).exists()
    browser(MODERATOR).post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not StandardPage.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    ("name", "arguments", "allowed"),
    [
        ("wagtailsnippets_content_place:add", (), {EDITOR, MODERATOR, MANAGER}),
        ("wagtailsnippets_content_topic:add", (), {MODERATOR, MANAGER}),
        ("wagtailsnippets_content_topic:list", (), {EDITOR, MODERATOR, MANAGER}),
        ("wagtailimages:add_multiple", (), {EDITOR, MODERATOR, MANAGER}),
        ("wagtailsettings:edit", ("content", "sitesettings"), {MANAGER}),
        ("wagtailredirects:index", (), {MANAGER}),
        ("wagtailusers_users:index", (), set()),
        ("wagtailusers_groups:index", (), set()),
        ("wagtailsites:index", (), set()),
        ("wagtaillocales:index", (), set()),
    ],
)
def test_each_role_opens_what_it_needs(
    site: Any, name: str, arguments: tuple[str, ...], allowed: set[Any]
) -> None:
    for role in ROLES:
        client = browser(role)
        answer = client.get(reverse(name, args=arguments), follow=True)
        is_open = answer.status_code == 200 and not answer.redirect_chain[1:]
        if answer.redirect_chain and answer.redirect_chain[-1][0] == reverse("wagtailadmin_home"):
            is_open = False
        assert is_open is (role.name in {one.name for one in allowed}), role.name


@pytest.mark.parametrize("role", [EDITOR, MODERATOR, TRANSLATOR, MANAGER], ids=lambda one: one.name)
def test_only_managers_delete_a_place(role: Any) -> None:
    place = PlaceFactory()
    browser(role).post(reverse("wagtailsnippets_content_place:delete", args=[place.pk]))
    assert type(place).objects.filter(pk=place.pk).exists() is (role is not MANAGER)


def test_a_topic_with_topics_of_its_own_is_not_deleted() -> None:
    topic = TopicFactory()
    TopicFactory(parent=topic)
    answer = browser(MANAGER).post(
        reverse("wagtailsnippets_content_topic:delete", args=[topic.pk]), follow=True
    )
    assert answer.status_code == 200
    assert type(topic).objects.filter(pk=topic.pk).exists()


def test_wagtails_own_groups_are_gone() -> None:
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
