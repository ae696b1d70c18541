"""A moderator takes an event over without some of its fields; the others are all there."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from hub.content.models import Place
from hub.content.roles import MODERATOR
from hub.intake.models import Submission
from plugins.events.models import EventPage
from plugins.events.tests.test_sending import now, send  # noqa: F401  the fixture sets the clock
from tests.factories.content import UserFactory
from tests.factories.portal import City

pytestmark = pytest.mark.django_db
FIELDS = [
    "title", "summary", "body", "step_free", "first_day", "start_time", "end_time", "rrule",
    "exdates", "is_free", "price_cents", "languages", "place", "organiser_name",
]  # fmt: skip


def test_an_event_comes_without_its_price_and_with_its_new_place(city: City, client):
    send(client)
    sent = Submission.objects.get()
    link = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body)[1]
    client.post(link, {"do": "confirm"})
    user = UserFactory(is_staff=False)
    user.groups.add(Group.objects.get(name=MODERATOR.name))
    moderator = Client()
    moderator.force_login(user)
    address = reverse("hub_submission", args=[sent.pk])
    places = Place.objects.count()

    shown = moderator.get(address).content.decode()
    # What follows from other fields is nobody's decision.
    assert re.findall(r'name="take"\s+value="0-([^"]+)"', shown) == FIELDS
    assert "Stadtteilhaus Süd, Ringstraße 5" in shown
    assert Place.objects.count() == places

    def take(without):
        chosen = [f"0-{name}" for name in FIELDS if name not in without]
        return moderator.post(address, {"do": "accept", "version": "1", "take": chosen})

    # An event needs a day.
    refused = take({"first_day"})
    assert refused.status_code == 422
    assert "lässt sich nicht einzeln weglassen" in refused.content.decode()
    assert take({"price_cents", "summary"}).status_code == 302
    page = EventPage.objects.get(translation_key=sent.document_id)
    assert (page.live, page.summary, page.price_cents, page.is_free) == (True, "", None, False)
    assert (page.place.name, page.rrule[:12]) == ("Stadtteilhaus Süd", "FREQ=MONTHLY")
    sent.refresh_from_db()
    assert "summary" not in sent.lines[0]
    assert "amount_cents" not in sent.lines[0]["event"]["price"]
    assert mail.outbox[-1].subject == "Veröffentlicht: „Nähcafé“"
