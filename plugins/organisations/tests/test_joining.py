"""An organisation enters itself: what the form means as a line, and what of it is corrected."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from hub.intake.models import Submission, What
from hub.intake.submissions.accepting import accept
from hub.intake.submissions.moving import move
from hub.publication.models import Publication
from plugins.organisations.joining import JoinForm
from tests.factories.portal import City

pytestmark = pytest.mark.django_db
FORM = "/de/organisation-eintragen/"
SENT = {
    "title": "Lastenrad Roßlau e. V.",
    "summary": "Wir verleihen Lastenräder.",
    "activities": ["environment", "neighbourhood"],
    "place": "Radhaus",
    "street": "Burgwallstraße 2",
    "website": "lastenrad.example",
    "email": "rad@verein.de",
    "description": "Jeden Tag.\n\nKostenlos.",
    "sender_name": "Kim",
    "sender_email": "kim@verein.de",
}


def send(client, address=FORM, **changed):
    page = client.get(address).content.decode()
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=True):
        return client.post(FORM, {"ticket": ticket, **SENT, **changed})


def test_an_organisation_joins_and_its_entry_is_corrected(city: City, client):
    assert send(client, street="").status_code == 400
    assert send(client).status_code == 303

    sent = Submission.objects.get()
    assert sent.organisation == SENT["title"]
    form = JoinForm({**JoinForm.said(sent.lines), "sender_name": "x", "sender_email": "a@b.de"})
    assert form.is_valid(), form.errors
    assert form.lines("de") == sent.lines
    move(sent.pk, What.CONFIRMED)
    accept(sent.pk)
    row = Publication.objects.public().get(document_id=sent.document_id)
    assert "https://lastenrad.example" in row.document

    link = f"{FORM}?correct={sent.document_id}"
    assert link in client.get(f"/de/{row.path}").content.decode()
    words = {"place": "Radhaus", "street": "", "website": "https://lastenrad.example"}
    changed = {**words, "correct": str(sent.document_id), "email": "neu@verein.de"}
    assert send(client, link, **changed).status_code == 303
    (line,) = Submission.objects.get(is_correction=True).lines
    assert line == {
        "kind": "organisation",
        "locale": "de",
        "title": SENT["title"],
        "profile": {"email": "neu@verein.de"},
    }
