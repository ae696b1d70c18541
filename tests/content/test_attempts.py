"""Passwords cannot be guessed: so many attempts a network and a door, then 429."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from hub.content.attempts import BY_DOOR, BY_NETWORK
from hub.content.models import Attempt
from plugins.editorial.models import StandardPage
from tests.factories.content import add_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def doors(site: Any) -> dict[str, str]:
    page = add_page(site.root_page, StandardPage, title="Intern")
    of_page = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="geheim"
    )
    of_files = CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node().add_child(name="Intern"),
        restriction_type="password",
        password="geheim",
    )
    name = "wagtailcore_authenticate_with_password"
    files = "wagtaildocs_authenticate_with_password"
    return {
        name: reverse(name, args=[of_page.pk, page.pk]),
        files: reverse(files, args=[of_files.pk]),
        "wagtailadmin_password_reset": reverse("wagtailadmin_password_reset"),
        "wagtailadmin_login": reverse("wagtailadmin_login"),
        "wagtailcore_login": reverse("wagtailcore_login"),
    }


def attempt(address: str, network: str = "192.0.2.1", **more: str) -> Any:
    words = {"password": "geraten", "return_url": "/", "email": "a@example.org", **more}
    return Client(REMOTE_ADDR=network).post(address, words)


def fill() -> None:
    Attempt.objects.update(count=1000)


@pytest.mark.parametrize("name", sorted(BY_NETWORK))
def test_a_network_is_refused_after_its_attempts_and_others_are_not(
    doors: dict[str, str], name: str
) -> None:
    assert attempt(doors[name]).status_code != 429
    Attempt.objects.update(count=BY_NETWORK[name] - 1)
    assert attempt(doors[name]).status_code != 429
    refused = attempt(doors[name], password="geheim")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 900
    assert "Viertelstunde" in refused.content.decode()
    assert "<h1>" in refused.content.decode()
    assert attempt(doors[name], "192.0.2.2").status_code != 429


@pytest.mark.parametrize("name", sorted(BY_DOOR))
def test_many_networks_together_are_refused_too(doors: dict[str, str], name: str) -> None:
    attempt(doors[name])
    Attempt.objects.update(count=BY_DOOR[name])
    assert attempt(doors[name], "192.0.2.2").status_code == 429


def test_a_refused_reset_sends_no_mail_and_old_counts_go(doors: dict[str, str]) -> None:
    attempt(doors["wagtailadmin_password_reset"])
    fill()
    assert attempt(doors["wagtailadmin_password_reset"]).status_code == 429
    assert mail.outbox == []
    Attempt.objects.update(ends_at="2020-01-01T00:00:00Z")
    assert attempt(doors["wagtailadmin_password_reset"]).status_code == 302
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("name", sorted(BY_DOOR))
def test_right_passwords_do_not_count(doors: dict[str, str], name: str) -> None:
    attempt(doors[name])
    for _ in range(3):
        assert attempt(doors[name], password="geheim").status_code == 302
    assert list(Attempt.objects.values_list("count", flat=True)) == [1, 1]


def test_a_log_in_with_the_right_password_does_not_count(doors: dict[str, str]) -> None:
    get_user_model().objects.create_superuser("anna", password="ein langes Wort")
    words = {"username": "anna", "password": "ein langes Wort"}
    assert attempt(doors["wagtailadmin_login"], **words).status_code == 302
    assert attempt(doors["wagtailadmin_login"], **{**words, "password": "x"}).status_code == 200
    assert Attempt.objects.get().count == 1
