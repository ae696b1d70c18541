"""What happens around an action's transaction: a second save beside it, a failure after it."""

import threading
import time

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.signals import page_slug_changed

from hub.publication.models import Publication
from plugins.editorial.models import HomePage, StandardPage
from plugins.example.models import Note
from tests.factories.content import UserFactory, add_page, hub_site

pytestmark = pytest.mark.django_db(transaction=True)
FORM = {
    "title": "Impressum",
    "slug": "impressum",
    "body-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


def is_waiting() -> bool:
    """Whether somebody waits for a row that this test holds."""
    with connection.cursor() as cursor:
        # Inside a transaction the view stays as it was first seen.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return bool(cursor.fetchone()[0])


def test_a_draft_that_is_saved_during_publication_leaves_the_page_public():
    page = add_page(hub_site(HomePage).root_page, StandardPage, title="Impressum", live=False)
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    answers = []

    def save() -> None:
        answers.append(client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), FORM))
        connection.close()

    saving = threading.Thread(target=save)
    with transaction.atomic():
        page.get_latest_revision().publish()
        saving.start()
        until = time.monotonic() + 30
        while not is_waiting() and time.monotonic() < until:
            time.sleep(0.02)
        assert is_waiting()
    saving.join(timeout=30)

    assert [answer.status_code for answer in answers] == [302]
    page.refresh_from_db()
    assert page.live
    assert page.has_unpublished_changes is True


def test_what_fails_after_the_commit_does_not_answer_a_done_action_with_an_error():
    page = add_page(hub_site(HomePage).root_page, StandardPage, title="Impressum")
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))

    def fail(**kwargs: object) -> None:
        raise IntegrityError("another editor has deleted the page")

    page_slug_changed.connect(fail)
    try:
        form = {**FORM, "title": "Kontakt", "slug": "kontakt", "action-publish": "1"}
        answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    finally:
        page_slug_changed.disconnect(fail)

    assert answer.status_code == 302
    row = Publication.objects.get(document_id=page.translation_key)
    assert (row.title, row.slug) == ("Kontakt", "kontakt")


def test_the_second_of_two_new_pages_with_one_address_is_asked_for_another():
    above = hub_site(HomePage).root_page
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    address = reverse("wagtailadmin_pages:add", args=["editorial", "standardpage", above.pk])
    answers = []

    def send() -> None:
        answers.append(client.post(address, FORM))
        connection.close()

    sending = threading.Thread(target=send)
    with transaction.atomic():
        Page.objects.select_for_update(no_key=True).get(pk=above.pk)
        add_page(above, StandardPage, title="Impressum", live=False)
        sending.start()
        until = time.monotonic() + 30
        while not is_waiting() and time.monotonic() < until:
            time.sleep(0.02)
        assert is_waiting()
    sending.join(timeout=30)

    assert [answer.status_code for answer in answers] == [200]
    assert list(answers[0].context["form"].errors) == ["slug"]


def test_the_second_of_two_new_records_with_one_address_is_asked_for_another():
    site = hub_site(HomePage)
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    address = reverse("wagtailsnippets_example_note:add")
    form = {"title": "Rad", "slug": "rad", "colour": "blue", "site": str(site.pk)}
    answers = []

    def send() -> None:
        answers.append(client.post(address, form))
        connection.close()

    sending = [threading.Thread(target=send) for _ in range(2)]
    for one in sending:
        one.start()
    for one in sending:
        one.join(timeout=30)

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert Note.objects.count() == 1
