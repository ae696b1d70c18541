"""Moderators in the admin: the inbox, field by field, ask back, refuse, two at once."""

import re
import time
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.log_actions import registry as log_registry
from wagtail.models import Locale

from hub.content.roles import EDITOR, MODERATOR
from hub.desk.panel import shown_to
from hub.intake.models import Decision, ReplyText, State, Submission, Upload, What
from hub.intake.submissions.moving import move
from hub.privacy.expiring import expire
from plugins.example.models import Note
from tests.intake.conftest import link_in_mail
from tests.publication.conftest import commit

pytestmark = pytest.mark.django_db
INBOX = reverse("hub_submissions")


def browser(user):
    client = Client(headers={"accept-language": "de"})
    client.force_login(user)
    return client


@pytest.fixture
def moderator(person):
    return browser(person(MODERATOR, first_name="Mia", last_name="Muster"))


def screen(note):
    return reverse("hub_submission", args=[note.pk])


def text_of(response):
    return response.content.decode()


def decide(client, note, do, take=(), **words):
    """Press a button; the version is what the screen shows unless the test says another."""
    given = {"do": do, "take": list(take), "version": str(note.version), **words}
    with commit():
        return client.post(screen(note), given)


def boxes(response):
    """Return {what a box is named: whether it is ticked}; True, too, for what is always taken."""
    found = re.findall(r'name="take"\s+value="([^"]+)"([^>]*)>', text_of(response))
    return {key: "checked" in rest or key == "0-title" for key, rest in found}


def test_two_of_three_fields_are_accepted_as_the_page_its_history_and_the_mail_say(note, moderator):
    shown = moderator.get(screen(note))
    assert boxes(shown) == dict.fromkeys(
        ["0-title", "0-summary", "0-colour", "0-reward_euros"], True
    )
    assert "<ins>Am Markt</ins>" in text_of(shown)

    response = decide(moderator, note, "accept", ["0-title", "0-summary", "0-colour"])
    assert (response.status_code, response["Location"]) == (302, INBOX), text_of(response)[-3000:]
    made = Note.objects.get()
    assert (made.live, made.title, made.summary, made.colour, made.reward_euros) == (
        True, "Fahrrad gefunden", "Am Markt", "blue", None,
    )  # fmt: skip
    note.refresh_from_db()
    assert note.state == State.ACCEPTED
    assert note.lines[0]["note"] == {"colour": "blue"}
    entry = log_registry.get_logs_for_instance(made).filter(action="hub.take_submission").get()
    assert (entry.user.first_name, entry.message) == (
        "Mia",
        f"Aus der Einsendung {note.reference} übernommen",
    )
    assert mail.outbox[-1].subject == "Veröffentlicht: „Fahrrad gefunden“"

    # A change: what is left out stays as it is.
    move(
        note.pk,
        What.CHANGED,
        lines=[{**note.lines[0], "title": "Rad", "summary": "Am Tor", "note": {"colour": "green"}}],
    )
    note.refresh_from_db()
    shown = moderator.get(screen(note))
    assert list(boxes(shown)) == ["0-title", "0-summary", "0-colour"]
    decide(moderator, note, "accept", ["0-summary", "0-colour"])
    made.refresh_from_db()
    assert (made.title, made.summary, made.colour) == ("Fahrrad gefunden", "Am Tor", "green")

    # As a draft: readers see nothing of it yet.
    note.refresh_from_db()
    move(note.pk, What.CHANGED, lines=[{**note.lines[0], "summary": "Am Hafen"}])
    note.refresh_from_db()
    response = decide(moderator, note, "draft", ["0-summary"])
    assert response["Location"] == reverse("wagtailsnippets_example_note:edit", args=[made.pk])
    made.refresh_from_db()
    assert made.summary == "Am Tor"
    assert made.get_latest_revision_as_object().summary == "Am Hafen"
    assert mail.outbox[-1].subject == "Wir übernehmen „Fahrrad gefunden“"

    # And down again.
    note.refresh_from_db()
    move(note.pk, What.CHANGED, lines=[{**note.lines[0], "deleted": True}])
    note.refresh_from_db()
    assert "Der Absender möchte" in text_of(moderator.get(screen(note)))
    decide(moderator, note, "accept")
    made.refresh_from_db()
    assert not made.live
    assert mail.outbox[-1].subject == "Nicht mehr öffentlich: „Fahrrad gefunden“"


def test_something_new_becomes_a_draft_and_opens_in_the_editor(note, moderator):
    response = decide(moderator, note, "draft", ["0-summary"])
    made = Note.objects.get()
    assert (made.live, made.summary, made.colour) == (False, "Am Markt", "yellow")
    assert response["Location"] == reverse("wagtailsnippets_example_note:edit", args=[made.pk])


def test_asked_back_answered_and_waiting_again(note, moderator, client, site):
    link = link_in_mail()
    block = ReplyText.objects.create(
        site=site, locale=Locale.objects.get(language_code="de"), title="Farbe", text="Und wo?"
    )
    nothing = decide(moderator, note, "ask", ["0-summary"])
    assert nothing.status_code == 422
    assert "Schreiben Sie, was Sie wissen möchten" in text_of(nothing)
    assert not boxes(nothing)["0-colour"]
    longer = decide(moderator, note, "insert", message="Wann?", reply=str(block.pk))
    assert "Wann?\n\nUnd wo?</textarea>" in text_of(longer).replace("\r", "")
    assert Decision.objects.filter(what=What.ASKED).count() == 0

    decide(moderator, note, "ask", message="Wann genau?")
    assert "Wann genau?" in mail.outbox[-1].body
    assert screen(note) in text_of(moderator.get(f"{INBOX}?state=question&kind=note"))
    assert screen(note) not in text_of(moderator.get(f"{INBOX}?state=new"))
    client.post(link, {"do": "answer", "answer": "Gestern."})
    note.refresh_from_db()
    assert note.state == State.WAITING
    assert "Gestern." in text_of(moderator.get(screen(note)))


