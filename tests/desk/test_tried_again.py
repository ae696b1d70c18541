"""What the desk tries again: versions that did not go live, followers that do not keep up."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from hub.content.roles import MANAGER, ROLES
from hub.desk.panel import shown_to
from hub.kernel.contract.parts import Follower
from hub.publication.late import LateRevision
from hub.publication.models import Cursor
from plugins.editorial.models import HomePage, StandardPage
from tests.factories.content import UserFactory, add_page, hub_site
from tests.kernel.capabilities import capability, installed

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Any:
    return hub_site(HomePage)


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def home(client: Client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def keys(user: Any) -> list[str]:
    return [one.key.removeprefix("desk.") for one in shown_to(user)]


def late(page: Any) -> LateRevision:
    """A version whose time came, and that could not be published then."""
    page.title, page.go_live_at = f"{page.title} neu", timezone.now() - timedelta(hours=1)
    revision = page.save_revision(approved_go_live_at=timezone.now())
    return LateRevision.objects.create(
        revision=revision, document_id=page.translation_key, title=page.title, error="KeyError: 'x'"
    )


def test_what_did_not_go_live_is_shown_and_tried_now(
    site: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, other = (
        add_page(site.root_page, StandardPage, title=f"Seite {number}") for number in (0, 1)
    )
    address = reverse("hub_desk_act", args=["desk.late", late(page).pk])
    html = home(client)
    assert "Müsste seit seiner Zeit auf der Website stehen" in html
    assert address in html

    def refuse(page: Any) -> None:
        raise ValueError("never")

    with monkeypatch.context() as broken:
        broken.setattr(StandardPage, "work_out_columns", refuse)
        answer = client.post(address, follow=True).content.decode()
        assert "lässt sich noch immer nicht veröffentlichen" in answer
        assert "ValueError: never" in answer
    assert "steht jetzt auf der Website" in client.post(address, follow=True).content.decode()
    assert Page.objects.get(pk=page.pk).title == "Seite 0 neu"
    assert not LateRevision.objects.exists()
    # Its editor has decided otherwise since.
    late(other)
    other.unpublish()
    assert keys(UserFactory(is_superuser=True)) == []


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_managers_see_who_does_not_keep_up_and_try_it_now(site: Any, role: Any) -> None:
    Cursor.objects.create(name="dummy.reader", failed_count=2, failed_since=timezone.now())
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role.name))
    client = Client()
    client.force_login(user)
    address = reverse("hub_desk_act", args=["desk.followers", "dummy.reader"])
    reader = Follower(name="reader", title="Leser", handle=lambda rows: None)
    with installed(capability(parts=(reader,))):
        assert keys(user) == (["followers"] if role is MANAGER else [])
        assert client.post(address).status_code == (302 if role is MANAGER else 404)
