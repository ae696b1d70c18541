"""A small website with the notice board's form, and somebody who sends a note."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from hub.content.roles import EDITOR, create
from hub.intake.models import Submission, What
from hub.intake.submissions.moving import move
from hub.publication.deciding.sites import settle_sites
from plugins.editorial.models import HomePage
from tests.factories.content import UserFactory, hub_site

MODERATING = ("change_submission", "view_note", "change_note", "publish_note")
FORM = "/de/zettel-schicken/"
NOTE = {"title": "Fahrrad gefunden", "sender_name": "Kim", "sender_email": "kim@verein.de"}


@pytest.fixture
def site(db: None, settings: Any, tmp_path: Any) -> Site:
    """Return a website that the outside knows; its strangers' files lie in a folder of the test."""
    settings.HUB_QUARANTINE = tmp_path / "quarantine"
    made = hub_site(HomePage)
    settle_sites()
    return made


@pytest.fixture
def send(site: Site) -> Callable[..., Any]:
    """Return a function that opens the form, waits a minute and sends it."""

    def sending(address: str = FORM, again: str = "", client: Any = None, **words: Any) -> Any:
        reader = client or Client(enforce_csrf_checks=True)
        ticket = again or ticket_of(reader.get(address))
        with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=True):
            return reader.post(address, {"ticket": ticket, **NOTE, **words})

    return sending


def ticket_of(response: Any) -> str:
    """Return the signed ticket in a shown form."""
    found = re.search(r'name="ticket" value="([^"]+)"', response.content.decode())
    assert found, response.content.decode()[-3000:]
    return found[1]


def link_in_mail() -> str:
    """Return the path of the link in the newest mail."""
    found = re.findall(r"^http://[^/]+(/\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert len(found) == 1, mail.outbox[-1].body
    return str(found[0])


@pytest.fixture
def person(db: None) -> Callable[..., Any]:
    """Return a function that makes an account of a role, with the rights of this room."""
    create(apps)

    def making(role: Any, **facts: Any) -> Any:
        user = UserFactory(is_staff=False, **facts)
        group = Group.objects.get(name=role.name)
        if role is not EDITOR:
            group.permissions.add(*Permission.objects.filter(codename__in=MODERATING))
        user.groups.add(group)
        return user

    return making


@pytest.fixture
def note(send: Callable[..., Any]) -> Submission:
    """Return a note with three facts that waits for a moderator."""
    send(summary="Am Markt", reward="20", colour="blue")
    found = Submission.objects.get()
    move(found.pk, What.CONFIRMED)
    found.refresh_from_db()
    return found
