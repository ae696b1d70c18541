"""What machines and attackers send, from a seeded generator: nothing breaks, nothing is published,
and no mail leaves beyond what one sender may cause."""

import json
import random
from io import BytesIO

import pytest
from django.core import mail
from PIL import Image

from hub.intake.models import Submission, Upload
from hub.kernel.contract.sending import Limits
from hub.publication.models import Publication
from tests.intake.conftest import FORM, NOTE, ticket_of

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/submissions/note"
ROUNDS = 100
# How many are mere spam, well formed.
MILD = 0.3
TEXTS = (
    "<script>alert(1)</script>",
    "'; DROP TABLE intake_submission; --",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "a\r\nBcc: alle@verein.de\r\n\r\nx",
    "\x00\x01\x1f",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "\u202egpj.exe",
    "../../../../etc/passwd",
    "Cheap pills http://spam.example " * 40,
    "Ä" * 40_000,
    "",
    " ",
    "null",
    "-1",
    "1e400",
    "99999999999999999999",
)
VALUES = (None, [], {}, [[]], {"a": {"b": []}}, True, 10**30, -1, 1.5, *TEXTS)
EMAILS = ("kim@verein.de", "KIM@verein.de", "kim@verein.de\nBcc: x@y.de", '"kim x"@verein.de', "@")


def picture() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (60, 60), "green").save(stream, "PNG")
    return stream.getvalue()


FILES = (
    b"",
    b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    b"GIF89a" + b"\xff" * 300,
    b"%PDF-1.7\n<html><script>alert(1)</script>",
    picture()[:50],
    picture() + b"PK\x03\x04<?php system('id'); ?>",
)
NAMES = (
    "rad.jpg",
    "../../rad.png",
    "rad.php\x00.png",
    "rad.svg",
    "CON.png",
    "\u202egnp.exe",
    "ä" * 200 + ".png",
)


def form_of(chance: random.Random, ticket: str) -> dict:
    if chance.random() < MILD:
        return {**NOTE, "ticket": ticket, "title": f"Werbung {chance.random()}"}
    tickets = (ticket, ticket[:-1], "", "x" * 5000, "a:b:c")
    words = {
        **NOTE,
        "ticket": chance.choice(tickets),
        "sender_email": chance.choice(EMAILS),
        chance.choice(["title", "summary", "reward", "colour", "sender_name"]): chance.choice(
            TEXTS
        ),
        chance.choice(["image_kept", "correct", "link", "do", "version", "nickname", "x" * 300]): (
            chance.choice(TEXTS)
        ),
    }
    file = BytesIO(chance.choice(FILES))
    file.name = chance.choice(NAMES)
    return {name: value for name, value in words.items() if chance.random() > 0.1} | {"image": file}


def line_of(chance: random.Random) -> dict:
    if chance.random() < MILD:
        sender = {"name": "Kim", "email": "kim@verein.de"}
        return {"locale": "de", "title": f"Werbung {chance.random()}", "sender": sender}
    return {
        "locale": "de",
        "title": "Rad",
        "sender": {"name": "Kim", "email": chance.choice(EMAILS)},
        chance.choice(
            ["title", "note", "place", "topics", "body_html", "dates", "image", "rebuild"]
        ): (chance.choice(VALUES)),
        chance.choice(["sender", "locale", "summary", "organisation", "district", "id", "x"]): (
            chance.choice(VALUES)
        ),
    }


def test_hostile_forms_and_lines_are_answered_and_do_nothing(site, client, monkeypatch):
    monkeypatch.setattr("hub.intake.guard.senders._is_quick", lambda ticket, limits: False)
    chance = random.Random(20270314)
    ticket = ticket_of(client.get(FORM))
    seen = set()
    for number in range(ROUNDS):
        key = chance.choice(["", "a", "b" * 300, "ä"])
        answers = [
            client.post(FORM, form_of(chance, ticket)),
            client.get(f"{FORM}{chance.choice(['..', '%00', 'x' * 900, 'a:b'])}/"),
            client.post(f"{FORM}token-{number}/", {"do": "confirm"}),
            client.post(
                ADDRESS,
                json.dumps(line_of(chance)),
                content_type="application/json",
                headers={"Idempotency-Key": key} if key else {},
            ),
        ]
        seen |= {one.status_code for one in answers}
        assert all(one.status_code < 500 for one in answers), [one.content for one in answers]

    # Some of it was taken: a generator that only bounces off would prove nothing.
    assert {202, 303, 400, 404, 429} <= seen
    # Two senders, however they are written.
    assert 0 < Submission.objects.count() <= 2 * Limits().sender
    assert all(len(one.to) == 1 and "\n" not in one.subject for one in mail.outbox)
    assert not Publication.objects.public().filter(kind="note").exists()
    assert all(b"php" not in one.file.read() for one in Upload.objects.all())
