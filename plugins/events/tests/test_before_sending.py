"""What senders see before they send: the dates that the form means, the page that would be made."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from lxml.html import fromstring
from PIL import Image

from hub.content.models import Place
from hub.intake.models import Submission
from hub.publication.models import Publication
from plugins.events.models import EventPage
from plugins.events.tests.test_sending import FORM, NOW, SENT, send
from tests.factories.portal import City

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(settings, tmp_path):
    settings.HUB_QUARANTINE = tmp_path
    with time_machine.travel(NOW, tick=True):
        yield


def test_the_dates_stand_in_the_form_before_it_is_sent(city: City, client):
    def dates_of(**changed):
        response = client.post(FORM, {**SENT, "step": "dates", "part": "1", **changed})
        assert response.status_code == 200
        return " ".join(response.content.decode().replace("\xa0", " ").split())

    monthly = dates_of()
    assert "<strong>Jeden 2. Dienstag im Monat bis Juni, am 11. Mai nicht</strong>" in monthly
    assert re.findall(r"<li>(.*?)</li>", monthly) == [
        f"Di., {day} 2027, 15–17.30 Uhr"
        for day in ("12. Januar", "9. Februar", "9. März", "13. April", "8. Juni")
    ]
    weekly = dates_of(repeats="weekly")
    assert weekly.count("<li>") == 12
    assert "und 12 weitere" in weekly
    assert "<html" not in weekly
    assert "und so weiter" in dates_of(repeats="weekly", until="").casefold()
    friday = dates_of(day="2027-03-26", repeats="never", until="", not_on="")
    assert "Feiertag: Karfreitag" in friday
    assert "Am Mi., 12. Mai 2027 ist ohnehin kein Termin" in dates_of(not_on="12.05.2027")
    assert "vor dem ersten Tag" in dates_of(until="2026-12-31")
    assert "liegt in der Zukunft" in dates_of(day="2026-12-08", until="2026-12-31", not_on="")

    # Without script a button shows them, in the form with all that was typed, files too.
    picture = BytesIO()
    Image.new("RGB", (300, 200), "red").save(picture, "PNG")
    picture.seek(0)
    picture.name = "naehen.png"
    response = client.post(FORM, {**SENT, "sender_email": "", "step": "dates", "image": picture})
    page = response.content.decode().replace("\xa0", " ")
    assert response.status_code == 200
    assert "problem-title" not in page
    for words in ("Di., 9. Februar 2027", "„naehen“ ist noch da", 'value="Nähcafé"', 'value="Kim"'):
        assert words in page, words
    assert Submission.objects.count() == 0


def hidden_of(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in fromstring(page).xpath('//form[@id="send"]//input[@type="hidden"]'):
        found.setdefault(one.get("name"), []).append(one.get("value", ""))
    return found


def test_the_public_page_is_shown_before_it_is_sent_and_the_way_back_keeps_all(city: City, client):
    picture = BytesIO()
    Image.new("RGB", (1600, 900), "red").save(picture, "JPEG")
    picture.seek(0)
    picture.name = "naehen.jpg"
    before = EventPage.objects.count(), Place.objects.count(), Publication.objects.count()

    response = send(client, step="preview", image=picture, image_alt="Ein rotes Tuch")

    page = response.content.decode().replace("\xa0", " ")
    assert response.status_code == 200
    tree = fromstring(page)
    assert tree.xpath("string(//h1)") == "Nähcafé"
    assert tree.xpath("string(//address/strong)") == "Stadtteilhaus Süd"
    assert [one.get("src")[:23] for one in tree.xpath('//img[@alt="Ein rotes Tuch"]')] == [
        "data:image/jpeg;base64,"
    ]
    for words in ("So wird es aussehen", "jeden 2. Dienstag", "4,50", "Stoffe &lt;auch&gt;"):
        assert words in page, words
    assert "noindex" in page
    assert "Eintrag korrigieren" not in page
    after = EventPage.objects.count(), Place.objects.count(), Publication.objects.count()
    assert (after, Submission.objects.count(), len(mail.outbox)) == (before, 0, 0)

    sent = hidden_of(page)
    assert sent["languages"] == ["de", "uk"]
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=True):
        back = client.post(FORM, {**sent, "step": "back"}).content.decode()
        assert "problem-title" not in back
        for words in ('value="Nähcafé"', "„naehen“ ist noch da", 'value="kim@verein.de"'):
            assert words in back, words
        assert client.post(FORM, sent).status_code == 303
    made = Submission.objects.get()
    assert made.lines[0]["event"]["recurrence"]["exdates"] == ["2027-05-11T15:00:00+02:00"]
    assert [one.alt for one in made.uploads.all()] == ["Ein rotes Tuch"]

    # What is wrong is asked for before anything is shown.
    wrong = send(client, step="preview", title="")
    assert (wrong.status_code, "So wird es aussehen" in wrong.content.decode()) == (400, False)
