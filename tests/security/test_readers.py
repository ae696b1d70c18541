"""Who gets in where people's submissions, mails and data lie: nine readers at each address."""

from datetime import timedelta
from inspect import unwrap
from types import ModuleType
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.mail import send_mail
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver, path
from django.utils import timezone
from wagtail.models import Locale

from hub.content.roles import EDITOR, MANAGER, MODERATOR, TRANSLATOR
from hub.intake.models import ReplyText, State, Submission, Upload
from hub.intake.moderation.inbox import inbox
from hub.intake.submissions import links
from hub.kernel.contract import registry
from hub.kernel.contract.parts import IntakeForm
from hub.mail.models import Mail
from hub.mail.models import State as MailState
from hub.publication.deciding.sites import settle_sites
from plugins.editorial.models import HomePage
from tests.factories.content import UserFactory, hub_site
from tests.factories.kinds import add_organisation
from tests.security.addresses import ACCOUNTS, EVERYBODY, SENDERS, example, of_people, readers
from tests.security.test_permissions import LOGIN

pytestmark = pytest.mark.django_db
ROLES = {"editor": EDITOR, "moderator": MODERATOR, "translator": TRANSLATOR, "manager": MANAGER}
CANARY = "admin/submissions/canary/"


@pytest.fixture
def city(settings, tmp_path):
    """Return a website; its demo's mailbox has one mail."""
    settings.HUB_QUARANTINE = tmp_path / "quarantine"
    settings.HUB_MAILBOX = str(tmp_path)
    (tmp_path / "one.eml").write_text("Subject: x\n\nx")
    site = hub_site(HomePage)
    settle_sites()
    return site


@pytest.fixture
def clients(db):
    """Return {reader: a browser}."""
    found = {name: Client() for name in EVERYBODY}
    for name in ACCOUNTS:
        user = UserFactory(is_superuser=name == "administrator")
        if name in ROLES:
            user.groups.add(Group.objects.get(name=ROLES[name].name))
        found[name].force_login(user)
    return found


@pytest.fixture
def things(city, settings):
    """Return {the beginning of a route: what stands in its addresses}: all of it exists."""
    sent = {}
    for one in registry.owned(IntakeForm):
        if one.part.kind:
            sent[one.part.path_in("de")] = submission(city, one)
    note = sent["zettel-schicken"]
    upload = Upload(submission=note, field="image", name="x", width=1, height=1)
    upload.file.save("x.png", ContentFile(b"x"))
    settings.EMAIL_BACKEND = "hub.mail.outbox.Outbox"
    send_mail("x", "x", None, ["kim@verein.de"])
    Mail.objects.update(state=MailState.FAILED)
    german = Locale.objects.get(language_code="de")
    text = ReplyText.objects.create(site=city, locale=german, title="x", text="x")
    tokens = {f"<language>/{word}/": {"token": links.token_of(one)} for word, one in sent.items()}
    return {
        "admin/submissions/": {
            "submission_id": str(note.pk),
            "key": str(upload.key),
            "organisation": str(add_organisation(city).translation_key),
        },
        "admin/mails/": {"pk": str(Mail.objects.get().pk)},
        "admin/snippets/": {"pk": str(text.pk)},
        "-/mailbox/": {"key": "one"},
        "api/": {"kind": "note"},
        **tokens,
    }


def submission(site: Any, owned: Any) -> Submission:
    made = Submission(
        site=site, form=owned.key, kind=owned.part.kind, locale="de", state=State.WAITING,
        confirmed_at=timezone.now(), sender_email="kim@verein.de",
        lines=[{"kind": owned.part.kind, "locale": "de", "title": "x"}],
    )  # fmt: skip
    links.lengthen(made)
    made.save()
    return made


def token_for(reader: str, route: str, things: Any) -> str:
    """Return the link that a reader has, here the right one or not."""
    own = things[route.removesuffix("<str:token>/")]["token"]
    if reader == "stranger":
        return next(one["token"] for one in things.values() if one.get("token", own) != own)
    return own if reader in {"sender", "late"} else "made-up"


def gets_in(client: Client, address: str) -> bool:
    """Whether a reader is let in, by reading or by sending nothing; whatever happens is undone."""
    answers = []
    for method in (client.get, client.post):
        with transaction.atomic():
            response = method(address)
            transaction.set_rollback(True)
        assert response.status_code < 500, address
        target = response.headers.get("Location", "")
        # To the login, to the admin's first page, or as what is nowhere to the portal's 404.
        is_away = target in {"/admin/", f"/de{address}"} or target.startswith(LOGIN)
        answers.append(response.status_code not in {403, 404, 405} and not is_away)
        # Who may read is in; of the others it is asked what they may send.
        if answers[0]:
            break
    return any(answers)


def differences(clients: Any, things: Any, table: Any) -> list[str]:
    """Return where a reader meets something else than the table says."""
    found = []
    for route, allowed in table.items():
        values = next((one for start, one in things.items() if route.startswith(start)), {})
        for reader, client in clients.items():
            if "<str:token>" in route:
                values = {"token": token_for(reader, route, things)}
            Submission.objects.update(
                token_until=timezone.now() + timedelta(days=-1 if reader == "late" else 1)
            )
            is_in = gets_in(client, str(example(route, values)))
            if is_in != (reader in allowed):
                found.append(f"{reader} {'gets into' if is_in else 'misses'} {route}")
    return found


def test_each_address_says_who_gets_in():
    table = readers()
    assert [route for route in of_people() if route not in table] == []
    assert set().union(*table.values()) <= {*EVERYBODY}


def test_nine_readers_meet_what_the_table_says(clients, things):
    assert differences(clients, things, readers()) == []


def test_a_view_that_forgot_its_check_would_be_found(clients, things):
    patterns = ModuleType("canary")
    forgotten = path(CANARY, unwrap(inbox))
    patterns.urlpatterns = [forgotten, *get_resolver().url_patterns]  # type: ignore[attr-defined]
    with override_settings(ROOT_URLCONF=patterns):
        assert CANARY in of_people()
        found = differences(clients, things, {CANARY: {"moderator", "manager", "administrator"}})
    assert found == [
        f"{reader} gets into {CANARY}" for reader in (*SENDERS, "editor", "translator")
    ]
