"""The proof of work: right, wrong, used, too old, another form's, none."""

import base64
import html
import json
import re
from datetime import timedelta

import pytest
import time_machine
from altcha import Challenge, Payload, solve_challenge
from django.utils import timezone

from hub.intake.guard import proof, senders
from hub.intake.models import Submission
from hub.kernel.contract.sending import Limits
from tests.intake.conftest import FORM, ticket_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _cheap(settings):
    """Have a proof cost the tests nothing, but be one."""
    settings.HUB_PROOF_COST = 1


def solved(response) -> str:
    """Return what a browser makes of the form's challenge."""
    found = re.search(r'data-proof="([^"]+)"', response.content.decode())
    assert found, response.content.decode()[-3000:]
    challenge = Challenge.from_dict(json.loads(html.unescape(found[1])))
    solution = solve_challenge(challenge)
    assert solution is not None
    return Payload(challenge, solution).to_base64()


def altered(sent: str, part: str, **changes) -> str:
    payload = json.loads(base64.b64decode(sent))
    (payload["solution"] if part == "solution" else payload["challenge"][part]).update(changes)
    return base64.b64encode(json.dumps(payload).encode()).decode()


def test_a_proof_serves_one_form_however_often_it_is_sent(site, send, client):
    shown = client.get(FORM)
    ticket, sent = ticket_of(shown), solved(shown)

    answers = [send(again=ticket, proof=sent).status_code for _click in range(3)]
    other = send(again=ticket, proof=sent, title="Etwas anderes")

    assert answers == [303, 303, 303]
    assert other.status_code == 400
    assert "Ihr Browser" in other.content.decode()
    assert "Etwas anderes" in other.content.decode()
    assert Submission.objects.count() == 1
    # The page that says so brings a new one.
    taken = send(again=ticket, proof=solved(other), title="Etwas anderes")
    assert (taken.status_code, Submission.objects.count()) == (303, 2)


def test_a_wrong_a_forged_and_a_foreign_proof_are_refused(site, send, client):
    shown, another = client.get(FORM), client.get(FORM)
    ticket, sent = ticket_of(shown), solved(shown)
    deep = base64.b64encode(b'{"challenge":' + b"[" * 900).decode()
    for wrong in (
        "x",
        "ä",
        deep,
        "e30=",
        "A" * 100_000,
        altered(sent, "solution", counter=2**31),
        altered(sent, "solution", derivedKey="00" * 32),
        altered(sent, "solution", counter="1"),
        altered(sent, "parameters", keyPrefix=""),
        altered(sent, "parameters", cost=10**9),
        altered(sent, "parameters", data=None),
        solved(another),
    ):
        response = send(again=ticket, proof=wrong)
        assert response.status_code == 400, wrong[:80]
        assert "Ihr Browser" in response.content.decode()

    assert not Submission.objects.exists()
    assert send(again=ticket, proof=sent).status_code == 303


def test_a_proof_ends_with_the_form(site, client):
    shown = client.get(FORM)
    form = {"ticket": ticket_of(shown), "proof": solved(shown)}
    assert proof.check(form) is None
    with time_machine.travel(timezone.now() + timedelta(hours=23)):
        assert proof.check(form) is None
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        # A new ticket makes no old proof a new one.
        assert proof.check({**form, "ticket": senders.new_ticket()}) is senders.Doubt.PROOF
        assert proof.check(form) is senders.Doubt.PROOF


def test_without_a_proof_a_network_sends_fewer(site, send, client, settings):
    most = Limits().unproved
    emails = [f"kim{number}@verein.de" for number in range(most + 3)]
    answers = [send(sender_email=one).status_code for one in emails[: most + 1]]
    assert answers == [303] * most + [429]

    shown = client.get(FORM)
    with_it = send(again=ticket_of(shown), proof=solved(shown), sender_email=emails[-1])
    assert with_it.status_code == 303

    settings.HUB_PROOF_COST = 0
    assert "data-proof" not in client.get(FORM).content.decode()
    assert send(sender_email=emails[-2]).status_code == 303
