"""Mails that come back: their notices are read, and believed only with the mail's own id."""

import io
import sys
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from django.conf import settings as project
from django.core.checks import run_checks
from django.core.mail import send_mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.users.models import UserProfile

from hub.mail.bounces import comes_back
from hub.mail.models import Mail, State
from tests.factories.content import UserFactory

pytestmark = pytest.mark.django_db


def notice(message_id, action="failed", kind="multipart/report", quoted="message/rfc822"):
    """Return what a mail server writes, as RFC 3464 shows it."""
    return f"""From: MAILER-DAEMON@mx.verein.example\r
To: noreply@hub.example\r
MIME-Version: 1.0\r
Content-Type: {kind}; report-type=delivery-status; boundary="b"\r
\r
--b\r
Content-Type: text/plain\r
\r
I could not deliver it.\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.verein.example\r
\r
Final-Recipient: rfc822; kim@verein.example\r
Action: {action}\r
Status: 5.1.1\r
Diagnostic-Code: smtp; 550 5.1.1 no such\r
  mailbox\r
\r
--b\r
Content-Type: {quoted}\r
\r
Message-ID: {message_id}\r
Subject: x\r
\r
--b--\r
""".encode()


def piped(monkeypatch, raw):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    said = io.StringIO()
    call_command("bounce", stdout=said)
    return said.getvalue().strip()


def test_a_mail_that_came_back_is_marked_and_nothing_else_is(outbox, monkeypatch):
    send_mail("Betreff", "Text", None, ["kim@verein.example"])
    Mail.objects.update(state=State.SENT, sent_at=timezone.now(), content=b"")
    mail = Mail.objects.get()
    strange = EmailMessage()
    strange["Message-ID"] = mail.message_id
    strange.set_content("absent")
    for raw in (
        notice("<made.up@hub.example>"),
        notice(mail.message_id, action="delayed"),
        notice(mail.message_id, action="relayed"),
        notice(mail.message_id, kind="multipart/mixed"),
        notice(mail.message_id, quoted="text/plain"),
        strange.as_bytes(),
        b"",
        b"\xff\x00\n\n\x00",
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status",
    ):
        assert piped(monkeypatch, raw) == "none of our mails", raw
    assert not comes_back("Kim <kim@verein.example>")

    raw = notice(mail.message_id, quoted="text/rfc822-headers")
    assert piped(monkeypatch, raw) == f"{mail.message_id} came back"
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.reply) == (
        State.RETURNED, None, "smtp; 550 5.1.1 no such mailbox",
    )  # fmt: skip
    assert comes_back("kim@VEREIN.example")
    assert piped(monkeypatch, raw) == "none of our mails"


def test_a_notice_of_wagtail_is_framed_in_its_readers_language(outbox):
    user = UserFactory(email="ina@stadt.example")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    from wagtail.admin.mail import send_mail as tell

    tell("Please look", "Somebody wrote a page.", ["ina@stadt.example"])
    (message,) = outbox()
    assert message["Content-Language"] == "en"
    assert project.LANGUAGE_CODE == "de"


def test_a_mailbox_in_production_is_an_error(settings):
    settings.HUB_MAILBOX = "/srv/mails"
    found = {one.id for one in run_checks(tags=["hub"], include_deployment_checks=True)}
    assert "hub.E602" in found
    settings.HUB_MAILBOX = ""
    found = {one.id for one in run_checks(tags=["hub"], include_deployment_checks=True)}
    assert "hub.E602" not in found
