"""From the form to the inbox and back: confirmed by a mail, asked, corrected, accepted, changed."""

import re
from datetime import timedelta
from io import BytesIO

import brotli
import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone
from PIL import Image

from hub.intake.forms import lines
from hub.intake.models import Count, DaySalt, FormSettings, State, Submission, Upload, What
from hub.intake.pages import lost_link
from hub.intake.submissions.accepting import AcceptError, accept
from hub.intake.submissions.moving import MoveError, move
from hub.intake.tasks import tend
from hub.privacy.expiring import expire
from hub.privacy.register import erase
from hub.publication.models import Publication
from tests.intake.conftest import FORM, NOTE, link_in_mail, ticket_of

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return response.content.decode()


def test_a_note_is_confirmed_asked_about_corrected_accepted_and_changed(site, send, client):
    response = send(summary="Am Markt", reward="20")

    note = Submission.objects.get()
    assert (response.status_code, note.state) == (303, State.UNCONFIRMED)
    assert note.lines == [
        {
            "kind": "note",
            "locale": "de",
            "title": "Fahrrad gefunden",
            "summary": "Am Markt",
            "note": {"colour": "yellow", "reward_euros": 20},
        }
    ]
    receipt = text_of(client.get(response["Location"]))
    assert note.reference in receipt
    assert mail.outbox[0].to == ["kim@verein.de"]
    assert mail.outbox[0].subject == "Bitte bestätigen: „Fahrrad gefunden“"
    link = link_in_mail()
    token = link.rstrip("/").rpartition("/")[2]
    assert token not in str([list(row) for row in Submission.objects.values_list()])

    # Reading is no doing: mail programs open links.
    assert "Adresse bestätigen und absenden" in text_of(client.get(link))
    note.refresh_from_db()
    assert note.state == State.UNCONFIRMED
    for _click in range(2):
        assert client.post(link, {"do": "confirm"}).status_code == 303
    note.refresh_from_db()
    assert (note.state, note.version) == (State.WAITING, 1)

    move(note.pk, What.ASKED, message="Welche Farbe hat es?", version=1)
    assert mail.outbox[-1].subject == "Frage zu „Fahrrad gefunden“"
    assert link_in_mail() == link
    assert "Welche Farbe hat es?" in text_of(client.get(link))
    assert client.post(link, {"do": "answer", "answer": " "}).status_code == 400
    client.post(link, {"do": "answer", "answer": "Blau."})
    page = client.get(f"{link}?do=change")
    sent = {"ticket": ticket_of(page), "do": "change", "version": "3", "title": "Rad gefunden"}
    assert 'value="Fahrrad gefunden"' in text_of(page)
    assert client.post(link, sent).status_code == 303
    note.refresh_from_db()
    assert (note.state, note.title) == (State.WAITING, "Rad gefunden")

    (change,) = lines.compared(note.lines, note.document_id)
    assert change.outcome == "new"
    accept(note.pk, version=note.version)
    row = Publication.objects.public().get(document_id=note.document_id)
    assert row.title == "Rad gefunden"
    assert row.url in text_of(client.get(link))

    page = client.get(f"{link}?do=change")
    version = re.search(r'name="version" value="(\d+)"', text_of(page))[1]
    sent = {"ticket": ticket_of(page), "do": "change", "title": "Rad abgeholt", "version": version}
    client.post(link, sent)
    note.refresh_from_db()
    assert (note.state, note.is_change) == (State.WAITING, True)
    (change,) = lines.compared(note.lines, note.document_id)
    assert change.outcome == "changed"
    assert [(one.field, one.here, one.line) for one in change.differences][:1] == [
        ("title", "Rad gefunden", "Rad abgeholt")
    ]
    assert Publication.objects.public().get().title == "Rad gefunden"
    assert [one.what for one in note.decisions.all()] == [
        "sent", "confirmed", "asked", "answered", "changed", "accepted", "changed",
    ]  # fmt: skip


def test_a_question_stands_whole_in_the_form_s_language_and_direction(site, send, outbox):
    send(title="Rad <b>rot</b>")
    note = Submission.objects.get()
    Submission.objects.update(locale="ar")
    move(note.pk, What.CONFIRMED)
    move(note.pk, What.ASKED, message="Wo?\nSiehe https://amt.example/a")

    message = outbox()[-1]
    page = message.get_body(("html",)).get_content()
    text = message.get_body(("plain",)).get_content()
    assert '<html lang="ar" dir="rtl">' in page
    assert message["Content-Language"] == "ar"
    assert "<bdi>Rad &lt;b&gt;rot&lt;/b&gt;</bdi>" in page
    (link,) = re.findall(r'<a class="button" href="(http://[^"]+/ar/[^"]+)"', page)
    assert link in text.splitlines()
    assert "https://amt.example/a" in text.split()
    for part in (page, text):
        assert "Rad " in part
        assert note.reference in part
        assert "الرد أو التصحيح" in part


