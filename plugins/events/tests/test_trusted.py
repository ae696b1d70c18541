"""Senders whom a moderator has confirmed for an organisation publish at once, by their link."""

import re
from datetime import timedelta
from json import dumps

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.content.roles import MODERATOR
from hub.intake.models import State, Submission, TrustedSender
from hub.intake.submissions import trusting
from hub.privacy.expiring import expire
from plugins.events.models import EventPage
from plugins.events.tests.test_sending import NOW, send
from tests.factories.content import UserFactory
from tests.factories.kinds import add_organisation
from tests.factories.portal import City
from tests.publication.conftest import commit

pytestmark = pytest.mark.django_db
INBOX = reverse("hub_submissions")


@pytest.fixture(autouse=True)
def now(settings, tmp_path):
    settings.HUB_QUARANTINE = tmp_path
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def moderator(db):
    user = UserFactory(is_staff=False, first_name="Mia", last_name="Muster")
    user.groups.add(Group.objects.get(name=MODERATOR.name))
    browser = Client(headers={"accept-language": "de"})
    browser.force_login(user)
    return browser


def screen_of(organisation):
    return reverse("hub_trusted", args=[organisation.translation_key])


def trust(moderator, city, **changed):
    given = {"email": "kim@verein.de", "site": str(city.site.pk), **changed}
    return moderator.post(screen_of(city.organisation), given)


def link():
    return re.search(r"http://[^/]+(/\S+)", mail.outbox[-1].body)[1]


def sent(client, organiser, confirms=True, **words):
    """Send an event, confirm it by the link in the mail, and return what became of it."""
    response = send(client, organiser=organiser, **words)
    assert response.status_code == 303, response.content.decode()[-3000:]
    if confirms:
        with commit():
            client.post(link(), {"do": "confirm"})
    return Submission.objects.latest("sent_at", "pk")


def pages(found):
    return EventPage.objects.filter(translation_key=found.document_id, live=True)


def test_a_confirmed_sender_publishes_by_link_and_is_looked_at_afterwards(
    city: City, client, moderator
):
    title = city.organisation.title
    shown = moderator.get(reverse("wagtailadmin_pages:edit", args=[city.organisation.pk]))
    assert screen_of(city.organisation) in shown.content.decode()
    assert trust(moderator, city).status_code == 302
    assert "schon bestätigt" in trust(moderator, city).content.decode()
    listed = moderator.get(reverse("hub_trusted_senders")).content.decode()
    for words in ("kim@verein.de", title, "Mia Muster", "noch nichts"):
        assert words in listed

    # Never by the address alone.
    one = sent(client, title, confirms=False)
    assert (one.state, pages(one).exists()) == (State.UNCONFIRMED, False)
    with commit():
        client.post(link(), {"do": "confirm"})
    one.refresh_from_db()
    assert (one.state, pages(one).exists()) == (State.ACCEPTED, True)
    assert mail.outbox[-1].subject == "Veröffentlicht: „Nähcafé“"
    inbox = moderator.get(INBOX, {"state": "look"}).content.decode()
    assert "sofort veröffentlicht, bitte nachsehen" in inbox
    screen = reverse("hub_submission", args=[one.pk])
    assert screen in inbox

    # A moderator looks; what the sender changes then is public at once, too, and is new again.
    moderator.post(screen, {"do": "seen", "version": one.version})
    assert screen not in moderator.get(INBOX, {"state": "look"}).content.decode()
    with commit():
        client.post(link(), {"do": "cancel", "date": "2027-02-09T15:00:00+01:00"})
    one.refresh_from_db()
    assert (one.state, pages(one).get().event_changes.count()) == (State.ACCEPTED, 1)

    # One click takes it down; whoever was looking at the former version is told.
    late = moderator.post(screen, {"do": "down", "version": one.version - 1})
    assert (late.status_code, pages(one).exists()) == (409, True)
    with commit():
        moderator.post(screen, {"do": "down", "version": one.version})
    one.refresh_from_db()
    assert (one.state, pages(one).exists()) == (State.REFUSED, False)
    assert mail.outbox[-1].subject == "Nicht mehr öffentlich: „Nähcafé“"
    assert "von der Website genommen" in client.get(link()).content.decode()

    # The API takes the same road.
    line = {
        "locale": "de",
        "title": "Ausflug",
        "place": {"name": "Rathaus", "street": "Zerbster Straße 4"},
        "organisation": {"id": str(city.organisation.translation_key)},
        "dates": [
            {"starts_at": "2027-03-01T10:00:00+01:00", "ends_at": "2027-03-01T12:00:00+01:00"}
        ],
        "sender": {"name": "Kim", "email": "kim@verein.de"},
    }
    response = client.post("/api/v1/submissions/event", dumps(line), "application/json")
    assert response.json()["status"] == "unconfirmed", response.content
    with commit():
        client.post(link(), {"do": "confirm"})
    api = Submission.objects.get(reference=response.json()["reference"])
    assert (api.state, pages(api).get().title) == (State.ACCEPTED, "Ausflug")

    # What is revoked, or not used for two years, is over.
    key = str(TrustedSender.objects.get().pk)
    moderator.post(screen_of(city.organisation), {"revoke": key})
    assert sent(client, title, title="Danach").state == State.WAITING
    trust(moderator, city)
    with time_machine.travel(NOW + timedelta(days=729)):
        expire()
        assert TrustedSender.objects.exists()
    with time_machine.travel(NOW + timedelta(days=732)):
        expire()
        assert not TrustedSender.objects.exists()


def test_trust_reaches_no_further_than_the_organisation(city: City, client, moderator, monkeypatch):
    title = city.organisation.title
    other = add_organisation(city.site, "Ruderklub")
    trust(moderator, city)
    waiting = [
        sent(client, title, sender_email="kim@anderswo.de"),
        sent(client, other.title, title="Regatta"),
        sent(client, "Nadel & Faden e. V.", title="Neu hier"),
    ]
    # An event of others is not taken over by naming oneself as its organiser.
    theirs = EventPage.objects.get(pk=city.weekly.pk)
    theirs.organisation = other
    theirs.save()
    grab = sent(client, title, title="Übernahme")
    assert grab.state == State.ACCEPTED
    taken = Submission.objects.create(
        site=city.site, form=grab.form, kind="event", locale="de",
        document_id=theirs.translation_key, is_correction=True, state=State.WAITING,
        confirmed_at=timezone.now(), sender_email="kim@verein.de",
        lines=[{"kind": "event", "locale": "de", "title": "Meins",
                "organisation": {"id": str(city.organisation.translation_key)}}],
    )  # fmt: skip
    waiting.append(trusting.publish_if_trusted(taken))
    monkeypatch.setattr(trusting, "MOST_A_DAY", 1)
    waiting.append(sent(client, title, title="Zu viel", asked="1"))
    assert [one.state for one in waiting] == [State.WAITING] * 5
    assert EventPage.objects.get(pk=theirs.pk).title == city.weekly.title
