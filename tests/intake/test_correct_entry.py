"""Anybody corrects what has no form of its own: words, and a remark that moderators alone read."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from hub.content.roles import MODERATOR
from hub.intake.forms import lines
from hub.intake.models import Submission
from hub.publication.models import Publication
from tests.factories.portal import City
from tests.intake.conftest import ticket_of

pytestmark = pytest.mark.django_db
FORM = "/de/eintrag-korrigieren/"


def test_a_page_without_a_form_is_corrected_by_its_words_and_by_a_remark(
    city: City, client, person
):
    row = Publication.objects.public().get(document_id=city.page.translation_key, locale="de")
    page = client.get(f"/de/{row.path}").content.decode()
    link = re.search(r'href="([^"]+\?correct=[^"]+)"', page)[1]
    assert link == f"{FORM}?correct={row.document_id}"
    form = client.get(link)
    sent = {
        "ticket": ticket_of(form),
        "correct": str(row.document_id),
        "title": row.title,
        "summary": re.search(
            r'name="summary".*?>([^<]*)</textarea>', form.content.decode(), re.DOTALL
        )[1],
        "sender_name": "Kim",
        "sender_email": "kim@verein.de",
    }
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=True):
        assert client.post(FORM, sent).status_code == 400
        remark = "Die Telefonnummer stimmt nicht mehr."
        assert client.post(FORM, {**sent, "remark": remark}).status_code == 303
        shown = client.post(FORM, {**sent, "title": "Anders", "step": "preview"})
        assert "<h1>Anders</h1>" in shown.content.decode()
        sent["ticket"] = ticket_of(client.get(link))
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=True):
        assert client.post(FORM, {**sent, "title": "Anders"}).status_code == 303

    told, changed = Submission.objects.order_by("sent_at")
    assert (told.kind, told.lines) == (
        "page",
        [{"kind": "page", "locale": "de", "title": row.title}],
    )
    assert told.decisions.get().message == remark
    (change,) = lines.compared(changed.lines, changed.document_id)
    assert [one.field for one in change.differences] == ["title"]

    # What is only told is read, and then done: nothing is there to be ticked.
    mail.outbox.sort(key=lambda one: told.title not in one.subject)
    client.post(
        re.search(r"^http://[^/]+(/\S+)$", mail.outbox[0].body, re.MULTILINE)[1], {"do": "confirm"}
    )
    client.force_login(person(MODERATOR, is_superuser=True))
    address = f"/admin/submissions/{told.pk}/"
    assert remark in client.get(address).content.decode()
    told.refresh_from_db()
    client.post(address, {"do": "accept", "version": str(told.version)})
    told.refresh_from_db()
    assert told.state == "accepted"


def test_the_form_alone_says_how_to_get_to_it(city: City, client):
    for answer, status in ((client.get(FORM), 200), (client.post(FORM, {"title": "Neu"}), 404)):
        assert answer.status_code == status
        assert "Diesen Eintrag korrigieren" in answer.content.decode()
    assert (
        client.post("/api/v1/submissions/*", "{}", content_type="application/json").status_code
        == 404
    )
    assert client.get(f"{FORM}?correct=x").status_code == 404
    assert Submission.objects.count() == 0
