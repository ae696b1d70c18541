"""Hints are remembered in the transaction of the change, and forgotten by the settle of it."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction
from wagtail.models import Site

from hub.content.models import SiteSettings
from hub.publication.catch_up import settle_waiting
from hub.publication.hinting import hints
from hub.publication.hinting.hints import hint
from hub.publication.hinting.waiting import DUE_SECONDS, EVERYTHING, leave
from hub.publication.models import Hint, Publication, PublicationSite
from hub.publication.settle import settle
from plugins.example.models import Note
from tests.publication.conftest import row, rows

pytestmark = pytest.mark.django_db


def hinted(page):
    return Hint.objects.filter(document_id=page.translation_key).count()


def test_a_change_is_remembered_before_its_commit_and_forgotten_when_it_is_settled(news, committed):
    with committed():
        news.title = "Neuer Titel"
        news.save_revision().publish()
        assert hinted(news)
    assert row(news).title == "Neuer Titel"
    assert not Hint.objects.exists()


def test_what_is_hinted_again_after_a_savepoint_was_rolled_back_is_remembered(news, section):
    hint([section.document_id])
    with transaction.atomic():
        hint([news.document_id])
        transaction.set_rollback(True)
    assert not hinted(news)
    hint([news.document_id])
    assert hinted(news) == 1


def test_what_was_hinted_at_before_a_commit_holds_nothing_of_it_back(news, section, committed):
    hint([section.document_id])
    with committed():
        news.title = "Neuer Titel"
        news.save_revision().publish()
    assert row(news).title == "Neuer Titel"


def test_hinting_at_the_same_page_again_costs_no_statement(news, django_assert_num_queries):
    hint([news.document_id])
    with django_assert_num_queries(0):
        hint([news.document_id])


def test_taking_down_alone_leaves_what_has_to_be_built_waiting(news):
    leave([news.document_id])
    settle([news.document_id], is_takedown_only=True)
    assert hinted(news) == 1


def test_what_has_no_row_is_not_looked_at_for_taking_it_down(django_assert_num_queries):
    with django_assert_num_queries(1):
        settle([uuid4() for _number in range(500)], is_takedown_only=True)


def test_what_shows_a_changed_name_waits_in_the_same_transaction(section, news, monkeypatch):
    Publication.objects.filter(pk=row(news).pk).update(references=[section.document_id])
    section.title = "Verbund"
    section.save()

    class Killed(BaseException):
        pass

    def die(*arguments):
        raise Killed

    settled = []

    def count(execute, sql, *rest):
        if "pg_advisory_xact_lock" in sql:
            settled.append(sql)
            if len(settled) > 1:
                die()
        return execute(sql, *rest)

    with pytest.raises(Killed), connection.execute_wrapper(count):
        settle({section.document_id})
    assert row(section).title == "Verbund"
    assert hinted(news)


def test_what_is_not_due_yet_is_left_to_whoever_hinted(news):
    news.title = "Neuer Titel"
    news.save()
    assert settle_waiting().written_count == 0
    Hint.objects.all().delete()
    leave([news.document_id], due_seconds=0)
    assert settle_waiting().written_count == 1
    assert not Hint.objects.exists()


def test_all_that_waits_is_settled_whatever_number_it_is(news, section, monkeypatch):
    monkeypatch.setattr("hub.publication.catch_up.BATCH", 1)
    Publication.objects.update(digest="")
    leave([EVERYTHING], due_seconds=0)
    settle_waiting()
    assert not Hint.objects.exists()
    assert not Publication.objects.filter(is_deleted=False, digest="").exists()


def test_changed_settings_of_a_large_website_build_nothing_in_the_request(
    site, news, committed, monkeypatch
):
    monkeypatch.setattr(settings, "HUB_SETTLE_INLINE_MAXIMUM", 1)
    messages = []
    monkeypatch.setattr(
        hints, "wake", lambda *message, **options: bool(messages.append(message)) or True
    )
    Publication.objects.update(digest="")
    with committed():
        chosen = SiteSettings.for_site(Site.objects.get(is_default_site=True))
        chosen.name = "Verbund"
        chosen.save()
    # What is small is there at once; what is large waits, and no message names any of it.
    assert PublicationSite.objects.get(is_default=True).facts["name"] == "Verbund"
    assert row(news).digest == ""
    assert messages == [("hub.settle_waiting", -DUE_SECONDS)]
    settle_waiting(-DUE_SECONDS)
    assert row(news).digest
    assert not Hint.objects.exists()


def test_what_a_large_website_no_longer_shows_is_gone_in_the_request(
    site, news, meeting, committed, monkeypatch
):
    monkeypatch.setattr(settings, "HUB_SETTLE_INLINE_MAXIMUM", 1)
    monkeypatch.setattr(hints, "wake", lambda *message, **options: True)
    with committed():
        note = Note.objects.create(
            locale=news.locale, site=site, title="Rad", slug="rad", colour="blue", live=True
        )
    Publication.objects.update(digest="")
    with committed():
        chosen = SiteSettings.for_site(site)
        chosen.languages = ["de", "en"]
        chosen.save()
    assert set(rows(meeting)) == {"de", "en"}
    with committed():
        chosen.disabled_capabilities = ["events", "example"]
        chosen.save()
    assert (rows(meeting), rows(note)) == ({}, {})
    # Nothing was built for that.
    assert row(news).digest == ""
    with committed():
        site.delete()
    assert row(news) is None
