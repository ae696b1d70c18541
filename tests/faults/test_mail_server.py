"""A mail server that hangs or is gone: whoever submits a page neither waits nor loses it."""

import threading
import time

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail import send_mail
from django.db import transaction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from plugins.editorial.models import StandardPage
from tests.factories.content import UserFactory, add_page

pytestmark = pytest.mark.django_db(transaction=True)

SMTP = "django.core.mail.backends.smtp.EmailBackend"
MODERATORS = 6


@pytest.fixture
def through(settings):
    """Return a function that has mails go by the hub's own backend to another one."""

    def use(backend, port=0):
        settings.EMAIL_BACKEND = "hub.kernel.mailing.AfterCommit"
        settings.HUB_MAIL_BACKEND = backend
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 1

    yield use
    wait_for_mails()


@pytest.fixture
def page(home):
    """A draft whose publication six moderators decide on."""
    page = add_page(home, StandardPage, title="Ehrenamtskarte", slug="karte", live=False)
    group = Group.objects.create(name="Sechs")
    for _number in range(MODERATORS):
        UserFactory().groups.add(group)
    task = GroupApprovalTask.objects.create(name="Prüfung")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Freigabe")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    return page


def wait_for_mails():
    for thread in threading.enumerate():
        if thread.name == "hub-mail":
            thread.join()


def submit(page):
    """Submit the page as the admin does: in a transaction that has locked it."""
    with transaction.atomic():
        Page.objects.select_for_update(no_key=True).get(pk=page.pk)
        page.get_workflow().start(page, UserFactory())


def test_a_server_that_hangs_keeps_nobody_waiting_and_loses_no_submission(
    page, through, silent_port
):
    through(SMTP, silent_port)
    started = time.monotonic()
    submit(page)
    assert time.monotonic() - started < 1
    assert page.workflow_in_progress
    with transaction.atomic():
        # Nobody holds the page while the mails wait.
        assert Page.objects.select_for_update(nowait=True).filter(pk=page.pk).get()


def test_a_server_that_is_gone_loses_no_submission(page, through, closed_port):
    through(SMTP, closed_port)
    submit(page)
    assert page.workflow_in_progress


def test_every_moderator_is_told_after_the_commit(page, through):
    through("django.core.mail.backends.locmem.EmailBackend")
    with transaction.atomic():
        submit(page)
        wait_for_mails()
        assert mail.outbox == []
    wait_for_mails()
    assert len({message.to[0] for message in mail.outbox}) == MODERATORS


def test_what_is_rolled_back_tells_nobody(through):
    through("django.core.mail.backends.locmem.EmailBackend")
    with transaction.atomic():
        send_mail("Freigabe", "Text", None, ["a@example.org"])
        transaction.set_rollback(True)
    wait_for_mails()
    assert mail.outbox == []


def test_without_a_transaction_whoever_sends_hears_of_the_failure(through, closed_port):
    through(SMTP, closed_port)
    with pytest.raises(ConnectionRefusedError):
        send_mail("Probe", "Text", None, ["a@example.org"])
