"""Whatever strangers send: nothing breaks, nothing is published, and no mail leaves beyond what one
sender may cause.

The suite sends a part. `HUB_HOSTILE_SUBMISSIONS=10000` sends as many as a flood has, over days.
"""

import os
import re
import time
from collections import Counter
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Final

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from hub.content.roles import MODERATOR
from hub.intake.guard import quarantine
from hub.intake.models import Submission, Upload
from hub.intake.pages import lost_link
from hub.intake.tasks import tend
from hub.kernel.contract.parts import ANY_KIND
from hub.kernel.contract.sending import Limits
from hub.mail.models import Mail
from hub.publication.models import Publication
from tests.intake.conftest import FORM, ticket_of
from tests.intake.hostile import Attacker

pytestmark = pytest.mark.django_db
SUBMISSIONS: Final = int(os.environ.get("HUB_HOSTILE_SUBMISSIONS", "200"))
SEED: Final = int(os.environ.get("HUB_HOSTILE_SEED", "20270314"))
A_DAY: Final = 1000
INBOX_SECONDS: Final = 0.5
KEPT = re.compile(r"[0-9a-f-]{36}\.(png|jpg)")
LINK = re.compile(r"^http://[^/\s]+(/\S+/)\s*$", re.MULTILINE)


@pytest.fixture
def attacker(site, client, settings, monkeypatch, outbox):
    """Return who attacks every form of a website; a mail is one once it is in the outbox."""
    monkeypatch.setattr("hub.intake.guard.senders._is_quick", lambda ticket, limits: False)
    settings.HUB_PROOF_COST = 1
    client.raise_request_exception = False
    return Attacker(SEED)


def open_forms(attacker, client):
    """Read each form, as a day's first."""
    for part in attacker.forms:
        path = f"/de/{part.path_in('de')}/"
        # What only corrects is opened from a page; a ticket is good at every form.
        shown = FORM if part.kind == ANY_KIND else path
        attacker.tickets[path] = ticket_of(client.get(shown))


def a_day(attacker, client, count, seen, broken):
    """Send a day's part; the mails that came of it stay within the limits."""
    newest = max(Mail.objects.values_list("pk", flat=True), default=0)
    sent = []
    open_forms(attacker, client)
    for _number in range(count):
        made = attacker.next()
        status = made.send(client).status_code
        seen[int(status)] += 1
        if status >= 500:
            broken.append((status, made.path[:200], made.content_type, made.body[:3000]))
        for letter in Mail.objects.filter(pk__gt=newest).order_by("pk"):
            newest = letter.pk
            sent.append(letter.recipient.casefold())
            message = message_from_bytes(bytes(letter.content), policy=policy.default)
            assert message.get_all("To") == [letter.recipient]
            assert message["Bcc"] is None
            text = message.get_body(("plain",)).get_content()
            attacker.links.append(LINK.search(text)[1])
    assert max(Counter(sent).values()) <= Limits().sender
    tend()
    lost_link.fulfil()


def seconds_to_open(client):
    started = time.perf_counter()
    assert client.get(reverse("hub_submissions")).status_code == 200
    return time.perf_counter() - started


def test_hostile_forms_and_lines_are_answered_and_do_nothing(attacker, client, person):
    public = set(Publication.objects.public().values_list("pk", flat=True))
    seen, broken = Counter(), []
    # What is counted by the day must not be cut by midnight.
    start = timezone.localtime().replace(hour=8)
    for day, first in enumerate(range(0, SUBMISSIONS, A_DAY)):
        with time_machine.travel(start + timedelta(days=day), tick=True):
            a_day(attacker, client, min(A_DAY, SUBMISSIONS - first), seen, broken)

    assert broken == []
    # Some of it was taken: a generator that only bounces off would prove nothing.
    assert {202, 303, 400, 403, 404} <= set(seen), seen
    assert set(Publication.objects.public().values_list("pk", flat=True)) == public
    stored = [one.file.read() for one in Upload.objects.all()]
    assert stored
    assert not any(word in one for one in stored for word in (b"php", b"script"))
    folders, files = quarantine.quarantine().listdir("")
    assert folders == []
    assert [name for name in files if not KEPT.fullmatch(name)] == []

    client.force_login(person(MODERATOR))
    shown = client.get(reverse("hub_submissions")).content.decode()
    assert "Werbung" in shown
    assert "<script>alert" not in shown
    for one in Submission.objects.filter(confirmed_at__isnull=False)[:40]:
        answer = client.get(reverse("hub_submission", args=[one.pk]))
        assert answer.status_code == 200, one.lines
        assert "<script>alert" not in answer.content.decode()
    assert min(seconds_to_open(client) for _time in range(3)) < INBOX_SECONDS
    print(
        f"{SUBMISSIONS} sent: {dict(sorted(seen.items()))}, {Submission.objects.count()} kept,"
        f" inbox in {seconds_to_open(client) * 1000:.0f} ms"
    )


def test_what_is_no_proper_request_is_refused_in_words(site, client):
    cut = client.generic("POST", "/api/v1/submissions/note", b"x", "multipart/form-data")
    assert (cut.status_code, cut["Content-Type"]) == (400, "application/problem+json")
    assert client.generic("POST", FORM, b"x", "multipart/form-data").status_code == 400
    foreign = client.post(FORM, {}, headers={"Origin": "http://[::1"})
    assert foreign.status_code == 403
    assert "Öffnen Sie das Formular hier" in foreign.content.decode()


def test_all_addresses_of_one_household_are_one_sender(site, client):
    most = Limits().network
    answers = [
        client.post(
            FORM,
            {"link": "1", "email": f"kim{number}@verein.de"},
            REMOTE_ADDR=f"2001:db8::{number + 1:x}",
        ).status_code
        for number in range(most + 1)
    ]
    assert answers == [303] * most + [429]