def test_what_an_editor_works_on_is_not_written_over(note, moderator):
    decide(moderator, note, "accept", boxes(moderator.get(screen(note))))
    made = Note.objects.get()
    made.summary = "Vom Amt"
    made.save_revision()
    note.refresh_from_db()
    move(note.pk, What.CHANGED, lines=[{**note.lines[0], "title": "Rad"}])
    note.refresh_from_db()
    assert decide(moderator, note, "accept", ["0-title"]).status_code == 302
    made = Note.objects.get()
    draft = made.get_latest_revision_as_object()
    assert (made.title, made.summary) == ("Rad", "Am Markt")
    assert (draft.title, draft.summary) == ("Rad", "Vom Amt")
    Note.objects.update(locked=True, locked_at=timezone.now())
    note.refresh_from_db()
    move(note.pk, What.CHANGED, lines=[{**note.lines[0], "title": "Roller"}])
    note.refresh_from_db()
    refused = decide(moderator, note, "accept", ["0-title"], message="Danke!")
    assert refused.status_code == 422
    for words in ("Gesperrt von", "Danke!</textarea>"):
        assert words in text_of(refused)
    assert Note.objects.get().title == "Rad"
    note.refresh_from_db()
    assert note.state == State.WAITING


def test_what_is_forgotten_cannot_be_looked_at_again(note, moderator, person):
    decide(moderator, note, "refuse", message="Das ist Werbung.")
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=True):
        expire()
    note.refresh_from_db()
    moderator = browser(person(MODERATOR))
    assert 'value="reopen"' not in text_of(moderator.get(screen(note)))
    assert decide(moderator, note, "reopen").status_code == 409
    assert Submission.objects.get().state == State.REFUSED


def test_what_is_refused_goes_after_thirty_days_its_picture_too(send, moderator, person):
    picture = BytesIO()
    Image.new("RGB", (300, 200), "red").save(picture, "JPEG")
    picture.seek(0)
    picture.name = "rad.jpg"
    send(image=picture)
    note = Submission.objects.get()
    move(note.pk, What.CONFIRMED)
    note.refresh_from_db()
    upload = Upload.objects.get()
    file = reverse("hub_submission_file", args=[note.pk, upload.key])
    response = moderator.get(file)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert browser(person(EDITOR)).get(file).status_code in {302, 403}
    assert file in text_of(moderator.get(screen(note)))

    assert decide(moderator, note, "refuse").status_code == 422
    decide(moderator, note, "refuse", message="Das ist Werbung.")
    assert "Das ist Werbung." in mail.outbox[-1].body
    storage, name = upload.file.storage, upload.file.name
    for days, is_there in ((29, True), (31, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=True), commit():
            expire()
        assert storage.exists(name) is is_there


def test_the_second_moderator_sees_what_the_first_decided(note, moderator, person):
    second = browser(person(MODERATOR))
    decide(moderator, note, "refuse", message="Das ist Werbung.")
    mails = len(mail.outbox)

    response = decide(second, note, "accept", ["0-summary"], message="Danke!")
    assert response.status_code == 409
    for words in ("Jemand war schneller", "Mia Muster: abgelehnt: Das ist Werbung.", "Danke!"):
        assert words in text_of(response)
    assert (Note.objects.count(), len(mail.outbox)) == (0, mails)


def test_spam_is_silent_and_can_be_looked_at_again(note, moderator):
    mails = len(mail.outbox)
    decide(moderator, note, "spam")
    note.refresh_from_db()
    assert (note.state, len(mail.outbox)) == (State.SPAM, mails)
    decide(moderator, note, "reopen")
    note.refresh_from_db()
    assert note.state == State.WAITING


def test_who_may_not_moderate_gets_nothing(note, person):
    user = person(EDITOR)
    editor = browser(user)
    for address in (INBOX, screen(note)):
        assert editor.get(address).status_code in {302, 403}
        assert editor.post(address, {"do": "accept"}).status_code in {302, 403, 405}
    note.refresh_from_db()
    assert note.state == State.WAITING
    assert "intake.submissions" not in {one.key for one in shown_to(user)}
    foreign = Client(enforce_csrf_checks=True)
    foreign.force_login(person(MODERATOR))
    assert foreign.post(screen(note), {"do": "spam", "version": "1"}).status_code == 403


def test_ten_thousand_wait_and_the_inbox_opens_at_once(note, moderator):
    def copies(count):
        facts = {"confirmed_at": timezone.now(), "state": State.WAITING, "kind": "note"}
        return [
            Submission(
                site_id=note.site_id, locale="de", lines=note.lines, sender_name="K", **facts
            )
            for _number in range(count)
        ]

    Submission.objects.bulk_create(copies(5))
    moderator.get(INBOX)
    with CaptureQueriesContext(connection) as few:
        moderator.get(INBOX)
    Submission.objects.bulk_create(copies(10_000), batch_size=2_000)
    with CaptureQueriesContext(connection) as many:
        started = time.monotonic()
        shown = text_of(moderator.get(INBOX))
        seconds = time.monotonic() - started
    assert len(many) == len(few)
    assert seconds < 0.5
    assert "10006 Einsendungen" in shown.replace(".", "").replace("\xa0", "")
    assert "Eingereicht (10006)" in shown
