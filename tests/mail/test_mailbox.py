"""The demo's mail server lays mails into a folder; a page shows them and lets nothing in or out."""

import subprocess
import sys
import time

import pytest
from django.core.mail import EmailMultiAlternatives

from hub.mail.sending import send_waiting
from services.mailbox import _answers
from services.ports import free_port

pytestmark = pytest.mark.django_db

HOSTILE = (
    "<html><head></head><body><script>alert(1)</script>"
    '<img src="https://elsewhere.example/x.png"><a href="https://hub.example/">Öffnen</a></body></html>'
)


@pytest.fixture
def mailbox(tmp_path, settings, outbox):
    """A running mailbox as the demo starts it; returns its folder."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "services.mailbox", str(port), tmp_path])
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.HUB_MAILBOX = str(tmp_path)
    end = time.monotonic() + 20
    while not _answers(port):
        assert time.monotonic() < end
        time.sleep(0.05)
    yield tmp_path
    process.terminate()
    assert process.wait(10) == 0


def test_the_mailbox_shows_each_mail_as_page_and_text(mailbox, client):
    for number in range(2):
        message = EmailMultiAlternatives(f"Brief {number}", "Als <Text>", to=["ina@b.example"])
        message.attach_alternative(HOSTILE, "text/html")
        message.send()
        assert send_waiting() == 1
    assert len(list(mailbox.glob("*.eml"))) == 2

    page = client.get("/-/mailbox/")
    text = page.content.decode()
    assert text.index("Brief 1") < text.index("Brief 0")
    assert "Als &lt;Text&gt;" in text
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "alert" not in text
    address = text.partition('<iframe src="')[2].partition('"')[0]
    letter = client.get(address)
    assert "Öffnen" in letter.content.decode()
    policy = letter["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "img-src data:" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy + text
    assert client.get("/-/mailbox/unknown/", follow=True).status_code == 404


def test_without_the_demos_folder_there_is_no_such_page(client, settings):
    settings.HUB_MAILBOX = ""
    for address in ("/-/mailbox/", "/-/mailbox/20261128/"):
        assert client.get(address, follow=True).status_code == 404