def test_two_moderators_at_once_decide_once(site, send):
    send()
    note = Submission.objects.get()
    move(note.pk, What.CONFIRMED)
    move(note.pk, What.REFUSED, message="Das ist Werbung.", version=1)

    with pytest.raises(MoveError) as refused:
        move(note.pk, What.ACCEPTED, version=1)
    assert refused.value.submission.state == State.REFUSED
    with pytest.raises(MoveError):
        move(note.pk, What.WITHDRAWN)
    assert "Das ist Werbung." in mail.outbox[-1].body


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(site, send):
    picture = BytesIO()
    Image.new("RGB", (300, 200), "red").save(picture, "JPEG")
    picture.seek(0)
    picture.name = "rad.jpg"
    response = send(title="", reward="viel", summary="Am Markt", image=picture)

    text = text_of(response)
    assert response.status_code == 400
    for words in ('href="#title"', 'href="#reward"', "Am Markt</textarea>", 'value="viel"'):
        assert words in text
    assert "Schreiben Sie eine ganze Zahl" in text
    # What is folded lies open where it is wrong.
    assert re.search(r'<details class="fold" open>\s*<summary>Papier', text)
    assert "„rad“ ist noch da" in text
    kept = re.search(r'name="image_kept" value="([^"]+)"', text)[1]
    assert send(image_kept=kept, image_alt="Ein rotes Rad").status_code == 303
    upload = Upload.objects.get()
    assert (upload.submission.title, upload.alt) == (NOTE["title"], "Ein rotes Rad")
    assert (upload.width, upload.height) == (300, 200)


def test_a_link_that_opens_nothing_offers_a_new_one_and_tells_nobody_who_is_known(
    site, send, client
):
    send()
    link = link_in_mail()
    for wrong in (link[:-3] + "xx/", f"{FORM}made-up/", link.replace(link[-8:-1], "%00%00")):
        response = client.get(wrong)
        assert response.status_code == 404
        assert "neuen Link" in text_of(response)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=True):
        assert client.get(link).status_code == 404
        answers = []
        for email in ("kim@verein.de", "niemand@verein.de"):
            answer = client.post(FORM, {"link": "1", "email": email})
            answers.append((answer.status_code, answer["Location"], answer.content))
        assert answers[0] == answers[1]
        mail.outbox.clear()
        assert lost_link.fulfil() == 1
        assert [one.to for one in mail.outbox] == [["kim@verein.de"]]
        assert link_in_mail() != link
        assert client.get(link_in_mail()).status_code == 200
    assert client.post(FORM, {"link": "1", "email": "kein"}).status_code == 400


def test_five_clicks_are_one_and_a_flood_is_stopped(site, send, settings, client):
    ticket = ticket_of(client.get(FORM))
    answers = {send(again=ticket)["Location"] for _click in range(5)}
    assert (len(answers), Submission.objects.count(), len(mail.outbox)) == (1, 1, 1)

    # Six a day of one address, however it is written.
    answers = [send(title=f"Nummer {n}", sender_email="kim@VEREIN.de") for n in range(7)]
    assert [one.status_code for one in answers] == [303] * 5 + [429] * 2
    assert "Nummer 6" in text_of(answers[-1])
    assert Submission.objects.count() == 6
    stored = str([list(one) for model in (Count, DaySalt) for one in model.objects.values_list()])
    assert "127.0.0.1" not in stored
    assert "kim" not in stored


def test_a_closed_form_is_gone_and_takes_nothing(site, send, client):
    ticket = ticket_of(client.get(FORM))
    FormSettings.objects.create(site=site, closed=["example.note"])

    for response in (client.get(FORM), send(again=ticket), client.get(f"{FORM}token/")):
        assert response.status_code == 410
        assert "geschlossen" in text_of(response)
    assert Submission.objects.count() == 0


def test_text_that_is_no_utf8_is_refused_in_words(site, client):
    body = f"ticket={ticket_of(client.get(FORM))}&title=Caf%E9".encode()
    response = client.post(FORM, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 400
    assert "UTF-8" in text_of(response)


def test_one_reminder_then_it_is_forgotten(site, send):
    send()
    for days, mails in ((1, 1), (3, 2), (4, 2), (8, 2)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=True):
            tend()
        assert len(mail.outbox) == mails, days
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=True):
        expire()
    assert Submission.objects.count() == 0
    assert (Count.objects.count(), DaySalt.objects.count()) == (0, 0)


def test_an_erased_sender_leaves_that_something_was_decided(site, send):
    send(summary="Fragen an kim@verein.de")
    note = Submission.objects.get()
    move(note.pk, What.CONFIRMED)
    move(note.pk, What.REFUSED, message="Liebe kim@verein.de, nein.")

    assert erase("kim@verein.de")["intake.submissions"] == 1
    note.refresh_from_db()
    assert (note.state, note.lines, note.sender_name) == (State.REFUSED, [], "")
    with connection.cursor() as cursor:
        for table in ("intake_submission", "intake_decision", "intake_upload"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text ILIKE '%verein.de%'")
            assert cursor.fetchone()[0] == 0


def test_what_cannot_be_written_waits_on(site, send):
    send()
    note = Submission.objects.get()
    move(note.pk, What.CONFIRMED)
    wrong = [{**note.lines[0], "note": {"colour": "pink"}}]

    with pytest.raises(AcceptError, match="pink"):
        accept(note.pk, lines=wrong)
    note.refresh_from_db()
    assert (note.state, note.version, note.lines[0]["note"]["colour"]) == ("waiting", 1, "yellow")


def test_an_empty_form_goes_compressed_and_what_was_typed_does_not(site, client):
    shown = client.get(FORM, headers={"Accept-Encoding": "br"})
    assert shown["Content-Encoding"] == "br"
    assert b'name="ticket"' in brotli.decompress(shown.content)
    assert (shown["Vary"], "ETag" in shown) == ("Accept-Encoding", False)

    wrong = client.post(FORM, {"title": "Geheim"}, headers={"Accept-Encoding": "br"})
    assert wrong.status_code == 400
    assert "Content-Encoding" not in wrong
    assert "Geheim" in text_of(wrong)
