"""The same road by API: the form's checks, one answer a key, problems that name the field."""

import json
from io import BytesIO

import pytest
from django.core import mail
from PIL import Image

from hub.intake.models import FormSettings, Submission, Upload
from tests.intake.conftest import link_in_mail

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/submissions/note"
LINE = {
    "locale": "de",
    "title": "Fahrrad gefunden",
    "note": {"colour": "blue"},
    "sender": {"name": "Kim", "email": "Kim@VEREIN.de"},
}


@pytest.fixture
def post(client, site):
    def posting(key="", address=ADDRESS, body=None, **changed):
        headers = {"Idempotency-Key": key} if key else {}
        given = json.dumps({**LINE, **changed}) if body is None else body
        return client.post(address, given, content_type="application/json", headers=headers)

    return posting


def test_a_line_is_taken_once_a_key_and_confirmed_like_a_form(post, client):
    answers = [post("abc") for _time in range(5)]

    sent = Submission.objects.get()
    assert {one.status_code for one in answers} == {202}
    assert {one.content for one in answers} == {
        json.dumps({"reference": sent.reference, "status": "unconfirmed"}).encode()
    }
    assert (len(mail.outbox), mail.outbox[0].to) == (1, ["Kim@verein.de"])
    assert "Adresse bestätigen" in client.get(link_in_mail()).content.decode()

    other = post("abc", title="Etwas anderes")
    assert (other.status_code, other["Content-Type"]) == (422, "application/problem+json")
    assert post("abd", title="Etwas anderes").status_code == 202
    assert (Submission.objects.count(), len(mail.outbox)) == (2, 2)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"locale": "fr"}, "locale"),
        ({"kind": "event"}, "kind"),
        ({"note": {"colour": "pink"}}, "note.colour"),
        ({"topics": ["Werbung"]}, "topics"),
        ({"id": "01a207c5-3bf5-7b12-9c8a-0610a6ce4344"}, "id"),
        ({"rebuild": {"live": True}}, "rebuild"),
        ({"deleted": True}, "deleted"),
        ({"source": {"name": "x", "key": "y"}}, "source"),
        ({"image": {"file": "../../etc/passwd"}}, "image"),
        ({"sender": None}, "sender.name"),
        ({"sender": {"name": "Kim", "email": "kim\nBcc: a@b.de"}}, "sender.email"),
        ({"sender": {"name": ["Kim"], "email": "kim@verein.de"}}, "sender.name"),
        ({"title": "a\u0000b"}, ""),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(post, changed, field):
    answer = post(**changed)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    errors = answer.json()["errors"]
    assert field in {one["parameter"] for one in errors}, errors
    assert "create-missing" not in answer.content.decode()
    assert (Submission.objects.count(), len(mail.outbox)) == (0, 0)


def test_what_is_no_line_of_this_website_is_refused_in_words(post, site, client):
    for body in (b"", b"[]", b"{", b"\xff\xfe", b'"\xed\xa0\x80"', b"[" * 30_000):
        assert post(body=body).status_code == 400, body[:20]
    assert post(body=b" " * 70_000).status_code == 413
    assert post(address="/api/v1/submissions/unknown").status_code == 404
    assert client.get(ADDRESS).status_code == 405
    FormSettings.objects.create(site=site, closed=["example.note"])
    assert post().status_code == 410
    assert Submission.objects.count() == 0


def test_a_picture_comes_with_it_and_is_drawn_anew(client, site):
    picture = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Kims Garten"
    Image.new("RGB", (80, 60), "red").save(picture, "JPEG", exif=exif)
    for content, status in (
        (picture.getvalue() + b"<script>alert(1)</script>", 202),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 400),
        (b"GIF89a" + b"\0" * 20, 400),
    ):
        file = BytesIO(content)
        file.name = "../../rad.jpg"
        line = json.dumps({**LINE, "image": {"alt": "Ein rotes Feld"}})
        assert client.post(ADDRESS, {"line": line, "image": file}).status_code == status

    upload = Upload.objects.get()
    stored = upload.file.read()
    assert (upload.alt, Image.open(BytesIO(stored)).size) == ("Ein rotes Feld", (80, 60))
    assert b"Kims Garten" not in stored
    assert b"script" not in stored
    assert upload.file.name == f"{upload.key}.jpg"
