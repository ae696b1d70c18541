"""Whatever is killed or stopped while mails go: none is lost, and hardly one goes twice.

A few kills; `HUB_MAIL_KILLS=30 HUB_MAILS=1000 pytest -s tests/mail/test_killed.py` for many.
"""

import os
import random
import time
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.conf import settings as hub_settings
from django.core.mail import send_mail
from django.utils import timezone

from hub.kernel import wake as bell
from hub.mail.models import Mail, State
from hub.mail.outbox import QUEUE, TASK
from tests.faults.proxy import Proxy
from tests.faults.test_broker_down import use_broker  # noqa: F401  a fixture
from tests.mail.server import MailServer
from tests.mail.workers import nursery

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = int(os.environ.get("HUB_MAIL_KILLS", "3"))
MAILS = int(os.environ.get("HUB_MAILS", "100"))
# A life that is cut somewhere in the middle of a mail.
LIFE_SECONDS = 0.4
PATIENCE_SECONDS = 60


def write(count, start=0):
    for number in range(start, start + count):
        send_mail("Betreff", "Text", None, [f"n{number}@b.example"])


def ring():
    """Call a worker as beat does; a bell that rests after a silence is made to try."""
    bell._rest_until = 0.0
    bell.wake(TASK, queue=QUEUE)


def later():
    """Let the time pass that a mail waits for: a minute after a refusal, three after a kill."""
    Mail.objects.exclude(state__in=(State.SENT, State.FAILED)).update(due_at=timezone.now())


def wait_for(is_reached, every=lambda: None):
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_reached():
        assert time.monotonic() < end, Counter(Mail.objects.values_list("state", "reply"))
        every()
        time.sleep(0.05)


def all_are_sent():
    return not Mail.objects.exclude(state=State.SENT).exists()


def counts_by_recipient(server):
    return Counter(recipient for _key, recipient in server.taken())


def test_no_kill_loses_a_mail(server, tmp_path):
    server.seconds_a_mail = 0.005
    chance = random.Random(KILLS)
    open_count = 0
    write(MAILS)
    with nursery(server.port, tmp_path) as own:
        for _kill in range(KILLS):
            worker = own.start(hub_settings.CELERY_BROKER_URL)
            before = len(server.taken())
            ring()
            ring()
            wait_for(lambda before=before: len(server.taken()) > before or all_are_sent())
            time.sleep(chance.uniform(0, LIFE_SECONDS))
            open_count += server.open_count
            own.kill(worker)
            # Whose session PostgreSQL has not yet ended may still be writing.
            time.sleep(0.1)
            later()
        own.start(hub_settings.CELERY_BROKER_URL)
        ring()
        ring()
        wait_for(all_are_sent)

    counts = counts_by_recipient(server)
    twice = sum(counts.values()) - len(counts)
    keys = {recipient: key for key, recipient in server.taken()}
    print(f"{KILLS} kills, {MAILS} mails: 0 lost, {twice} twice, {open_count} connections open")
    assert len(counts) == MAILS
    assert twice <= open_count
    assert keys == dict(Mail.objects.values_list("recipient", "message_id"))


def test_with_mail_server_and_broker_stopped_nothing_is_lost_or_doubled(
    server,
    tmp_path,
    use_broker,  # noqa: F811
):
    given = urlsplit(hub_settings.CELERY_BROKER_URL)
    broker = Proxy(given.hostname, given.port or 6379)
    broker.start()
    host = f"{given.netloc.rpartition('@')[0]}@127.0.0.1:{broker.port}".lstrip("@")
    use_broker(broker.port)
    with nursery(server.port, tmp_path) as own:
        own.start(given._replace(netloc=host).geturl())
        write(40)
        wait_for(lambda: len(server.taken()) >= 10, ring)
        server.close_orderly()
        broker.cut()
        started = time.monotonic()
        write(60, start=40)
        assert (time.monotonic() - started) / 60 < 0.1
        assert len(server.taken()) < 100

        broker.is_closed = False
        again = MailServer(server.ledger, port=server.port)
        again.start()
        try:
            later()
            wait_for(all_are_sent, ring)
        finally:
            again.stop()
            broker.stop()
    assert counts_by_recipient(server) == {f"n{number}@b.example": 1 for number in range(100)}
