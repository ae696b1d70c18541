"""One mail in the morning says what waits."""

from datetime import date

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from hub.content.roles import EDITOR, MANAGER, MODERATOR
from hub.intake.models import Absence, Digest, Submission
from hub.intake.moderation.working_days import days_before
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
    [(html, kind)] = mail.outbox[0].alternatives
    assert (mail.outbox[0].subject, kind) == ("1 Einsendung wartet auf Sie", "text/html")
    for part in (html, mail.outbox[0].body):
        for words in ("Fahrrad gefunden", "seit 4 Arbeitstagen", "drei Arbeitstage", INBOX):
            assert words in part


def test_who_stands_in_gets_the_mail_of_who_is_away(note, person):
    mia = person(MODERATOR, email="mia@stadt.example", first_name="Mia", last_name="Muster")
    tom = person(MODERATOR, email="tom@stadt.example")
    person(MANAGER, email="leitung@stadt.example")
    browser = Client(headers={"accept-language": "de"})
    browser.force_login(mia)
    account = reverse("wagtailadmin_account")
    period = {"absence-starts_on": "2027-03-05", "absence-ends_on": "2027-03-12"}
    given = {
        name: value
        for one in browser.get(account).context["panels_by_tab"].values()
        for panel in one
        for name, value in initial_of(panel.get_form()).items()
    }
    wrong = browser.post(account, {**given, **period})
    assert "wer Sie vertritt" in wrong.content.decode()
    right = browser.post(account, {**given, **period, "absence-deputy": str(tom.pk)})
    assert right.status_code == 302, right.content.decode()[-4000:]
    Submission.objects.update(moved_at="2027-03-05T09:00:00+01:00")

    def told(day):
        mail.outbox.clear()
        Digest.objects.all().delete()
        with time_machine.travel(f"2027-03-{day}T07:00:00+01:00", tick=False):
            digest()
        return {one.to[0].partition("@")[0]: one.body for one in mail.outbox}

    assert set(told("08")) == {"tom"}
    assert "Sie vertreten Mia Muster bis Fr., 12. März" in told("08")["tom"]
    # Both are away and wait for each other: Leitung is told.
    Absence.objects.create(user=tom, deputy=mia, starts_on="2027-03-08", ends_on="2027-03-08")
    assert set(told("08")) == {"leitung"}
    Submission.objects.update(moved_at="2027-03-15T09:00:00+01:00")
    assert set(told("15")) == {"mia", "tom"}

    # Nothing is said any more: nobody stands in.
    assert browser.post(account, given).status_code == 302
    assert set(Absence.objects.values_list("user", flat=True)) == {tom.pk}


def initial_of(form):
    """Return what a browser would send back of a form that nobody touched."""
    values = {one.html_name: one.value() for one in form}
    # Neither empty files nor boxes without a tick.
    return {name: one for name, one in values.items() if isinstance(one, str) or one is True}


def test_weekends_and_the_lands_holidays_are_no_working_days(settings):
    assert days_before(date(2027, 3, 10), 3) == date(2027, 3, 5)
    # Epiphany is a holiday in Saxony-Anhalt, not in Berlin.
    assert days_before(date(2027, 1, 7), 1) == date(2027, 1, 5)
    settings.HUB_STATE = "BE"
    assert days_before(date(2027, 1, 7), 1) == date(2027, 1, 6)
