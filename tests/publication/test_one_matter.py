"""One matter, one set of facts: a translation owns words; its original owns all else."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from hub.publication.catch_up import end_what_is_over
from hub.publication.models import PublicationDate
from hub.publication.sweep import sweep
from plugins.editorial.models import NewsPage
from plugins.events.models import EventPage
from tests.factories.content import TopicFactory, add_page, site_settings
from tests.factories.events import change, event_index
from tests.factories.translations import (
    in_language,
    translate,
    translation_of,
)
from tests.publication.conftest import document, row, rows

pytestmark = pytest.mark.django_db
LOGIN = PageViewRestriction.LOGIN


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=LOGIN)


def close_original(page: Page) -> None:
    restrict(page)


def close_section(page: Page) -> None:
    restrict(page.get_parent().get_parent())


def unpublish(page: Page) -> None:
    page.unpublish()


def delete(page: Page) -> None:
    page.delete()


def switch_off(page: Page) -> None:
    site_settings(page.get_site(), disabled_capabilities=["events"])


def move_into_closed(page: Page) -> None:
    home = page.get_site().root_page
    closed = event_index(add_page(home, type(page.get_parent().get_parent().specific), title="Zu"))
    restrict(closed.get_parent())
    page.move(closed, pos="last-child")


@pytest.mark.parametrize(
    "close", [close_original, close_section, unpublish, delete, switch_off, move_into_closed]
)
def test_what_closes_the_original_closes_every_language(
    meeting: EventPage, committed: Any, close: Callable[[Page], None]
) -> None:
    with committed():
        close(meeting)
    assert rows(meeting) == {}
    assert not PublicationDate.objects.filter(document_id=meeting.translation_key).exists()
    assert sweep().written_count == 0


def test_an_original_that_has_expired_is_public_in_no_language(meeting: EventPage) -> None:
    Page.objects.filter(pk=meeting.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    sweep()
    assert rows(meeting) == {}


def test_an_end_of_the_original_is_nobody_elses(meeting: EventPage, committed: Any) -> None:
    """What was ordered while it had one keeps nothing of it."""
    ends_at = timezone.now() + timedelta(hours=1)
    with committed():
        meeting.expire_at = ends_at
        meeting.save_revision().publish()
        translate(meeting, "ar")
        translation_of(meeting, "en").save_target(publish=True)
    assert {one.ends_at for one in rows(meeting).values()} == {ends_at}
    with committed():
        meeting.expire_at = None
        meeting.save_revision().publish()
    # As if the time had come that translations were given once.
    past = timezone.now() - timedelta(seconds=1)
    with committed():
        own = Page.objects.filter(translation_key=meeting.translation_key).exclude(pk=meeting.pk)
        own.update(expire_at=past)
        end_what_is_over()
        sweep()
    assert set(rows(meeting)) == {"de", "en", "uk", "ar"}
    assert {one.ends_at for one in rows(meeting).values()} == {None}
    assert in_language(meeting, "ar").live


def test_opening_the_original_again_opens_every_language(
    meeting: EventPage, committed: Any
) -> None:
    with committed():
        restrict(meeting)
    assert rows(meeting) == {}
    with committed():
        PageViewRestriction.objects.all().delete()
    assert set(rows(meeting)) == {"de", "en", "uk"}


def test_a_translation_closed_by_itself_leaves_the_others(
    meeting: EventPage, committed: Any
) -> None:
    with committed():
        restrict(in_language(meeting, "uk"))
    assert set(rows(meeting)) == {"de", "en"}
    with committed():
        in_language(meeting, "en").unpublish()
    assert set(rows(meeting)) == {"de"}


def test_a_section_closed_in_one_language_closes_that_language(
    meeting: EventPage, committed: Any
) -> None:
    with committed():
        restrict(in_language(meeting, "en").get_parent())
    assert set(rows(meeting)) == {"de", "uk"}


def test_a_closed_section_closes_what_was_written_below_its_translation(
    section: Page, index: Page, news: NewsPage, committed: Any
) -> None:
    with committed():
        translate(section, "en")
        translate(index, "en")
    with committed():
        own = add_page(in_language(index, "en"), NewsPage, title="Only in English")
    assert set(rows(own)) == {"en"}
    with committed():
        restrict(section)
    assert rows(own) == {}


def test_a_website_that_hides_the_language_of_the_original_shows_its_translations(
    site: Any, meeting: EventPage, committed: Any
) -> None:
    with committed():
        site_settings(site, languages=["en", "uk"])
    assert set(rows(meeting)) == {"en", "uk"}


def test_facts_of_the_original_hold_in_every_language_at_once(
    meeting: EventPage, committed: Any
) -> None:
    topic = TopicFactory(key="werken")
    with committed():
        meeting.start_time, meeting.end_time = time(14), time(16)
        meeting.registration_is_full = True
        meeting.is_free, meeting.price_cents = False, 500
        meeting.topics.set([topic])
        meeting.save_revision().publish()
    with committed():
        meeting = EventPage.objects.get(pk=meeting.pk)
        meeting.status, meeting.status_reason = "cancelled", "Der Meister ist krank."
        meeting.save_revision().publish()
    german = document(meeting)
    assert german["event"]["first_starts_at"] == "2026-01-13T14:00:00+01:00"
    assert german["event"]["sequence"] > 1
    for code in ("en", "uk"):
        shown = document(meeting, code)
        assert shown["title"] == f"Werkstatt-{code}"
        for name in ("first_starts_at", "status", "registration", "price", "sequence"):
            assert shown["event"][name] == german["event"][name], name
        assert shown["dates"] == german["dates"]
        assert [one["key"] for one in shown["topics"]] == ["werken"]
        assert "status=cancelled" in row(meeting, code).facets
    assert sweep().written_count == 0


def test_a_changed_date_and_a_removed_topic_follow_in_every_language(
    meeting: EventPage, committed: Any
) -> None:
    with committed():
        meeting.rrule = "FREQ=WEEKLY;COUNT=3"
        meeting.topics.set([TopicFactory()])
        meeting.event_changes = [change(date(2026, 1, 20), note="Krank")]
        meeting.save_revision().publish()
    with committed():
        meeting = EventPage.objects.get(pk=meeting.pk)
        meeting.topics.clear()
        meeting.save_revision().publish()
    for code in ("de", "en", "uk"):
        shown = document(meeting, code)
        statuses = [one["status"] for one in shown["dates"]]
        assert statuses == ["scheduled", "cancelled", "scheduled"], code
        assert shown["dates"][1]["note"] == ("Krank" if code == "de" else "")
        assert shown["topics"] == []


def test_a_draft_of_the_original_changes_nothing_in_other_languages(
    meeting: EventPage, committed: Any
) -> None:
    before = row(meeting, "en").sequence
    with committed():
        meeting.start_time = time(8)
        meeting.save_revision()
    assert row(meeting, "en").sequence == before
