"""Anybody sends an event by the public form: what it means, what is asked, single dates."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from json import loads

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from PIL import Image

from hub.content.models import Place
from hub.intake.forms import lines
from hub.intake.models import State, Submission, Upload
from hub.intake.moderation import choosing
from hub.intake.submissions.accepting import accept
from hub.publication.models import Publication, PublicationDate
from plugins.events.models import EventPage
from plugins.events.sending import EventForm
from tests.factories.portal import City

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
FORM = "/de/termin-melden/"
SENT = {
    "title": "Nähcafé",
    "day": "2027-01-12",
    "starts": "15:00",
    "ends": "17.30",
    "place": "Stadtteilhaus Süd",
    "street": "Ringstraße 5",
    "organiser": "Nadel & Faden e. V.",
    "summary": "Wir nähen zusammen.",
    "description": "Maschinen sind da.\n\nStoffe <auch>.",
    "repeats": "monthly_weekday",
    "until": "30.06.2027",
    "not_on": "11.05.2027",
    "is_free": "0",
    "price": "4,50",
    "access": ["step_free"],
    "languages": ["de", "uk"],
    "sender_name": "Kim",
    "sender_email": "kim@verein.de",
}


@pytest.fixture(autouse=True)
def now(settings, tmp_path):
    settings.HUB_QUARANTINE = tmp_path
    with time_machine.travel(NOW, tick=True):
        yield


def ticket_of(response) -> str:
    return re.search(r'name="ticket" value="([^"]+)"', response.content.decode())[1]


def send(client, address=FORM, **changed):
    ticket = ticket_of(client.get(address))
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=True):
        return client.post(address, {"ticket": ticket, **SENT, **changed})


def test_a_monthly_event_is_sent_accepted_and_one_date_of_it_cancelled(city: City, client):
    picture = BytesIO()
    Image.new("RGB", (300, 200), "red").save(picture, "JPEG")
    picture.seek(0)
    picture.name = "naehen.jpg"
    assert send(client, image=picture, image_alt="Ein rotes Tuch").status_code == 303

    sent = Submission.objects.get()
    (line,) = sent.lines
    assert line["event"]["recurrence"] == {
        "rrule": "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270630T215959Z",
        "rdates": [],
        "exdates": ["2027-05-11T15:00:00+02:00"],
    }
    assert line["event"]["first_ends_at"] == "2027-01-12T17:30:00+01:00"
    assert line["event"]["price"]["amount_cents"] == 450
    assert line["place"] == {"name": "Stadtteilhaus Süd", "street": "Ringstraße 5"}
    assert line["body_html"] == "<p>Maschinen sind da.</p><p>Stoffe &lt;auch&gt;.</p>"
    link = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body)[1]
    page = client.get(link).content.decode()
    assert "Di., 12. Januar 2027" in page.replace("\xa0", " ")
    facts = {" ".join(one.split()) for one in re.findall(r"<dd[^>]*>([^<]+)</dd>", page)}
    assert {"Dienstag, 12. Januar 2027", "15 Uhr", "17.30 Uhr", "Mittwoch, 30. Juni 2027"} <= facts
    assert not re.findall(r"\d{4}-\d\d-\d\d", " ".join(facts))

    client.post(link, {"do": "confirm"})
    accept(sent.pk)
    shown = EventPage.objects.get(translation_key=sent.document_id).image
    assert (shown.alt, shown.width, Upload.objects.count()) == ("Ein rotes Tuch", 300, 0)
    row = Publication.objects.public().get(document_id=sent.document_id)
    days = PublicationDate.objects.filter(publication=row).order_by("starts_at")
    assert [f"{one.starts_at:%m-%d}" for one in days] == [
        "01-12",
        "02-09",
        "03-09",
        "04-13",
        "06-08",
    ]
    assert Place.objects.get(name="Stadtteilhaus Süd").street == "Ringstraße 5"

    client.post(link, {"do": "cancel", "date": "2027-02-09T15:00:00+01:00"})
    sent.refresh_from_db()
    assert sent.state == State.WAITING
    (table,) = choosing.tables(sent, None)
    assert [one["field"] for one in table["rows"]] == ["event_changes"]
    assert "9. Februar 2027" in table["rows"][0]["line"]
    chosen = choosing.chosen_lines(sent.lines, sent.document_id, {"0-event_changes"})
    accept(sent.pk, lines=chosen)
    assert days.get(status="cancelled").starts_at.day == 9
    assert (
        client.post(link, {"do": "cancel", "date": "2027-02-09T15:00:00+01:00"}).status_code == 400
    )


def test_a_form_that_is_filled_from_its_line_says_the_same(city: City, client):
    for changed in (
        {},
        {"starts": "", "ends": "", "repeats": "never", "until": "", "not_on": ""},
        {"repeats": "fortnightly"},
        {"last_day": "2027-01-14", "repeats": "never", "until": "", "not_on": ""},
        {"place": "", "street": "", "online_url": "https://example.org/raum"},
    ):
        first = EventForm({**SENT, **changed})
        assert first.is_valid(), first.errors
        line = first.lines("de")
        again = EventForm(
            {**EventForm.said(line), "sender_name": "Kim", "sender_email": "kim@verein.de"}
        )
        assert again.is_valid(), again.errors
        assert again.lines("de") == line


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"day": "morgen"}, "day", "Schreiben Sie ihn so: 14.03.2027"),
        ({"ends": "10:00"}, "ends", "Beginn"),
        ({"place": ""}, "place", "Nennen Sie den Ort"),
        ({"street": ""}, "street", "Nennen Sie auch die Straße"),
        ({"is_free": "1"}, "price", "kostenlos"),
        ({"price": "viel"}, "price", "zum Beispiel 5 oder 4,50"),
        ({"until": "2026-12-31"}, "until", "vor dem ersten Tag"),
        ({"not_on": "irgendwann"}, "not_on", "24.12.2026"),
        ({"online_url": "javascript:alert(1)"}, "online_url", "https://beispiel.de"),
        ({"image_kept": "x"}, "image_alt", "was das Bild zeigt"),
        ({"sender_email": "kim"}, "sender_email", "name@beispiel.de"),
        ({"topics": ["unbekannt"]}, "topics", ""),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_all_is_kept(
    city: City, client, changed, field, words
):
    response = send(client, **changed)

    text = response.content.decode()
    assert response.status_code == 400
    assert f'href="#{field}"' in text
    assert words in re.search(rf'id="{field}-error">.*?</p>', text, re.DOTALL)[0]
    for typed in ("Nähcafé", "Maschinen sind da.", "Nadel &amp; Faden"):
        assert typed in text
    assert Submission.objects.count() == 0


def test_every_language_has_the_form_and_the_footer_leads_to_it(city: City, client):
    for locale, words in (
        ("de", "Termin melden"),
        ("uk", "Повідомити про подію"),
        ("ar", "الإبلاغ عن موعد"),
        ("de-x-ls", "Einen Termin melden"),
    ):
        home = client.get(f"/{locale}/").content.decode()
        address = re.search(rf'<a href="([^"]+)">{words}</a>', home)[1]
        form = client.get(address).content.decode()
        assert f"<h1>{words}</h1>" in form
        # Three topics lie open: what, when, where and who; all others are folded.
        assert form.count('<details class="fold">') == 7


def test_a_correction_says_no_more_than_what_was_changed(city: City, client):
    row = Publication.objects.public().get(document_id=city.weekly.translation_key, locale="de")
    link = re.search(
        r'href="([^"]+\?correct=[^"]+)"', client.get(f"/de/{row.path}").content.decode()
    )[1]
    page = client.get(link).content.decode()
    assert f"„{row.title}“ korrigieren" in page
    words = EventForm.said([loads(row.document)])
    sent = {
        **{name: value for name, value in words.items() if value is not None},
        "correct": str(row.document_id),
        "sender_name": "Kim",
        "sender_email": "kim@verein.de",
    }
    ticket = ticket_of(client.get(link))
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=True):
        same = client.post(FORM, {"ticket": ticket, **sent})
        changed = client.post(FORM, {"ticket": ticket, **sent, "title": "Anders", "ends": "21:00"})
        gone = client.post(
            FORM, {"ticket": ticket, **sent, "correct": str(city.page.translation_key)}
        )

    assert (same.status_code, changed.status_code, gone.status_code) == (400, 303, 400)
    assert "noch nichts anders" in same.content.decode()
    one = Submission.objects.get()
    assert (one.document_id, one.is_correction, one.is_change) == (row.document_id, True, True)
    (line,) = one.lines
    assert (set(line), set(line["event"])) == (
        {"kind", "locale", "title", "event"},
        {"first_ends_at"},
    )
    (change,) = lines.compared(one.lines, one.document_id)
    assert {each.field for each in change.differences} == {"title", "end_time"}


def test_who_sends_what_is_there_already_is_asked_once(city: City, client):
    row = Publication.objects.public().get(document_id=city.weekly.translation_key, locale="de")
    words = EventForm.said([loads(row.document)])
    same = {name: value for name, value in words.items() if name in {"day", "place", "starts"}}
    same |= {"title": f"{row.title}!", "repeats": "never", "until": "", "not_on": "", "street": ""}

    asked = send(client, **same)

    text = asked.content.decode()
    assert (asked.status_code, Submission.objects.count()) == (200, 0)
    assert "Ist es diese?" in text
    assert f'href="{row.url}"' in text
    assert f"?correct={row.document_id}" in text
    assert send(client, **same, asked="1").status_code == 303
