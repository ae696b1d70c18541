"""One mail in the morning says what waits."""

from datetime import date

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from hub.content.roles import EDITOR, MANAGER, MODERATOR
from hub.intake.models import Submission
from hub.intake.moderation.digest import days_before
from hub.intake.tasks import digest

pytestmark = pytest.mark.django_db
INBOX = reverse("hub_submissions")


def test_one_mail_in_the_morning_and_leitung_when_it_takes_too_long(note, person):
    person(MODERATOR, email="mia@stadt.example")
    person(MANAGER, email="leitung@stadt.example")
    person(EDITOR, email="redaktion@stadt.example")
    # A Thursday: the third working day after it is Tuesday.
    Submission.objects.update(moved_at="2027-03-04T09:00:00+01:00")
    sent = []
    for day in ("05", "05", "09", "10"):
        mail.outbox.clear()
        with time_machine.travel(f"2027-03-{day}T07:00:00+01:00", tick=False):
            digest()
        sent.append([one.to[0] for one in mail.outbox])
    assert sent == [
        ["mia@stadt.example"],
        [],
        ["mia@stadt.example"],
        ["mia@stadt.example", "leitung@stadt.example"],
    ]
    body = mail.outbox[0].body
    assert mail.outbox[0].subject == "1 Einsendung wartet auf Sie"
    for words in ("Fahrrad gefunden", "4. März", "drei Arbeitstage", INBOX):
        assert words in body


def test_weekends_are_no_working_days():
    assert days_before(date(2027, 3, 10), 3) == date(2027, 3, 5)
