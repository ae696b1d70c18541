"""Wagtail's admin API asks the same guard as the screens: every action, for every role."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object

from hub.content.models import HubPage
from hub.content.roles import EDITOR, MANAGER, MODERATOR, ROLES, TRANSLATOR, create
from plugins.editorial.models import SectionPage, StandardPage
from tests.factories.content import UserFactory, add_page
from tests.snapshots import remembered

pytestmark = pytest.mark.django_db

# Who is let in; on drafts, as anything live asks for the right to publish besides.
ALLOWED = {
    "convert_alias": set(),
    "copy": {EDITOR, MODERATOR, MANAGER},
    # Ordering translations is a right of its own, which Redaktion lacks.
    "copy_for_translation": set(),
    # An alias follows its original into the public, so making one is publishing.
    "create_alias": {MODERATOR, MANAGER},
    "delete": {EDITOR, MODERATOR, MANAGER},
    "move": {EDITOR, MODERATOR, MANAGER},
    "publish": {MODERATOR, MANAGER},
    "revert_to_page_revision": {EDITOR, MODERATOR, MANAGER},
    "unpublish": {MODERATOR, MANAGER},
}


@pytest.fixture(autouse=True)
def roles(db: None) -> None:
    remembered(create, apps=apps)


def client_of(role: Any) -> Client:
    client = Client()
    user = UserFactory(is_staff=False)
    user.groups.add(Group.objects.get(name=role.name))
    client.force_login(user)
    return client


def act(role: Any, page: Page, action: str, **data: Any) -> int:
    answer = client_of(role).post(
        f"/admin/api/main/pages/{page.pk}/action/{action}/", data, "application/json"
    )
    return answer.status_code


def words(action: str, page: Page, destination: Page) -> dict[str, Any]:
    return {
        "copy": {"keep_live": False},
        "copy_for_translation": {"locale": "en"},
        "move": {"destination_page_id": destination.pk},
        "create_alias": {"destination_page_id": destination.pk},
        "revert_to_page_revision": {"revision_id": page.latest_revision_id},
    }.get(action, {})


def test_every_action_is_judged() -> None:
    assert set(PagesAdminAPIViewSet.actions) == set(ALLOWED)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
@pytest.mark.parametrize("action", sorted(ALLOWED))
def test_an_original_is_touched_only_by_whom_it_belongs_to(
    site: Any, role: Any, action: str
) -> None:
    destination = add_page(site.root_page, SectionPage, title="Ziel", live=False)
    page = add_page(
        site.root_page, StandardPage, title="Entwurf", live=action == "unpublish"
    ).specific
    page.save_revision()
    page.refresh_from_db()
    before = (Page.objects.count(), page.latest_revision_id, page.live, page.path)
    status = act(role, page, action, **words(action, page, destination))
    found = Page.objects.filter(pk=page.pk).first()
    after = found and (Page.objects.count(), found.latest_revision_id, found.live, found.path)
    allowed = role in ALLOWED[action]
    if not allowed:
        assert status in {400, 403}
    assert (after != before) is allowed


def test_a_translator_deletes_no_original_below_a_translation(site: Any) -> None:
    section = add_page(site.root_page, SectionPage, title="Bereich", live=False)
    english = Locale.objects.get(language_code="en")
    translate_object(section, [english])
    translated = section.get_translation(english)
    add_page(translated, StandardPage, title="Written in English", live=False)
    assert act(TRANSLATOR, translated, "delete") == 403
    assert act(TRANSLATOR, section, "delete") == 403


def test_a_translator_still_reverts_a_translation(site: Any) -> None:
    page = add_page(site.root_page, StandardPage, title="Seite")
    english = Locale.objects.get(language_code="en")
    translate_object(page, [english])
    translated = page.get_translation(english)
    revision = translated.save_revision()
    assert act(TRANSLATOR, translated, "revert_to_page_revision", revision_id=revision.pk) == 200


def test_every_kind_of_page_is_guarded() -> None:
    kinds = [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]
    assert kinds
    assert all(issubclass(kind, HubPage) for kind in kinds)
