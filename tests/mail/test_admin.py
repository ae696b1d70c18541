"""Managers see what waits and what failed, send again, and read nobody's mail."""

import pytest
from django.contrib.auth.models import Group
from django.core.mail import send_mail
from django.test import Client
from django.utils import timezone

from hub.content.roles import EDITOR, MANAGER, MODERATOR
from hub.mail.models import Mail, State
from plugins.editorial.models import HomePage
from tests.factories.content import UserFactory, hub_site

pytestmark = pytest.mark.django_db


def logged_in(role) -> Client:
    user = UserFactory(is_superuser=False)
    user.groups.add(Group.objects.get(name=role.name))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def mails(outbox):
    """One mail that waits and one that failed."""
    hub_site(HomePage)
    send_mail("Bitte bestätigen", "https://hub.example/t/geheim", None, ["ina@bücher.example"])
    send_mail("Ihr Fest", "https://hub.example/t/geheim", None, ["uwe@b.example"])
    failed = Mail.objects.filter(recipient="uwe@b.example")
    failed.update(state=State.FAILED, failed_at=timezone.now(), reply="550 5.1.1 Kein <Postfach>")
    return failed


def test_a_manager_sees_states_and_answers_and_no_contents(mails, django_assert_max_num_queries):
    client = logged_in(MANAGER)
    client.get("/admin/mails/")
    with django_assert_max_num_queries(20):
        page = client.get("/admin/mails/").content.decode()
    assert "ina@bücher.example" in page
    assert "Bitte bestätigen" in page
    assert "550 5.1.1 Kein &lt;Postfach&gt;" in page
    assert "geheim" not in page
    only = client.get("/admin/mails/", {"state": "failed"}).content.decode()
    assert "Ihr Fest" in only
    assert "Bitte bestätigen" not in only
    assert "Ihr Fest" in client.get("/admin/").content.decode()


def test_a_manager_sends_again_what_failed_and_nothing_else(mails):
    client = logged_in(MANAGER)
    waiting = Mail.objects.get(state=State.WAITING)
    # An address that is not there is looked for below the language.
    assert client.post(f"/admin/mails/{waiting.pk}/again/")["Location"].startswith("/de/")
    assert mails.get().state == State.FAILED
    assert client.get(f"/admin/mails/{mails.get().pk}/again/").status_code == 405
    assert client.post(f"/admin/mails/{mails.get().pk}/again/").status_code == 302
    assert mails.get().state == State.WAITING
    mails.update(state=State.FAILED, failed_at=timezone.now())
    assert client.post(f"/admin/desk/mail.failed/{mails.get().pk}/").status_code == 302
    assert mails.get().state == State.WAITING


@pytest.mark.parametrize("role", [EDITOR, MODERATOR])
def test_nobody_else_sees_or_sends_them(mails, role):
    client = logged_in(role)
    assert client.get("/admin/mails/").status_code in {302, 403}
    assert client.get("/admin/mails/results/").status_code in {302, 403}
    for address in ("mails/{}/again/", "desk/mail.failed/{}/"):
        client.post(f"/admin/{address.format(mails.get().pk)}")
    assert "Ihr Fest" not in client.get("/admin/").content.decode()
    assert mails.get().state == State.FAILED
