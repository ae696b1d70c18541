"""What a server says of a mail decides what becomes of it; nobody waits for the server."""

from datetime import timedelta
from email import message_from_bytes

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from hub.mail.models import Mail, State
from hub.mail.sending import send_again, send_waiting
from hub.privacy.expiring import expire
from hub.privacy.register import erase, export
from plugins.editorial.models import HomePage, StandardPage
from tests.factories.content import UserFactory, add_page, hub_site

pytestmark = pytest.mark.django_db
MODERATORS = 6


def write(*recipients: str) -> None:
    for recipient in recipients:
        send_mail("Ihre Anmeldung", "https://hub.example/t/geheim", None, [recipient])


def mail_to(recipient: str) -> Mail:
    return Mail.objects.get(recipient=recipient)


def test_each_answer_of_the_server_has_its_consequence(server):
    names = ("ina", "later", "never", "full", "bad", "uwe")
    write(*(f"{name}@b.example" for name in names), '"kim x"@b.example')
    started = timezone.now()
    assert send_waiting() == 3

    taken = ["ina@b.example", "uwe@b.example", '"kim x"@b.example']
    assert [recipient for _key, recipient in server.taken()] == taken
    assert server.total_count == 1
    states = {name: mail_to(f"{name}@b.example").state for name in names}
    assert states == {
        "ina": State.SENT,
        "later": State.WAITING,
        "never": State.FAILED,
        "full": State.WAITING,
        "bad": State.FAILED,
        "uwe": State.SENT,
    }
    assert mail_to("ina@b.example").reply == "250 2.0.0 Queued as 4711"
    assert bytes(mail_to("ina@b.example").content) == b""
    assert mail_to("never@b.example").reply == "550 5.1.1 No such mailbox here"
    later = mail_to("later@b.example")
    assert later.reply == "451 4.7.1 Greylisted, come back"
    assert timedelta(seconds=59) < later.due_at - started < timedelta(seconds=70)
    assert send_waiting() == 0
    assert server.total_count == 1


def test_a_mail_that_is_refused_for_now_is_tried_for_two_days(server):
    write("later@b.example")
    key = mail_to("later@b.example").message_id
    start = timezone.now()
    pauses = []
    with time_machine.travel(start, tick=False) as clock:
        while (mail := mail_to("later@b.example")).state != State.FAILED:
            pauses.append(mail.due_at - timezone.now())
            clock.move_to(mail.due_at)
            assert send_waiting() == 0
        assert timezone.now() - start < timedelta(hours=48)
    minutes = [round(pause.total_seconds() / 60) for pause in pauses]
    # After 1, 6, 21 minutes, 1:21, then every four hours from 5:21 to 45:21.
    assert minutes == [0, 1, 5, 15, 60, *[240] * 11]
    assert mail.attempts_count == 16

    send_again(mail)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts_count, mail.message_id) == (State.WAITING, 0, key)


def test_a_server_that_is_away_marks_no_mail_down(server):
    write("ina@b.example", "uwe@b.example")
    server.stop()
    for _run in range(3):
        assert send_waiting() == 0
    ina = mail_to("ina@b.example")
    assert (ina.state, ina.attempts_count) == (State.WAITING, 0)
    assert "refused" in ina.reply
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        assert send_waiting() == 0
    assert mail_to("ina@b.example").state == State.FAILED


def test_an_answer_that_was_never_heard_is_asked_for_again_under_the_same_name(server):
    write("cut@b.example", "ina@b.example")
    assert send_waiting() == 1
    cut = mail_to("cut@b.example")
    assert cut.state == State.WAITING
    Mail.objects.filter(pk=cut.pk).update(due_at=timezone.now())
    send_waiting()
    keys = [key for key, recipient in server.taken() if recipient == "cut@b.example"]
    assert keys == [cut.message_id] * 2


def test_a_mail_that_somebody_else_is_sending_is_left_alone(server):
    write("ina@b.example")
    Mail.objects.update(state=State.SENDING, due_at=timezone.now() + timedelta(minutes=1))
    assert send_waiting() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert send_waiting() == 1


def test_a_password_is_reset_by_way_of_the_outbox(server, client):
    hub_site(HomePage)
    user = UserFactory(email="ina@b.example", is_superuser=True)
    user.set_password("langes-passwort-42")
    user.save()
    assert client.post("/admin/password_reset/", {"email": "ina@b.example"}).status_code == 302
    assert server.total_count == 0
    (content,) = Mail.objects.values_list("content", flat=True)
    parts = [part.get_content_type() for part in message_from_bytes(bytes(content)).walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]
    assert send_waiting() == 1


def submit(home) -> StandardPage:
    """Have a page that six moderators decide on submitted."""
    page = add_page(home, StandardPage, title="Ehrenamtskarte", slug="karte", live=False)
    group = Group.objects.create(name="Sechs")
    for _number in range(MODERATORS):
        UserFactory().groups.add(group)
    task = GroupApprovalTask.objects.create(name="Prüfung")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Freigabe")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    with transaction.atomic():
        page.get_workflow().start(page, UserFactory())
    return page


def test_who_submits_a_page_asks_no_mail_server(server):
    assert submit(hub_site(HomePage).root_page).workflow_in_progress
    assert server.total_count == 0
    assert Mail.objects.filter(state=State.WAITING).count() == MODERATORS


def test_what_is_rolled_back_was_never_written(outbox):
    with transaction.atomic():
        write("ina@b.example")
        transaction.set_rollback(True)
    assert outbox() == []


def test_whom_a_mail_went_to_is_found_and_forgotten(server):
    write("ina@bücher.example", "never@b.example", "uwe@b.example")
    send_waiting()
    assert {*export("INA@xn--bcher-kva.example")} == {"mail.sent"}
    assert {*export("never@b.example")} == {"mail.unsent"}
    assert erase("ina@bücher.example")["mail.sent"] == 1
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        counts = expire()
        assert (counts["mail.sent"], counts["mail.unsent"]) == (1, 0)
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert expire()["mail.unsent"] == 1
    assert not Mail.objects.exists()
